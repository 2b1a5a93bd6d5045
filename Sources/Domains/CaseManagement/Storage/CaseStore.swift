import CityCore
import CityGeo
import CityHTTP
import CityRegistry
import CitySQL
import CityWorkflow

/// Every statement on `case_case` that reads or changes one case.
enum CaseStore {
    static func find(_ id: CaseID, in db: any SQLConnection) throws -> CaseRecord? {
        try db.first("SELECT \(CaseRow.list) FROM case_case WHERE id = \(id)").map(CaseRow.record)
    }

    static func list(_ ids: Set<String>, in db: any SQLConnection) throws -> [CaseRecord] {
        try db.rows("SELECT \(CaseRow.list) FROM case_case WHERE id IN \(list: ids)").map(CaseRow.record)
    }

    static func find(number: String, in db: any SQLConnection) throws -> CaseRecord? {
        try db.first("SELECT \(CaseRow.list) FROM case_case WHERE number = \(number)").map(CaseRow.record)
    }

    static func find(origin system: String, number: String, in db: any SQLConnection) throws -> CaseRecord? {
        try db.first(
            "SELECT \(CaseRow.list) FROM case_case WHERE origin_system = \(system) AND origin_number = \(number)"
        ).map(CaseRow.record)
    }

    /// Answers the serial number, which the search index goes by.
    @discardableResult
    static func insert(_ record: CaseRecord, in db: any SQLConnection) throws -> Int {
        let values: [SQLValue] = CaseRow.values(record)
        return try db.value(
            "INSERT INTO case_case (\(CaseRow.list)) VALUES \(list: values) RETURNING serial"
        )
    }

    /// Writes the record over the version that it was read as; refuses when that version is gone.
    static func update(_ record: CaseRecord, from version: Int, in db: any SQLConnection) throws {
        var assignments: [SQLQuery] = []
        for (column, value) in zip(CaseRow.columns, CaseRow.values(record)).dropFirst(2) {
            assignments.append(SQLQuery(trusted: "\(column) = ") + "\(value)")
        }
        let changed: Int = try db.run(
            """
            UPDATE case_case SET \(assignments.joined(separator: ", "))
            WHERE id = \(record.id) AND version = \(version)
            """
        )
        guard changed == 1 else { throw CityError.stale(CaseWords.aCase, current: record.version) }
    }

    /// Writes the lamp, which follows from the clocks and is no change of the case.
    static func setLamp(of record: CaseRecord, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE case_case SET lamp = \(record.lamp?.rawValue), lamp_changes_at = \(record.lampChangesAt)
            WHERE id = \(record.id)
            """
        )
    }

    static func serial(of id: CaseID, in db: any SQLConnection) throws -> Int {
        try db.value("SELECT serial FROM case_case WHERE id = \(id)")
    }

    /// Open or recently reported cases of the same small class near a point.
    static func similar(
        to key: ClassKey,
        near point: Coordinate,
        since: Timestamp,
        in db: any SQLConnection
    ) throws -> [CaseRecord] {
        try db.rows(
            """
            SELECT \(CaseRow.list) FROM case_case
            WHERE cell IN \(list: CaseCell.neighbourhood(point)) AND reported_at >= \(since)
            AND kind = \(key.kind) AND big = \(key.big) AND small = \(key.small)
            AND state NOT IN ('merged', 'cancelled', 'refused')
            ORDER BY reported_at DESC LIMIT 100
            """
        ).map(CaseRow.record)
    }

    /// Cases whose lamp is to change by now.
    static func withLampChange(until now: Timestamp, limit: Int, in db: any SQLConnection) throws -> [CaseRecord] {
        try db.rows(
            """
            SELECT \(CaseRow.list) FROM case_case
            WHERE lamp_changes_at <= \(now) ORDER BY lamp_changes_at LIMIT \(limit)
            """
        ).map(CaseRow.record)
    }

    /// Suspended cases whose date has come.
    static func toResume(until now: Timestamp, limit: Int, in db: any SQLConnection) throws -> [CaseRecord] {
        try db.rows(
            """
            SELECT \(CaseRow.list) FROM case_case
            WHERE suspended_until <= \(now) AND state = 'suspended' ORDER BY suspended_until LIMIT \(limit)
            """
        ).map(CaseRow.record)
    }

    static func merged(into id: CaseID, in db: any SQLConnection) throws -> [CaseRecord] {
        try db.rows("SELECT \(CaseRow.list) FROM case_case WHERE merged_into = \(id) LIMIT 200").map(CaseRow.record)
    }

    /// The next number of a county's day: 6 digits of the area, 8 of the date, 5 of the serial.
    static func nextNumber(county: String, day: CivilDate, in db: any SQLConnection) throws -> String {
        let date: String = day.description.filter { $0 != "-" }
        let serial: Int = try db.value(
            """
            INSERT INTO case_number (county, day, last) VALUES (\(county), \(date), 1)
            ON CONFLICT (county, day) DO UPDATE SET last = case_number.last + 1
            RETURNING last
            """
        )
        let digits: String = String(serial)
        let padded: String = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        return "\(county.padded(to: 6))\(date)\(padded)"
    }
}

/// The words for things in errors.
enum CaseWords {
    static let aCase: Wording = Wording("案件", "case")
}

extension String {
    fileprivate func padded(to length: Int) -> String {
        count >= length ? self : self + String(repeating: "0", count: length - count)
    }
}
