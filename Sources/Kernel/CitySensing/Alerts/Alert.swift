import CityContracts
package import CityCore
import CityHTTP
import CityRegistry
import CitySQL

package enum AlertTag {}
package typealias AlertID = EntityID<AlertTag>

/// 告警: that a rule held for a device, from when to when.
package struct Alert: Sendable, Hashable {
    static let thing: Wording = Wording("告警", "alert")

    package var id: AlertID
    package var rule: AlertRuleID
    package var ruleName: String
    package var severity: AlertSeverity
    package var device: DeviceSerial
    package var deviceName: String
    package var area: String
    package var organisation: OrganisationID?
    package var beganAt: Timestamp
    /// When the city knew.
    package var toldAt: Timestamp
    package var endedAt: Timestamp?
    /// How often it held, with breaks that were too short to end it.
    package var times: Int
    package var lngE6: Int
    package var latE6: Int
    package var handledBy: String?
    package var handledAt: Timestamp?
    package var note: String?
    package var caseNumber: String?
    package var version: Int
}

extension AlertChanged {
    /// - Parameter what: `began`, `ended` or `handled`.
    init(_ alert: Alert, _ what: String) {
        self.init(
            alert: alert.id.text,
            rule: alert.ruleName,
            device: alert.deviceName,
            what: what,
            severity: alert.severity.rawValue,
            area: alert.area,
            organisation: alert.organisation,
            lng: alert.lngE6 == 0 ? nil : Double(alert.lngE6) / 1e6,
            lat: alert.latE6 == 0 ? nil : Double(alert.latE6) / 1e6
        )
    }
}

/// Every statement on `sensing_alert`.
enum AlertStore {
    private static let columns: SQLQuery = """
        id, rule_id, rule_name, severity, device_serial, device_name, area, organisation, began_at, told_at, ended_at,
        times, lng_e6, lat_e6, handled_by, handled_at, note, case_number, version
        """

    static func insert(_ alert: Alert, in db: any SQLConnection) throws {
        try db.send(
            """
            INSERT INTO sensing_alert (\(columns))
            VALUES (\(alert.id), \(alert.rule), \(alert.ruleName), \(alert.severity), \(alert.device),
                \(alert.deviceName), \(alert.area), \(alert.organisation), \(alert.beganAt), \(alert.toldAt),
                \(alert.endedAt), \(alert.times), \(alert.lngE6), \(alert.latE6), \(alert.handledBy),
                \(alert.handledAt), \(alert.note), \(alert.caseNumber), \(alert.version))
            """
        )
    }

    static func find(_ id: AlertID, in db: any SQLConnection) throws -> Alert? {
        try db.first("SELECT \(columns) FROM sensing_alert WHERE id = \(id)").map(alert)
    }

    /// The one that has not ended.
    static func open(_ rule: AlertRuleID, _ device: DeviceSerial, in db: any SQLConnection) throws -> Alert? {
        try db.first(
            """
            SELECT \(columns) FROM sensing_alert
            WHERE device_serial = \(device) AND rule_id = \(rule) AND ended_at IS NULL
            """
        ).map(alert)
    }

    static func update(_ alert: Alert, in db: any SQLConnection) throws {
        let changed: Int = try db.run(
            """
            UPDATE sensing_alert SET ended_at = \(alert.endedAt), times = \(alert.times),
                handled_by = \(alert.handledBy), handled_at = \(alert.handledAt), note = \(alert.note),
                case_number = \(alert.caseNumber), version = \(alert.version + 1)
            WHERE id = \(alert.id) AND version = \(alert.version)
            """
        )
        guard changed == 1 else { throw CityError.stale(Alert.thing, current: alert.version + 1) }
    }

    /// The latest first, after a place in that order.
    static func list(
        _ conditions: [SQLQuery],
        after: (Timestamp, AlertID)?,
        limit: Int,
        in db: any SQLConnection
    ) throws -> [Alert] {
        var all: [SQLQuery] = conditions
        if let after { all.append("(began_at < \(after.0) OR (began_at = \(after.0) AND id < \(after.1)))") }
        return try db.rows(
            "SELECT \(columns) FROM sensing_alert\(all.whereClause) ORDER BY began_at DESC, id DESC LIMIT \(limit)"
        ).map(alert)
    }

    private static func alert(_ row: SQLRow) throws -> Alert {
        Alert(
            id: try row.get("id"),
            rule: try row.get("rule_id"),
            ruleName: try row.get("rule_name"),
            severity: try row.get("severity"),
            device: try row.get("device_serial"),
            deviceName: try row.get("device_name"),
            area: try row.get("area"),
            organisation: try row.getIfPresent("organisation"),
            beganAt: try row.get("began_at"),
            toldAt: try row.get("told_at"),
            endedAt: try row.getIfPresent("ended_at"),
            times: try row.get("times"),
            lngE6: try row.get("lng_e6"),
            latE6: try row.get("lat_e6"),
            handledBy: try row.getIfPresent("handled_by"),
            handledAt: try row.getIfPresent("handled_at"),
            note: try row.getIfPresent("note"),
            caseNumber: try row.getIfPresent("case_number"),
            version: try row.get("version")
        )
    }
}

/// Every statement on `sensing_visit` and `sensing_trace`.
enum TraceStore {
    static func all(in db: any SQLConnection) throws -> [DeviceSerial: AlertTrace] {
        var all: [DeviceSerial: AlertTrace] = [:]
        try db.each("SELECT device_serial, trace FROM sensing_trace") { row in
            all[try row.get("device_serial")] = try row.get("trace", as: SQLJSON<AlertTrace>.self).value
        }
        return all
    }

    static func put(_ trace: AlertTrace, of device: DeviceSerial, in db: any SQLConnection) throws {
        if trace.isEmpty {
            try db.send("DELETE FROM sensing_trace WHERE device_serial = \(device)")
            return
        }
        try db.send(
            """
            INSERT INTO sensing_trace (device_serial, trace) VALUES (\(device), \(SQLJSON(trace)))
            ON CONFLICT (device_serial) DO UPDATE SET trace = excluded.trace
            """
        )
    }

    static func addVisit(
        _ fence: FenceID,
        _ device: DeviceSerial,
        from: Timestamp,
        to: Timestamp,
        in db: any SQLConnection
    ) throws {
        try db.send(
            """
            INSERT INTO sensing_visit (fence_id, device_serial, entered_at, left_at)
            VALUES (\(fence), \(device), \(from), \(to)) ON CONFLICT DO NOTHING
            """
        )
    }

    static func visits(
        of device: DeviceSerial,
        from: Timestamp,
        to: Timestamp,
        in db: any SQLConnection
    ) throws -> [(fence: FenceID, from: Timestamp, to: Timestamp)] {
        try db.rows(
            """
            SELECT fence_id, entered_at, left_at FROM sensing_visit
            WHERE device_serial = \(device) AND entered_at < \(to) AND entered_at >= \(from - .days(7))
                AND left_at >= \(from) ORDER BY entered_at LIMIT 1000
            """
        ).map { (try $0.get("fence_id"), try $0.get("entered_at"), try $0.get("left_at")) }
    }
}
