import CityCore
import CityRegistry
import CitySQL
import CityTestSupport
import Testing

@testable import CaseManagement

/// The rules run when a case is filed, and once more when its class changes; a repetition adds nothing.
@Suite struct RoutingRerunTests {
    private static func service(_ world: RoutingWorld) -> CaseService {
        CaseService(
            registry: world.registry,
            routing: world.book,
            outbox: world.outbox,
            ids: world.ids,
            settings: CaseSettings(),
            existingMedia: { _, _ in [] }
        )
    }

    private static func routes(_ id: CaseID, _ world: RoutingWorld) async throws -> [[String: String]] {
        try await world.database.read { db in
            try CaseHistoryStore.list(id, in: db).filter { $0.action == "route" }.map { HistoryData.details($0.data) }
        }
    }

    private static func amend(_ id: CaseID, _ key: ClassKey, _ world: RoutingWorld) async throws -> CaseRecord {
        let service: CaseService = service(world)
        let now: Timestamp = world.clock.now
        return try await world.database.write { db in
            let input: ActionInput = ActionInput(opinion: "更正类别", subject: CaseSubject(key: key))
            return try service.perform(.amend, on: id, input, expecting: nil, by: .system, at: now, in: db)
        }
    }

    @Test func aChangeOfClassRunsTheRulesOnce() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        try await world.goLive(
            try await world.draft([
                .rule("小广告", to: RoutingWorld.city) { $0.ofClass(RoutingWorld.ads) },
                .rule("施工", to: RoutingWorld.roads) { $0.ofClass(RoutingWorld.noise) },
            ])
        )
        try await world.pastCase("1", RoutingWorld.ads)
        let found: CaseRecord? = try await world.database.write { db in
            var record: CaseRecord? = try CaseStore.find(number: "1", in: db)
            record?.state = .pendingDispatch
            record?.suggestedOrganisation = RoutingWorld.city
            record?.routingRule = "小广告"
            if let record { try CaseStore.update(record, from: record.version, in: db) }
            return record
        }
        let record: CaseRecord = try #require(found)
        let amended: CaseRecord = try await Self.amend(record.id, RoutingWorld.noise, world)
        #expect(amended.suggestedOrganisation == RoutingWorld.roads)
        #expect(amended.routingRule == "施工")
        #expect(
            try await Self.routes(record.id, world) == [
                ["before": "org-sanitation", "suggested": "org-roads", "rule": "施工"]
            ]
        )
        _ = try await Self.amend(record.id, RoutingWorld.noise, world)
        #expect(try await Self.routes(record.id, world).count == 1)
    }
}
