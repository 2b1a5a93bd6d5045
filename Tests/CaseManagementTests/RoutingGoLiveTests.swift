import CityContracts
import CityCore
import CityEvents
import CityRegistry
import CitySQL
import CityTestSupport
import Testing

@testable import CaseManagement

@Suite(.everyEngine) struct RoutingGoLiveTests {
    private static func note(_ set: RuleSet, _ world: RoutingWorld) async throws {
        let simulation: RoutingSimulation = try await world.simulate(set)
        let service: RoutingService = world.service
        try await world.database.write { db in
            try service.note(simulation, of: set.id, by: RoutingWorld.chief, in: db)
        }
    }

    private static func refusal(_ set: RuleSet, _ world: RoutingWorld) async -> String? {
        let error: CityError? = await #expect(throws: CityError.self) {
            try await world.goLive(set, isConfirmed: false)
        }
        return error?.reason
    }

    @Test func aDraftThatWasNotSimulatedDoesNotGoLive() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        let draft: RuleSet = try await world.draft([.rule("甲")])
        #expect(await Self.refusal(draft, world) == "routing.not_simulated")
        #expect(world.book.current == .none)
        try await Self.note(draft, world)
        let live: RuleSet = try await world.goLive(draft, isConfirmed: false)
        #expect(live.state == .live)
        #expect(live.wentLiveBy == RoutingWorld.chief.account)
        #expect(world.book.current == RoutingRules(version: 1, rules: [.rule("甲")]))
    }

    @Test func aSimulationHoldsOnlyForTheVersionThatItSaw() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        let draft: RuleSet = try await world.draft([.rule("甲")])
        let simulation: RoutingSimulation = try await world.simulate(draft)
        let service: RoutingService = world.service
        let now: Timestamp = world.clock.now
        let changed: RuleSet = try await world.database.write { db in
            let changed: RuleSet = try service.edit(
                draft.id,
                title: nil,
                rules: [.rule("乙")],
                expecting: draft.version,
                by: RoutingWorld.chief,
                at: now,
                in: db
            )
            // The answer of a simulation that began before the change comes late.
            try service.note(simulation, of: draft.id, by: RoutingWorld.chief, in: db)
            return changed
        }
        #expect(await Self.refusal(changed, world) == "routing.not_simulated")
    }

    @Test func aSimulationHoldsOnlyAgainstTheRulesThatItSaw() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        let first: RuleSet = try await world.draft([.rule("甲")])
        let second: RuleSet = try await world.draft([.rule("乙")])
        try await Self.note(second, world)
        try await world.goLive(first)
        #expect(await Self.refusal(second, world) == "routing.not_simulated")
        try await Self.note(second, world)
        try await world.goLive(second, isConfirmed: false)
        #expect(world.book.current.version == 2)
    }

    @Test func theNextSetRetiresTheOneBefore() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        let first: RuleSet = try await world.goLive(try await world.draft([.rule("甲")]))
        let second: RuleSet = try await world.goLive(try await world.draft([.rule("乙")]))
        let states: [RuleSet.State] = try await world.database.read { db in
            [try RuleSetStore.find(first.id, in: db)?.state, try RuleSetStore.find(second.id, in: db)?.state]
                .compactMap(\.self)
        }
        #expect(states == [.retired, .live])
    }

    @Test func aRetiredSetComesBackAsACopy() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        let first: RuleSet = try await world.goLive(try await world.draft([.rule("甲")]))
        try await world.goLive(try await world.draft([.rule("乙")]))
        let service: RoutingService = world.service
        let now: Timestamp = world.clock.now
        let back: RuleSet = try await world.database.write { db in
            try service.makeDraft(titled: "恢复", from: .copy(first.id), by: RoutingWorld.chief, at: now, in: db)
        }
        try await world.goLive(back)
        #expect(world.book.current == RoutingRules(version: 3, rules: [.rule("甲")]))
    }

    @Test func theBookFollowsOnlyTheCommit() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        try await world.goLive(try await world.draft([.rule("甲")]))
        let draft: RuleSet = try await world.draft([.rule("乙")])
        let (service, book): (RoutingService, RoutingBook) = (world.service, world.book)
        let now: Timestamp = world.clock.now
        await #expect(throws: CityError.self) {
            try await world.database.write { db in
                _ = try service.activate(
                    draft.id,
                    isConfirmed: true,
                    expecting: draft.version,
                    by: RoutingWorld.chief,
                    at: now,
                    in: db
                )
                #expect(book.current.version == 1, "not before the commit")
                throw CityError.fault("the disk is gone")
            }
        }
        #expect(book.current == RoutingRules(version: 1, rules: [.rule("甲")]))
        let state: RuleSet.State? = try await world.database.read { db in
            try RuleSetStore.find(draft.id, in: db)?.state
        }
        #expect(state == .draft)
        try await world.goLive(draft)
        #expect(book.current == RoutingRules(version: 2, rules: [.rule("乙")]))
    }

    @Test func rulesThatNoLongerFitDoNotGoLive() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        let draft: RuleSet = try await world.draft([.rule("甲"), .rule("乙", to: RoutingWorld.water)])
        let registry: Registry = world.registry
        try await world.database.write { db in
            registry.apply(
                .organisations(try RoutingWorld.organisations(closing: [RoutingWorld.water])),
                afterCommitOf: db
            )
        }
        let error: CityError? = await #expect(throws: CityError.self) { try await world.goLive(draft) }
        #expect(error?.reason == "routing.broken_rules")
        #expect(error?.fields.map(\.field) == ["rules.1.target.organisation"])
    }

    @Test func everybodyIsToldOfNewRules() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        let first: RuleSet = try await world.goLive(try await world.draft([.rule("甲")]))
        let second: RuleSet = try await world.goLive(try await world.draft([]))
        let told: [RoutingChanged] = try await world.database.read { db in
            try Outbox.events(after: 0, limit: 100, in: db).filter { $0.topic == RoutingChanged.topic }
                .map { try $0.decoded(as: RoutingChanged.self) }
        }
        #expect(
            told == [
                RoutingChanged(ruleSetID: first.id.text, number: 1, previous: nil, rules: 1),
                RoutingChanged(ruleSetID: second.id.text, number: 2, previous: 1, rules: 0),
            ]
        )
    }

    @Test func theBookIsReadWhenTheCityStarts() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        try await world.goLive(try await world.draft([.rule("甲") { $0.isAutomatic = true }]))
        let book: RoutingBook = RoutingBook()
        let service: RoutingService = RoutingService(
            registry: world.registry,
            book: book,
            outbox: world.outbox,
            ids: world.ids
        )
        try await world.database.read { db in try service.load(in: db) }
        #expect(book.current == RoutingRules(version: 1, rules: [.rule("甲") { $0.isAutomatic = true }]))
        #expect(book.current.isAutomatic("甲"))
    }
}
