import CityCore
import CityGeo
import CityRegistry
import CitySQL
import CityTestSupport
import Testing

@testable import CaseManagement

/// The rules run when a case is filed, and once more when its class or place changes; a repetition adds nothing.
@Suite(.everyEngine) struct RoutingRerunTests {
    private static let east: (lng: Double, lat: Double) = (110.85, 32.65)
    private static let west: (lng: Double, lat: Double) = (110.55, 32.65)

    /// A case that is filed and suggested for the sanitation office, in a city whose two counties are boxes.
    private static func world() async throws -> (RoutingWorld, CaseID) {
        let world: RoutingWorld = try await RoutingWorld.make()
        try await world.goLive(
            try await world.draft([
                .rule("西区", to: RoutingWorld.street) { $0.area = "420303" },
                .rule("小广告", to: RoutingWorld.city) { $0.ofClass(RoutingWorld.ads) },
                .rule("施工", to: RoutingWorld.roads) { $0.ofClass(RoutingWorld.noise) },
            ])
        )
        try await world.pastCase("1", RoutingWorld.ads, area: "420302")
        let registry: Registry = world.registry
        let id: CaseID? = try await world.database.write { db in
            registry.apply(.areas([try county("420302", at: east), try county("420303", at: west)]), afterCommitOf: db)
            var record: CaseRecord? = try CaseStore.find(number: "1", in: db)
            record?.state = .pendingDispatch
            record?.suggestedOrganisation = RoutingWorld.city
            record?.routingRule = "小广告"
            if let record { try CaseStore.update(record, from: record.version, in: db) }
            return record?.id
        }
        return (world, try #require(id))
    }

    private static func county(_ code: String, at middle: (lng: Double, lat: Double)) throws -> CityRegistry.Area {
        let box: BoundingBox = try BoundingBox(
            southWest: Coordinate(lng: middle.lng - 0.1, lat: middle.lat - 0.1),
            northEast: Coordinate(lng: middle.lng + 0.1, lat: middle.lat + 0.1)
        )
        let draft: CityRegistry.Area.Draft = CityRegistry.Area.Draft(
            code: code,
            name: code,
            level: .county,
            boundary: MultiPolygon([try Polygon(box)])
        )
        return try CityRegistry.Area(draft, changedAt: TestClock.monday, version: 2)
    }

    private static func amend(
        _ id: CaseID,
        _ world: RoutingWorld,
        subject: ClassKey? = nil,
        place: (lng: Double, lat: Double)? = nil
    ) async throws -> CaseRecord {
        let service: CaseService = CaseService(
            registry: world.registry,
            routing: world.book,
            outbox: world.outbox,
            ids: world.ids,
            settings: CaseSettings(),
            ports: CasePorts(existingMedia: { _, _ in [] }, accountName: { _, _ in nil })
        )
        let now: Timestamp = world.clock.now
        return try await world.database.write { db in
            var input: ActionInput = ActionInput(opinion: "更正")
            input.subject = subject.map { CaseSubject(key: $0) }
            input.coordinate = try place.map { try Coordinate(lng: $0.lng, lat: $0.lat) }
            return try service.perform(.amend, on: id, input, expecting: nil, by: .system, at: now, in: db)
        }
    }

    private static func routes(_ id: CaseID, _ world: RoutingWorld) async throws -> [[String: String]] {
        try await world.database.read { db in
            try CaseHistoryStore.list(id, in: db).filter { $0.action == "route" }.map { HistoryData.details($0.data) }
        }
    }

    @Test func aChangeOfClassRunsTheRulesOnce() async throws {
        let (world, id): (RoutingWorld, CaseID) = try await Self.world()
        let amended: CaseRecord = try await Self.amend(id, world, subject: RoutingWorld.noise)
        #expect(amended.suggestedOrganisation == RoutingWorld.roads)
        #expect(amended.routingRule == "施工")
        #expect(
            try await Self.routes(id, world) == [
                ["before": "org-sanitation", "suggested": "org-roads", "rule": "施工"]
            ]
        )
        _ = try await Self.amend(id, world, subject: RoutingWorld.noise)
        #expect(try await Self.routes(id, world).count == 1)
    }

    @Test func aChangeOfPlaceRunsTheRulesOnce() async throws {
        let (world, id): (RoutingWorld, CaseID) = try await Self.world()
        _ = try await Self.amend(id, world, place: Self.east)
        #expect(try await Self.routes(id, world).isEmpty, "still in the same county")
        let moved: CaseRecord = try await Self.amend(id, world, place: Self.west)
        #expect(moved.place.area == "420303")
        #expect(moved.suggestedOrganisation == RoutingWorld.street)
        #expect(
            try await Self.routes(id, world) == [
                ["before": "org-sanitation", "suggested": "org-street", "rule": "西区"]
            ]
        )
    }
}
