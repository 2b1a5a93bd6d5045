import CityCore
import CityRegistry
import CitySQL
import CityTestSupport
import Testing

@testable import CaseManagement

/// Everything that a simulation tells, as one value.
private struct Outcome: Equatable {
    var cases: Int
    var same: Int
    var changed: Int
    var unmatched: Int
    var nowUnmatched: Int
    var before: [OrganisationID: Int]
    var after: [OrganisationID: Int]
    var hits: [String]
    var examples: [String]
    var agreement: RoutingSimulation.Agreement
    var isCut: Bool = false

    init(_ simulation: RoutingSimulation) {
        cases = simulation.cases
        same = simulation.same
        changed = simulation.changed
        unmatched = simulation.unmatched
        nowUnmatched = simulation.nowUnmatched
        before = simulation.before
        after = simulation.after
        hits = simulation.hitsByRule.map { "\($0.rule) \($0.hits)" }
        examples = simulation.examples.map { example in
            let before: String = example.before?.text ?? "-"
            let after: String = example.after?.text ?? "-"
            return "\(example.number) \(before) \(after) \(example.rule ?? "-")"
        }
        agreement = simulation.agreement
        isCut = simulation.isCut
    }

    init(
        cases: Int,
        same: Int,
        changed: Int,
        unmatched: Int,
        nowUnmatched: Int,
        before: [OrganisationID: Int],
        after: [OrganisationID: Int],
        hits: [String],
        examples: [String],
        agreement: RoutingSimulation.Agreement
    ) {
        self.cases = cases
        self.same = same
        self.changed = changed
        self.unmatched = unmatched
        self.nowUnmatched = nowUnmatched
        self.before = before
        self.after = after
        self.hits = hits
        self.examples = examples
        self.agreement = agreement
    }
}

@Suite(.everyEngine) struct RoutingSimulationTests {
    /// Saturday 2026-02-28 noon in the city: outside work time.
    private static let weekend: Timestamp = TestClock.monday - .hours(45)

    private static func past(_ world: RoutingWorld) async throws {
        try await world.pastCase("1", RoutingWorld.ads, organisation: RoutingWorld.city)
        try await world.pastCase("2", RoutingWorld.ads, area: "420303", organisation: RoutingWorld.street)
        try await world.pastCase("3", RoutingWorld.noise, organisation: RoutingWorld.roads)
        try await world.pastCase(
            "4",
            RoutingWorld.hatch,
            part: RoutingWorld.hatchCode,
            organisation: RoutingWorld.water
        )
        try await world.pastCase("5", RoutingWorld.hatch, part: RoutingWorld.orphanCode)
        try await world.pastCase("6", RoutingWorld.noise, organisation: RoutingWorld.street, reportedAt: weekend)
        try await world.pastCase("7", RoutingWorld.ads, isFiled: false)
    }

