package import CityCore
package import CityGeo
import CitySQL

package enum DutyTag {}
package typealias DutyID = EntityID<DutyTag>

/// 班次: a unit is on duty, from when to when and where.
package struct Duty: Sendable, Hashable, Placed {
    package static let thing: Wording = Wording("班次", "duty")

    package var id: DutyID
    package var unit: CommandUnitID
    /// The unit's, which rights go by.
    package var area: String
    package var organisation: OrganisationID?
    package var beginsAt: Timestamp
    package var endsAt: Timestamp
    /// The area that it is to stay in; empty for anywhere.
    package var place: String
    package var note: String
    /// Since when its position has been outside the place.
    package var outsideSince: Timestamp?
    package var version: Int

    static let longest: TimeSpan = .hours(24)
}

package enum AbsenceKind: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    /// Nobody of the unit signed on, and none of its devices was heard.
    case absent
    /// It was outside the place of its duty.
    case outside

    var title: Wording {
        switch self {
        case .absent: Wording("未到岗", "Absent")
        case .outside: Wording("离开责任区", "Out of area")
        }
    }
}

package enum AbsenceTag {}
package typealias AbsenceID = EntityID<AbsenceTag>

/// 在岗告警: that a unit was not where its duty is, from when to when.
package struct Absence: Sendable, Hashable, Placed {
    package static let thing: Wording = Wording("在岗告警", "duty alarm")

    package var id: AbsenceID
    package var duty: DutyID
    package var unit: CommandUnitID
    package var unitName: String
    package var area: String
    package var organisation: OrganisationID?
    package var kind: AbsenceKind
    package var beganAt: Timestamp
    package var endedAt: Timestamp?
    package var place: Coordinate?
    package var note: String
    package var notedBy: String?
    package var notedAt: Timestamp?
    package var version: Int
}

/// Every statement on `command_duty`.
enum DutyStore {
    private static let columns: SQLQuery =
        "id, unit_id, area, organisation, begins_at, ends_at, place, note, outside_since, version"

    static func find(_ id: DutyID, in db: any SQLConnection) throws -> Duty? {
        try db.first("SELECT \(columns) FROM command_duty WHERE id = \(id)").map(duty)
    }

    /// Those that go on now, by unit.
    static func now(at now: Timestamp, in db: any SQLConnection) throws -> [CommandUnitID: Duty] {
        let found: [Duty] = try db.rows(
            """
            SELECT \(columns) FROM command_duty
            WHERE ends_at > \(now) AND begins_at <= \(now) AND begins_at > \(now - Duty.longest) ORDER BY begins_at
            """
        ).map(duty)
        return Dictionary(found.map { ($0.unit, $0) }) { first, _ in first }
    }

    /// Those that share time with a span.
    static func list(
        _ conditions: [SQLQuery],
        from: Timestamp,
        to: Timestamp,
        limit: Int,
        in db: any SQLConnection
    ) throws -> [Duty] {
        let all: [SQLQuery] =
            conditions + ["ends_at > \(from)", "begins_at < \(to)", "begins_at > \(from - Duty.longest)"]
        return try db.rows(
            "SELECT \(columns) FROM command_duty\(all.whereClause) ORDER BY begins_at, id LIMIT \(limit)"
        )
        .map(duty)
    }

    static func insert(_ duty: Duty, in db: any SQLConnection) throws {
        try db.send(
            """
            INSERT INTO command_duty (\(columns))
            VALUES (\(duty.id), \(duty.unit), \(duty.area), \(duty.organisation), \(duty.beginsAt), \(duty.endsAt),
                \(duty.place), \(duty.note), \(duty.outsideSince), \(duty.version))
            """
        )
    }

    static func update(_ duty: Duty, from version: Int, in db: any SQLConnection) throws -> Bool {
        try db.run(
            """
            UPDATE command_duty SET begins_at = \(duty.beginsAt), ends_at = \(duty.endsAt), place = \(duty.place),
                note = \(duty.note), outside_since = \(duty.outsideSince), version = \(duty.version)
            WHERE id = \(duty.id) AND version = \(version)
            """
        ) == 1
    }

