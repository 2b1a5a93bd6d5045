import CityCore
package import CityGeo
import CityRegistry

package struct FenceInputBody: Codable, Sendable, Hashable {
    var name: String
    var kind: FenceKind
    /// A polygon, a point with `reachM`, or a line with `reachM`.
    var geometry: GeoJSONGeometry
    var reachM: Double?
    var area: String
    var isActive: Bool?

    package init(
        name: String,
        kind: FenceKind,
        geometry: GeoJSONGeometry,
        reachM: Double?,
        area: String,
        isActive: Bool? = nil
    ) {
        self.name = name
        self.kind = kind
        self.geometry = geometry
        self.reachM = reachM
        self.area = area
        self.isActive = isActive
    }
}

struct FenceBody: Codable, Sendable, Hashable {
    var id: String
    var name: String
    var kind: FenceKind
    var kindName: Wording
    var geometry: GeoJSONGeometry
    var reachM: Double
    var area: String
    var areaName: Wording
    var isActive: Bool
    var version: Int

    init(_ fence: Fence, _ directory: RegistryDirectory) {
        id = fence.id.text
        name = fence.name
        kind = fence.kind
        kindName = fence.kind.title
        geometry = fence.geometry
        reachM = fence.reachM
        area = fence.area
        areaName = directory.areaName(scope: fence.area) ?? Wording(fence.area, fence.area)
        isActive = fence.isActive
        version = fence.version
    }
}

package struct AlertRuleInputBody: Codable, Sendable, Hashable {
    package var name: String
    package var severity: AlertSeverity
    package var uses: [DeviceUse]?
    package var area: String?
    package var organisation: String?
    package var conditions: AlertConditions
    package var forSeconds: Int?
    package var rejoinSeconds: Int?
    package var window: AlertWindow?
    package var caseClass: String?
    package var caseCondition: String?

    package init(name: String, severity: AlertSeverity, conditions: AlertConditions) {
        self.name = name
        self.severity = severity
        self.conditions = conditions
    }
}

struct AlertRuleBody: Codable, Sendable, Hashable {
    var id: String
    var name: String
    var state: AlertRuleState
    var stateName: Wording
    var severity: AlertSeverity
    var severityName: Wording
    var uses: [DeviceUse]
    var area: String
    var organisation: String?
    var conditions: AlertConditions
    var forSeconds: Int
    var rejoinSeconds: Int
    var window: AlertWindow?
    var caseClass: String?
    var caseCondition: String?
    var version: Int

    init(_ rule: AlertRule) {
        id = rule.id.text
        name = rule.name
        state = rule.state
        stateName = rule.state.title
        severity = rule.severity
        severityName = rule.severity.title
        uses = rule.uses
        area = rule.area
        organisation = rule.organisation?.text
        conditions = rule.conditions
        forSeconds = rule.forSeconds
        rejoinSeconds = rule.rejoinSeconds
        window = rule.window
        caseClass = rule.caseClass
        caseCondition = rule.caseCondition
        version = rule.version
    }
}

struct AlertRuleStateBody: Codable, Sendable, Hashable {
    var state: AlertRuleState
}

struct AlertBody: Codable, Sendable, Hashable {
    var id: String
    var rule: String
    var ruleName: String
    var severity: AlertSeverity
    var severityName: Wording
    var device: String
    var deviceName: String
    var area: String
    var areaName: Wording
    var beganAt: Timestamp
    var toldAt: Timestamp
    var endedAt: Timestamp?
    var times: Int
    var lng: Double?
    var lat: Double?
    var handledBy: String?
    var handledAt: Timestamp?
    var note: String?
    var caseNumber: String?
    var version: Int

    init(_ alert: Alert, _ devices: DeviceDirectory, _ directory: RegistryDirectory) {
        id = alert.id.text
        rule = alert.rule.text
        ruleName = alert.ruleName
        severity = alert.severity
        severityName = alert.severity.title
        device = devices.find(alert.device)?.id.text ?? ""
        deviceName = alert.deviceName
        area = alert.area
        areaName = directory.areaName(scope: alert.area) ?? Wording(alert.area, alert.area)
        beganAt = alert.beganAt
        toldAt = alert.toldAt
        endedAt = alert.endedAt
        times = alert.times
        lng = alert.lngE6 == 0 ? nil : Double(alert.lngE6) / 1e6
        lat = alert.latE6 == 0 ? nil : Double(alert.latE6) / 1e6
        handledBy = alert.handledBy
        handledAt = alert.handledAt
        note = alert.note
        caseNumber = alert.caseNumber
        version = alert.version
    }
}

struct AlertNoteBody: Codable, Sendable, Hashable {
    var note: String
}

struct AlertTrialInputBody: Codable, Sendable, Hashable {
    /// Yesterday where nothing is said; seven days at most.
    var from: Timestamp?
    var to: Timestamp?
}

/// What a rule would have brought about.
struct AlertTrialBody: Codable, Sendable, Hashable {
    struct Found: Codable, Sendable, Hashable {
        var device: String
        var deviceName: String
        var beganAt: Timestamp
        var endedAt: Timestamp?
        var times: Int
        var lng: Double?
        var lat: Double?
    }

    var from: Timestamp
    var to: Timestamp
    var devices: Int
    var positions: Int
    var alerts: Int
    /// The first two hundred.
    var found: [Found]
}

struct VisitsBody: Codable, Sendable, Hashable {
    struct Visit: Codable, Sendable, Hashable {
        var fence: String
        var fenceName: String
        var enteredAt: Timestamp
        var leftAt: Timestamp
    }

    var visits: [Visit]
}
