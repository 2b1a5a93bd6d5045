import CityCore
import CityHTTP
import CitySQL

/// Every statement on `collection_lot`.
enum LotStore {
    private static let columns: SQLQuery =
        "id, code, name, contract, organisation, areas, first_day, last_day, terms, version"

    static func find(_ id: LotID, in db: any SQLConnection) throws -> Lot? {
        try db.first("SELECT \(columns) FROM collection_lot WHERE id = \(id)").map(lot)
    }

    /// All, in the order of codes; a city has a handful.
    static func all(in db: any SQLConnection) throws -> [Lot] {
        try db.rows("SELECT \(columns) FROM collection_lot ORDER BY code").map(lot)
    }

    static func insert(_ lot: Lot, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO collection_lot (\(columns))
            VALUES (\(lot.id), \(lot.code), \(lot.name), \(lot.contract), \(lot.organisation), \(SQLJSON(lot.areas)),
                \(lot.firstDay.dayNumber), \(lot.lastDay.dayNumber), \(SQLJSON(lot.terms)), \(lot.version))
            """
        )
    }

    static func update(_ lot: Lot, from version: Int, in db: any SQLConnection) throws {
        let changed: Int = try db.run(
            """
            UPDATE collection_lot SET name = \(lot.name), contract = \(lot.contract),
                organisation = \(lot.organisation), areas = \(SQLJSON(lot.areas)),
                first_day = \(lot.firstDay.dayNumber), last_day = \(lot.lastDay.dayNumber),
                terms = \(SQLJSON(lot.terms)), version = \(lot.version)
            WHERE id = \(lot.id) AND version = \(version)
            """
        )
        guard changed == 1 else { throw CityError.stale(Lot.thing, current: lot.version) }
    }

    private static func lot(_ row: SQLRow) throws -> Lot {
        Lot(
            id: try row.get("id"),
            code: try row.get("code"),
            name: try row.get("name"),
            contract: try row.get("contract"),
            organisation: try row.get("organisation"),
            areas: try row.get("areas", as: SQLJSON<[String]>.self).value,
            firstDay: CivilDate(dayNumber: try row.get("first_day")),
            lastDay: CivilDate(dayNumber: try row.get("last_day")),
            terms: try row.get("terms", as: SQLJSON<LotTerms>.self).value,
            version: try row.get("version")
        )
    }
}