    static func setOutside(_ since: Timestamp?, of id: DutyID, in db: any SQLConnection) throws {
        try db.run("UPDATE command_duty SET outside_since = \(since) WHERE id = \(id)")
    }

    static func remove(_ id: DutyID, in db: any SQLConnection) throws {
        try db.run("DELETE FROM command_duty WHERE id = \(id)")
    }

    private static func duty(_ row: SQLRow) throws -> Duty {
        Duty(
            id: try row.get("id"),
            unit: try row.get("unit_id"),
            area: try row.get("area"),
            organisation: try row.getIfPresent("organisation"),
            beginsAt: try row.get("begins_at"),
            endsAt: try row.get("ends_at"),
            place: try row.get("place"),
            note: try row.get("note"),
            outsideSince: try row.getIfPresent("outside_since"),
            version: try row.get("version")
        )
    }
}

/// Every statement on `command_absence`.
enum AbsenceStore {
    private static let columns: SQLQuery = """
        id, duty_id, unit_id, unit_name, area, organisation, kind, began_at, ended_at, lng, lat, note, noted_by,
        noted_at, version
        """

    static func find(_ id: AbsenceID, in db: any SQLConnection) throws -> Absence? {
        try db.first("SELECT \(columns) FROM command_absence WHERE id = \(id)").map(absence)
    }

    static func open(in db: any SQLConnection) throws -> [Absence] {
        try db.rows("SELECT \(columns) FROM command_absence WHERE ended_at IS NULL").map(absence)
    }

    static func list(
        _ conditions: [SQLQuery],
        after: (Timestamp, AbsenceID)?,
        limit: Int,
        in db: any SQLConnection
    ) throws -> [Absence] {
        var all: [SQLQuery] = conditions
        if let after { all.append("(began_at < \(after.0) OR (began_at = \(after.0) AND id < \(after.1)))") }
        return try db.rows(
            "SELECT \(columns) FROM command_absence\(all.whereClause) ORDER BY began_at DESC, id DESC LIMIT \(limit)"
        ).map(absence)
    }

    /// Answers false when another process was first.
    static func insert(_ absence: Absence, in db: any SQLConnection) throws -> Bool {
        try db.run(
            """
            INSERT INTO command_absence (\(columns))
            VALUES (\(absence.id), \(absence.duty), \(absence.unit), \(absence.unitName), \(absence.area),
                \(absence.organisation), \(absence.kind), \(absence.beganAt), \(absence.endedAt),
                \(absence.place?.lng), \(absence.place?.lat), \(absence.note), \(absence.notedBy),
                \(absence.notedAt), \(absence.version))
            ON CONFLICT DO NOTHING
            """
        ) == 1
    }

    static func update(_ absence: Absence, from version: Int, in db: any SQLConnection) throws -> Bool {
        try db.run(
            """
            UPDATE command_absence SET ended_at = \(absence.endedAt), note = \(absence.note),
                noted_by = \(absence.notedBy), noted_at = \(absence.notedAt), version = \(absence.version)
            WHERE id = \(absence.id) AND version = \(version)
            """
        ) == 1
    }

    private static func absence(_ row: SQLRow) throws -> Absence {
        Absence(
            id: try row.get("id"),
            duty: try row.get("duty_id"),
            unit: try row.get("unit_id"),
            unitName: try row.get("unit_name"),
            area: try row.get("area"),
            organisation: try row.getIfPresent("organisation"),
            kind: try row.get("kind"),
            beganAt: try row.get("began_at"),
            endedAt: try row.getIfPresent("ended_at"),
            place: try row.place(),
            note: try row.get("note"),
            notedBy: try row.getIfPresent("noted_by"),
            notedAt: try row.getIfPresent("noted_at"),
            version: try row.get("version")
        )
    }
}
