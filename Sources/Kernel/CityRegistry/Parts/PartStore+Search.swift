package import CityCore
package import CityGeo
package import CitySQL

extension PartStore {
    /// Which components a list shows.
    package struct Filter: Sendable {
        package var scopes: [AccessScope]
        /// An area and all inside it.
        package var area: String?
        package var box: BoundingBox?
        package var edition: String?
        package var big: String?
        package var small: String?
        package var states: [PartState] = []
        /// Any of the three organisations that answer for it.
        package var organisation: OrganisationID?
        package var gridCode: String?
        package var text: String?

        package init(scopes: [AccessScope]) {
            self.scopes = scopes
        }
    }

    private static let listName: String = "parts"
    private static let owners: [String] = ["authority", "owner", "maintainer"]

    package static func list(_ filter: Filter, _ page: PageRequest, in db: any SQLConnection) throws -> Page<Part> {
        var conditions: [SQLQuery] = self.conditions(filter)
        if let after = page.after { conditions.append("code > \(try after.key(of: listName, count: 1)[0])") }
        let rows: [SQLRow] = try db.rows(
            """
            SELECT \(columns) FROM registry_part\(conditions.whereClause) ORDER BY code LIMIT \(page.limit + 1)
            """
        )
        return Page(overfetched: try rows.map(part), limit: page.limit) { Cursor(list: listName, key: [$0.code]) }
    }

    static func conditions(_ filter: Filter) -> [SQLQuery] {
        var conditions: [SQLQuery] = []
        if let scope = AreaScope.condition(filter.scopes, area: "area", organisations: owners) {
            conditions.append(scope)
        }
        if let area = filter.area {
            let prefix: String = AreaCode.scopePrefix(of: area)
            conditions.append(AreaScope.within(prefix, column: "area"))
            // Codes begin with the county, and the list runs in their order.
            conditions.append(AreaScope.within(String(prefix.prefix(6)), column: "code"))
        }
        if let box = filter.box { conditions.append(PartCell.condition(box)) }
        if let edition = filter.edition { conditions.append("edition = \(edition)") }
        if let big = filter.big { conditions.append("big = \(big)") }
        if let small = filter.small { conditions.append("small = \(small)") }
        if !filter.states.isEmpty { conditions.append("state IN \(list: filter.states)") }
        if let organisation = filter.organisation {
            conditions.append(
                "(authority = \(organisation) OR owner = \(organisation) OR maintainer = \(organisation))"
            )
        }
        if let grid = filter.gridCode { conditions.append("grid_code = \(grid)") }
        if let text = filter.text { conditions.append(AreaScope.contains(text, columns: ["name", "code", "note"])) }
        return conditions
    }

    /// A component and how far it is.
    package struct Near: Sendable {
        package var part: Part
        package var distanceM: Double
    }

    package static let radiusMaxM: Double = 2_000

    /// The components within so many metres, the nearest first. Abandoned ones are left out.
    package static func near(
        _ place: Coordinate,
        radiusM: Double,
        limit: Int,
        filter: Filter,
        in db: any SQLConnection
    ) throws -> [Near] {
        guard let point = BoundingBox(around: [place]) else { return [] }
        var conditions: [SQLQuery] = self.conditions(filter)
        conditions.append(PartCell.condition(point.grown(byM: min(radiusM, radiusMaxM))))
        conditions.append("state <> \(PartState.abandoned)")
        var found: [(code: String, distanceM: Double)] = []
        try db.each("SELECT code, lng, lat FROM registry_part\(conditions.whereClause)") { row in
            let distanceM: Double = try Coordinate(lng: row.get("lng"), lat: row.get("lat")).distanceM(to: place)
            if distanceM <= radiusM { found.append((try row.get("code"), distanceM)) }
        }
        let nearest = found.sorted { ($0.distanceM, $0.code) < ($1.distanceM, $1.code) }.prefix(limit)
        let parts: [String: Part] = try find(nearest.map(\.code), in: db)
        return nearest.compactMap { entry in
            parts[entry.code].map { Near(part: $0, distanceM: entry.distanceM) }
        }
    }
}

extension PartStore {
    /// A few components, by the first digits of their code or by a part of their name.
    static func search(
        _ text: String,
        isCode: Bool,
        limit: Int,
        scopes: [AccessScope],
        in db: any SQLConnection
    ) throws -> [Part] {
        var conditions: [SQLQuery] = conditions(Filter(scopes: scopes))
        conditions.append(isCode ? AreaScope.within(text, column: "code") : AreaScope.contains(text, columns: ["name"]))
        return try db.rows(
            "SELECT \(columns) FROM registry_part\(conditions.whereClause) ORDER BY code LIMIT \(limit)"
        ).map(part)
    }
}
