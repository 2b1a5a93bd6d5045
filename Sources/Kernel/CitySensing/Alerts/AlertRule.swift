package import CityCore
import CitySQL

package enum AlertRuleTag {}
package typealias AlertRuleID = EntityID<AlertRuleTag>

package enum AlertRuleState: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    case draft
    case live
    case off

    package var title: Wording {
        switch self {
        case .draft: Wording("草稿", "Draft")
        case .live: Wording("生效", "In force")
        case .off: Wording("停用", "Off")
        }
    }
}

package enum AlertSeverity: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    case notice
    case warning
    case emergency

    package var title: Wording {
        switch self {
        case .notice: Wording("提示", "Notice")
        case .warning: Wording("警告", "Warning")
        case .emergency: Wording("紧急", "Emergency")
        }
    }
}

/// Which fences a condition means: some, or all of a kind.
package struct FenceChoice: Sendable, Hashable, Codable {
    package var fences: [String]?
    package var kind: FenceKind?

    package init(fences: [String]? = nil, kind: FenceKind? = nil) {
        self.fences = fences
        self.kind = kind
    }
}

/// What must be so, all at the same time, for an alert to hold. What is nil does not matter.
package struct AlertConditions: Sendable, Hashable, Codable {
    /// In one of these.
    package var inside: FenceChoice?
    /// In none of these.
    package var outside: FenceChoice?
    package var speedAboveKPH: Double?
    package var speedBelowKPH: Double?
    package var ignitionOn: Bool?
    /// `closed` or `open`; `down` or `up`; `empty`, `half` or `full`. A vehicle without the sensor never meets it.
    package var cover: String?
    package var lift: String?
    package var load: String?
    /// Bits of JT/T 808's alarm word, of which one is set.
    package var alarmBits: [Int]?
    /// Families of active safety of which one tells something: `driver`, `assistance`, `tyre`, `blind_spot`.
    package var safety: [String]?
    /// Of `driver` and `assistance`, alarms of at least this level.
    package var safetyLevel: Int?
    /// Nothing was heard for so long. Alone, for who says nothing says nothing else either.
    package var silentSeconds: Int?

    package init() {}

    var isEmpty: Bool { self == AlertConditions() }
}

/// When a rule holds: minutes of the day in the city's zone, and on which days.
package struct AlertWindow: Sendable, Hashable, Codable {
    package enum Days: String, Sendable, Hashable, Codable, CaseIterable {
        case all
        case work
        case rest
    }

    /// From 0 to 1440. When the end is not after the beginning, the window goes over midnight.
    package var fromMinute: Int
    package var toMinute: Int
    package var days: Days

    package init(fromMinute: Int, toMinute: Int, days: Days) {
        self.fromMinute = fromMinute
        self.toMinute = toMinute
        self.days = days
    }
}

/// 告警规则: for which devices, what must be so for how long, when, and what is made of it.
package struct AlertRule: Sendable, Hashable {
    static let thing: Wording = Wording("告警规则", "alert rule")

    package var id: AlertRuleID
    package var name: String
    package var state: AlertRuleState
    package var severity: AlertSeverity
    /// Devices on these; empty for all.
    package var uses: [DeviceUse]
    /// Devices in this area and below, as a scope; empty for the whole city.
    package var area: String
    package var organisation: OrganisationID?
    package var conditions: AlertConditions
    /// All of them must hold so long.
    package var forSeconds: Int
    /// What begins again within so long after its end is the same alert.
    package var rejoinSeconds: Int
    package var window: AlertWindow?
    /// Makes a case of each alert, of this small class (`kind/big/small`) and condition.
    package var caseClass: String?
    package var caseCondition: String?
    package var version: Int

    func covers(_ device: Device) -> Bool {
        (uses.isEmpty || uses.contains(device.use)) && device.area.hasPrefix(area)
            && (organisation == nil || organisation == device.organisation)
    }
}