    @Test func aDraftIsHeldAgainstTheRulesInForceAndAgainstWhatReallyHappened() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        try await Self.past(world)
        try await world.goLive(
            try await world.draft([
                .rule("小广告", to: RoutingWorld.city) { $0.ofClass(RoutingWorld.ads) },
                .rule("施工", to: RoutingWorld.roads) { $0.kind = .event },
                .rule("部件", to: RoutingWorld.roads) { $0.kind = .component },
            ])
        )
        let draft: RuleSet = try await world.draft([
            .rule("西区小广告", to: RoutingWorld.street) { rule in
                rule.ofClass(RoutingWorld.ads)
                rule.area = "420303"
            },
            .rule("小广告", to: RoutingWorld.city) { $0.ofClass(RoutingWorld.ads) },
            .rule("随部件") { $0.target = RoutingTarget(choice: .partOwner) },
            .rule("夜间施工", to: RoutingWorld.street) { rule in (rule.kind, rule.workTime) = (.event, false) },
            .rule("施工", to: RoutingWorld.roads) { $0.kind = .event },
            .rule("热线", to: RoutingWorld.city) { $0.source = .hotline12345 },
        ])
        let outcome: Outcome = Outcome(try await world.simulate(draft))
        #expect(
            outcome
                == Outcome(
                    cases: 6,
                    same: 2,
                    changed: 4,
                    unmatched: 1,
                    nowUnmatched: 1,
                    before: [RoutingWorld.city: 2, RoutingWorld.roads: 4],
                    after: [
                        RoutingWorld.city: 1, RoutingWorld.street: 2, RoutingWorld.water: 1, RoutingWorld.roads: 1,
                    ],
                    hits: ["西区小广告 1", "小广告 1", "随部件 1", "夜间施工 1", "施工 1", "热线 0"],
                    examples: [
                        "5 org-roads - -", "4 org-roads org-water 随部件", "2 org-sanitation org-street 西区小广告",
                        "6 org-roads org-street 夜间施工",
                    ],
                    agreement: RoutingSimulation.Agreement(dispatched: 5, proposed: 5, live: 2)
                )
        )
    }

    @Test func theMostRecentCasesOfThePeriodAreTaken() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        for day in 1...5 {
            try await world.pastCase("\(day)", RoutingWorld.ads, reportedAt: world.clock.now - .days(day))
        }
        let draft: RuleSet = try await world.draft([.rule("全部")])
        let newest: RoutingSimulation = try await world.simulate(draft, limit: 2)
        #expect(newest.examples.map(\.number) == ["1", "2"])
        #expect(newest.isCut)
        let since: RoutingSimulation = try await world.simulate(draft, from: world.clock.now - .days(3))
        #expect(since.examples.map(\.number) == ["1", "2", "3"])
        #expect(!since.isCut)
        let exactly: RoutingSimulation = try await world.simulate(draft, limit: 5)
        #expect(!exactly.isCut)
    }

    @Test func onlyCasesThatTheCallerMaySeeAreExamples() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        try await Self.past(world)
        let draft: RuleSet = try await world.draft([.rule("全部")])
        var narrow: Identity = RoutingWorld.chief
        narrow.grants = [
            Grant(role: "rules", permissions: [.routingWrite], area: ""),
            Grant(role: "west", permissions: [.caseRead], area: "420303"),
        ]
        let seen: RoutingSimulation = try await world.simulate(draft, by: narrow)
        #expect(seen.examples.map(\.number) == ["2"])
        narrow.grants.removeLast()
        let blind: RoutingSimulation = try await world.simulate(draft, by: narrow)
        #expect(blind.cases == seen.cases && blind.cases > 1)
        #expect(blind.examples.isEmpty)
    }

    @Test func moreCasesThanAPageAreReadOnceEach() async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        let now: Timestamp = world.clock.now
        let ids: IDSource = world.ids
        try await world.database.write { db in
            for number in 0..<2300 {
                // Many share a moment, so that pages must part them by id.
                let at: Timestamp = now - .minutes(number / 100)
                var record: CaseRecord = CaseRecord.begun(
                    id: ids.next(at: at),
                    number: "\(number)",
                    state: .closed,
                    source: .collector,
                    place: CasePlace(coordinate: nil, address: "", area: "420302001"),
                    description: "",
                    part: nil,
                    isUrgent: false,
                    registrar: AccountID("registrar"),
                    at: at
                )
                record.filedAt = at
                try CaseStore.insert(record, in: db)
            }
        }
        let draft: RuleSet = try await world.draft([.rule("全部")])
        let simulation: RoutingSimulation = try await world.simulate(draft)
        #expect(Outcome(simulation).hits == ["全部 2300"])
        #expect(simulation.examples.count == RoutingSimulation.examplesMax)
        #expect(try await world.simulate(draft, limit: 1500).cases == 1500)
    }

    @Test(arguments: [0, -1, RoutingSimulation.casesMax + 1])
    func theNumberOfCasesHasALimit(_ limit: Int) async throws {
        let world: RoutingWorld = try await RoutingWorld.make()
        let draft: RuleSet = try await world.draft([])
        let error: CityError? = await #expect(throws: CityError.self) {
            try await world.simulate(draft, limit: limit)
        }
        #expect(error?.reason == "routing.sample_size")
    }
}
