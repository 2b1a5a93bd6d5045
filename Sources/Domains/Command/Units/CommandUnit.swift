package import CityCore
import CityHTTP
import CitySQL
package import CitySensing

package enum CommandUnitTag {}
package typealias CommandUnitID = EntityID<CommandUnitTag>

/// 力量: who is sent somewhere together: an enforcement car with its people, an officer with a phone, a team.
package struct CommandUnit: Sendable, Hashable, Placed {
    package static let thing: Wording = Wording("力量", "unit")

    package var id: CommandUnitID
    /// Unique in the city.
    package var name: String
    package var area: String
    package var organisation: OrganisationID?
    /// What tells where it is; the one heard last counts.
    package var devices: [DeviceID]
    package var members: [AccountID]
    /// In the city's own words: 清雪, 水泵, 执法.
    package var skills: [String]
    /// How many orders it can have at a time.
    package var ordersMax: Int
    package var isActive: Bool
    package var version: Int

    static let countMax: Int = 5_000
}

/// Every statement on `command_unit` and `command_member`.
enum CommandUnitStore {
    private static let columns: SQLQuery =
        "id, name, area, organisation, devices, members, skills, orders_max, active, version"

    static func find(_ id: CommandUnitID, in db: any SQLConnection) throws -> CommandUnit? {
        try db.first("SELECT \(columns) FROM command_unit WHERE id = \(id)").map(unit)
    }

    static func find(_ ids: [CommandUnitID], in db: any SQLConnection) throws -> [CommandUnitID: CommandUnit] {
        let found: [CommandUnit] = try db.rows("SELECT \(columns) FROM command_unit WHERE id IN \(list: ids)").map(unit)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
    }

    static func find(name: String, in db: any SQLConnection) throws -> CommandUnit? {
        try db.first("SELECT \(columns) FROM command_unit WHERE name = \(name)").map(unit)
    }

    /// All, by name; a city has some hundreds, and `CommandUnit.countMax` at most.
    static func all(in db: any SQLConnection) throws -> [CommandUnit] {
        try db.rows("SELECT \(columns) FROM command_unit ORDER BY name").map(unit)
    }

    static func count(in db: any SQLConnection) throws -> Int {
        try db.first("SELECT COUNT(*) AS n FROM command_unit")?.get("n") ?? 0
    }

    /// Those that somebody belongs to.
    static func of(_ account: AccountID, in db: any SQLConnection) throws -> [CommandUnit] {
        try db.rows(
            """
            SELECT \(columns) FROM command_unit
            WHERE id IN (SELECT unit_id FROM command_member WHERE account_id = \(account)) ORDER BY name
            """
        ).map(unit)
    }

    static func insert(_ unit: CommandUnit, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO command_unit (\(columns))
            VALUES (\(unit.id), \(unit.name), \(unit.area), \(unit.organisation), \(SQLJSON(unit.devices)),
                \(SQLJSON(unit.members)), \(SQLJSON(unit.skills)), \(unit.ordersMax), \(unit.isActive),
                \(unit.version))
            """
        )
        try putMembers(of: unit, in: db)
    }

    static func update(_ unit: CommandUnit, from version: Int, in db: any SQLConnection) throws {
        let changed: Int = try db.run(
            """
            UPDATE command_unit SET name = \(unit.name), area = \(unit.area), organisation = \(unit.organisation),
                devices = \(SQLJSON(unit.devices)), members = \(SQLJSON(unit.members)),
                skills = \(SQLJSON(unit.skills)), orders_max = \(unit.ordersMax), active = \(unit.isActive),
                version = \(unit.version)
            WHERE id = \(unit.id) AND version = \(version)
            """
        )
        guard changed == 1 else { throw CityError.stale(CommandUnit.thing, current: unit.version) }
        try db.run("DELETE FROM command_member WHERE unit_id = \(unit.id)")
        try putMembers(of: unit, in: db)
    }

    private static func putMembers(of unit: CommandUnit, in db: any SQLConnection) throws {
        for member in unit.members {
            try db.send("INSERT INTO command_member (account_id, unit_id) VALUES (\(member), \(unit.id))")
        }
    }

    private static func unit(_ row: SQLRow) throws -> CommandUnit {
        CommandUnit(
            id: try row.get("id"),
            name: try row.get("name"),
            area: try row.get("area"),
            organisation: try row.getIfPresent("organisation"),
            devices: try row.get("devices", as: SQLJSON<[DeviceID]>.self).value,
            members: try row.get("members", as: SQLJSON<[AccountID]>.self).value,
            skills: try row.get("skills", as: SQLJSON<[String]>.self).value,
            ordersMax: try row.get("orders_max"),
            isActive: try row.get("active"),
            version: try row.get("version")
        )
    }
}
