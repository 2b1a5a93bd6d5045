import CaseManagement
import CityCore
import CityGeo
import CityHTTP
import CityRegistry
import CitySQL

/// `GET /api/v1/search`: one box for everything that has a name, a number or a code.
struct SearchRoutes: Sendable {
    private static let limitMax: Int = 50

    let registry: Registry
    let cases: CaseService

    func register(in table: RouteTable) {
        let database: any SQLDatabase = table.database
        table.get(
            "search",
            access: .signedIn,
            Wording("检索案件、部件、网格、区域、机构", "Search cases, components, grids, areas, organisations"),
            query: [
                QueryParameter("text", .text, Wording("名称、编码或编号", "A name, a code or a number")),
                QueryParameter("limit", .integer, Wording("每类最多几个，默认 10", "How many of each kind, 10 by default")),
            ],
            answer: ListBody<FoundBody>.self
        ) { call in
            guard let text = call.text("text")?.trimmed(), !text.isEmpty, text.count <= 100 else {
                throw CityError.invalid(
                    "text",
                    "query.text",
                    Wording("请输入文字或数字来检索", "Search for letters, characters or digits")
                )
            }
            let limit: Int = min(Self.limitMax, max(1, try call.integer("limit") ?? 10))
            let search: RegistrySearch = RegistrySearch(registry.current, for: call.identity, limit: limit)
            let items: [FoundBody] = try await database.read { db in
                try search.find(text, in: db).map(FoundBody.init)
                    + cases.search(text, limit: limit, by: call.identity, in: db).map(FoundBody.init)
            }
            return Answer(ListBody(items: items, next: nil))
        }
    }
}

struct FoundBody: Codable, Sendable, Hashable {
    var kind: String
    var id: String
    var title: Wording
    var detail: Wording
    var lng: Double?
    var lat: Double?
    /// West, south, east, north in degrees.
    var bounds: [Double]?

    init(_ thing: FoundThing) {
        kind = thing.kind.rawValue
        id = thing.id
        title = thing.title
        detail = thing.detail
        lng = thing.place?.lng
        lat = thing.place?.lat
        bounds = thing.box.map { [$0.west, $0.south, $0.east, $0.north] }
    }

    init(_ found: FoundCase) {
        kind = "case"
        id = found.id
        title = found.title
        detail = Wording(found.address, found.address)
        lng = found.lng
        lat = found.lat
    }
}
