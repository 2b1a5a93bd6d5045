package import CityCore
import CityGeo
package import CitySQL

/// The table of components.
package enum PartStore {
    package static let migrations: [Migration] = [
        Migration(
            "registry.0004.part",
            both: [
                """
                CREATE TABLE registry_part (
                    code TEXT PRIMARY KEY, edition TEXT NOT NULL, big TEXT NOT NULL, small TEXT NOT NULL,
                    name TEXT NOT NULL, lng DOUBLE PRECISION NOT NULL, lat DOUBLE PRECISION NOT NULL,
                    cell BIGINT NOT NULL, area TEXT NOT NULL, grid_code TEXT, state TEXT NOT NULL,
                    authority TEXT, owner TEXT, maintainer TEXT, installed_on TEXT, changed_on TEXT,
                    data_source TEXT NOT NULL, accuracy TEXT NOT NULL, note TEXT, version BIGINT NOT NULL
                )
                """,
                "CREATE INDEX registry_part_area ON registry_part (area, code)",
                "CREATE INDEX registry_part_cell ON registry_part (cell)",
                "CREATE INDEX registry_part_class ON registry_part (big, small, code)",
                """
                CREATE TABLE registry_part_history (
                    part_code TEXT NOT NULL REFERENCES registry_part (code), version BIGINT NOT NULL,
                    kind TEXT NOT NULL CHECK (kind IN ('created', 'changed')), at BIGINT NOT NULL,
                    account_id TEXT NOT NULL, account_name TEXT NOT NULL, changes TEXT NOT NULL,
                    PRIMARY KEY (part_code, version)
                )
                """,
            ]
        )
    ]

    static let columns: SQLQuery = """
        code, edition, big, small, name, lng, lat, area, grid_code, state, authority, owner, maintainer,
        installed_on, changed_on, data_source, accuracy, note, version
        """

    package static func find(_ code: String, in db: any SQLConnection) throws -> Part? {
        try db.first("SELECT \(columns) FROM registry_part WHERE code = \(code)").map(part)
    }

    /// Those of the codes that are known.
    package static func find(_ codes: [String], in db: any SQLConnection) throws -> [String: Part] {
        var found: [String: Part] = [:]
        for row in try db.rows("SELECT \(columns) FROM registry_part WHERE code IN \(list: codes)") {
            let part: Part = try part(row)
            found[part.code] = part
        }
        return found
    }

    /// The highest serial number that was given out under these codes; 0 when there was none.
    static func lastSerial(
        county: String,
        big: String,
        small: String,
        format: PartCodeFormat,
        in db: any SQLConnection
    ) throws -> Int {
        let prefix: String = county + big + small
        let last: String? = try db.valueIfPresent(
            "SELECT MAX(code) FROM registry_part WHERE \(AreaScope.within(prefix, column: "code"))"
        )
        return last.flatMap { PartCode($0, format: format) }?.serial ?? 0
    }

    /// Writes the component over whatever row has its code.
    package static func put(_ part: Part, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO registry_part (\(columns), cell)
            VALUES (\(part.code), \(part.edition), \(part.big), \(part.small), \(part.name),
                \(part.place.lng), \(part.place.lat), \(part.area), \(part.gridCode), \(part.state),
                \(part.authority), \(part.owner), \(part.maintainer), \(part.installedOn), \(part.changedOn),
                \(part.dataSource), \(part.accuracy), \(part.note), \(part.version), \(PartCell.number(part.place)))
            ON CONFLICT (code) DO UPDATE SET
                edition = excluded.edition, name = excluded.name, lng = excluded.lng, lat = excluded.lat,
                cell = excluded.cell, area = excluded.area, grid_code = excluded.grid_code,
                state = excluded.state, authority = excluded.authority, owner = excluded.owner,
                maintainer = excluded.maintainer, installed_on = excluded.installed_on,
                changed_on = excluded.changed_on, data_source = excluded.data_source,
                accuracy = excluded.accuracy, note = excluded.note, version = excluded.version
            """
        )
    }

    package static func addHistory(_ entry: PartHistory, of code: String, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO registry_part_history (part_code, version, kind, at, account_id, account_name, changes)
            VALUES (\(code), \(entry.version), \(entry.kind.rawValue), \(entry.at), \(entry.account), \(entry.name),
                \(SQLJSON(entry.changes)))
            """
        )
    }

    /// The history, the newest entry first.
    package static func history(
        of code: String,
        _ page: PageRequest,
        in db: any SQLConnection
    ) throws -> Page<PartHistory> {
        var conditions: [SQLQuery] = ["part_code = \(code)"]
        if let after = page.after {
            guard let version = Int(try after.key(of: historyList, count: 1)[0]) else { throw Cursor.invalid }
            conditions.append("version < \(version)")
        }
        let entries: [PartHistory] = try db.rows(
            """
            SELECT version, kind, at, account_id, account_name, changes FROM registry_part_history
            \(conditions.whereClause) ORDER BY version DESC LIMIT \(page.limit + 1)
            """
        ).map(entry)
        return Page(overfetched: entries, limit: page.limit) { Cursor(list: historyList, key: ["\($0.version)"]) }
    }

    private static let historyList: String = "part-history"

    private static func entry(_ row: SQLRow) throws -> PartHistory {
        guard let kind = PartHistory.Kind(rawValue: try row.get("kind")) else {
            throw CityError.fault("a kind of history that is not known")
        }
        return PartHistory(
            version: try row.get("version"),
            kind: kind,
            at: try row.get("at"),
            account: try row.get("account_id"),
            name: try row.get("account_name"),
            changes: try row.get("changes", as: SQLJSON<[PartHistory.Change]>.self).value
        )
    }

    static func part(_ row: SQLRow) throws -> Part {
        var draft: Part.Draft = Part.Draft(
            code: try row.get("code", as: String.self),
            edition: try row.get("edition"),
            big: try row.get("big"),
            small: try row.get("small"),
            name: try row.get("name"),
            place: try Coordinate(lng: row.get("lng"), lat: row.get("lat"))
        )
        draft.state = try row.get("state")
        draft.authority = try row.getIfPresent("authority")
        draft.owner = try row.getIfPresent("owner")
        draft.maintainer = try row.getIfPresent("maintainer")
        draft.installedOn = try row.getIfPresent("installed_on")
        draft.changedOn = try row.getIfPresent("changed_on")
        draft.dataSource = try row.get("data_source")
        draft.accuracy = try row.get("accuracy")
        draft.note = try row.getIfPresent("note")
        return Part(
            stored: draft,
            area: try row.get("area"),
            gridCode: try row.getIfPresent("grid_code"),
            version: try row.get("version")
        )
    }
}
