import CityCore
import CityHTTP
import CitySQL
import CityTestSupport
import Testing

@testable import Evaluation

/// What a page of scores asks for must be answered from an index, however many facts there are.
@Suite(.everyEngine) struct EvaluationPlanTests {
    struct Asked: CustomTestStringConvertible, Sendable {
        var testDescription: String
        /// Any of them will do.
        var indexes: [String]
        var read: @Sendable (any SQLConnection) throws -> Int

        init(_ name: String, _ indexes: [String], _ read: @escaping @Sendable (any SQLConnection) throws -> Int) {
            testDescription = name
            self.indexes = indexes
            self.read = read
        }

        static func list(_ name: String, _ index: String, _ kind: JudgedKind, _ subject: String) -> Asked {
            Asked("the list behind a number of \(name)", [index, "evaluation_fact_by_day"]) { db in
                let definition: Definition = try Definition(DefinitionStore.shipped())
                guard let figure = definition.figure("handling_due") else { return 0 }
                let query: FactQuery =
                    FactQuery(figure: figure, dimension: kind, subject: subject, days: 20_000...20_030, revision: nil)
                return try query.page(try PageRequest(), in: db).items.count + query.count(in: db)
            }
        }
    }

    static let asked: [Asked] = [
        .list("the city", "evaluation_fact_by_day", .city, ""),
        .list("a county", "evaluation_fact_by_day", .county, "420303"),
        .list("a grid", "evaluation_fact_by_grid", .grid, "420303001001007"),
        .list("a department", "evaluation_fact_by_organisation", .department, "o7"),
        .list("a collector", "evaluation_fact_by_person", .collector, "a7"),
        Asked("some days of all departments", ["evaluation_fact_by_day"]) { db in
            try TallyReader(dimension: .department).readFacts(20_000...20_005, in: db).count
        },
        Asked("a month of all grids", ["evaluation_tally"]) { db in
            try TallyReader(dimension: .grid).readKept(of: 24_300, in: db).count
        },
        Asked("a month of one grid", ["evaluation_tally"]) { db in
            try TallyReader(dimension: .grid, subject: "g7").readKept(of: 24_300, in: db).count
        },
        Asked("the facts of a case", ["evaluation_fact_pkey", "sqlite_autoindex_evaluation_fact"]) { db in
            try FactStore.current(of: ["case-7"], in: db).count
        },
    ]

    @Test func everyQuestionIsAnsweredFromAnIndex() async throws {
        let database = try await TestDatabase.make(EvaluationMigrations.all)
        try await database.write { db in
            try Self.fillFacts(db)
            try Self.fillTallies(db)
        }
        try await database.optimize()
        for asked in Self.asked {
            let (found, plans): (Int, String) = try await database.read { db in
                let recorder: PlanRecorder = PlanRecorder(db)
                return (try asked.read(recorder), recorder.plans.joined(separator: "\n"))
            }
            #expect(found > 0, "\(asked.testDescription)")
            #expect(asked.indexes.contains { plans.contains($0) }, "\(asked.testDescription)\n\(plans)")
            let isRead: Bool = plans.contains("Seq Scan") || plans.contains("SCAN evaluation")
            #expect(!isRead, "\(asked.testDescription)\n\(plans)")
        }
    }

    /// Two years of facts of ten kinds, spread evenly over places, departments and people.
    private static func fillFacts(_ db: any SQLConnection) throws {
        let kinds: [FactKind] = [
            .report, .filing, .dispatching, .finishing, .closing, .handlingDue, .caseDue, .checkDue,
        ]
        for start in stride(from: 0, to: 60_000, by: 2_000) {
            let facts: [StoredFact] = (start..<start + 2_000).map { n in
                let area: String = "42030\(n % 8)00\(n % 7)001"
                return StoredFact(
                    caseID: "case-\(n)",
                    fact: Fact(
                        kinds[n / 3 % kinds.count],
                        at: Timestamp(milliseconds: Int64(n)),
                        marks: [.done],
                        organisation: OrganisationID("o\(n % 90)"),
                        post: "collector",
                        person: AccountID("a\(n % 400)")
                    ),
                    place: FactPlace(area: area, grid: "\(area)\(100 + n % 900)"),
                    day: 19_500 + n % 730
                )
            }
            try FactStore.insert(facts, revision: 1, in: db)
        }
        for day in 20_000..<20_031 {
            let fact: Fact = Fact(
                .handlingDue,
                at: Timestamp(milliseconds: 0),
                organisation: OrganisationID("o7"),
                post: "collector",
                person: AccountID("a7")
            )
            let place: FactPlace = FactPlace(area: "420303001001", grid: "420303001001007")
            try FactStore.insert(
                [StoredFact(caseID: "sure-\(day)", fact: fact, place: place, day: day)],
                revision: 1,
                in: db
            )
        }
    }

    private static func fillTallies(_ db: any SQLConnection) throws {
        var tally: Tally = Tally()
        tally.add(3, of: Signal(.filing, []))
        for month in 24_280..<24_310 {
            var changes: [TallyKey: Tally] = [:]
            for grid in 0..<400 {
                changes[TallyKey(kind: .grid, subject: "g\(grid)", month: month)] = tally
            }
            try TallyStore.apply(changes, in: db)
        }
    }
}
