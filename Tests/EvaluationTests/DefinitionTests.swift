import CityCore
import Evaluation
import Testing

@Suite struct DefinitionTests {
    private func shipped(_ change: (inout DefinitionFile) -> Void) throws -> DefinitionFile {
        var file: DefinitionFile = try DefinitionStore.shipped()
        change(&file)
        return file
    }

    private func reasons(_ change: (inout DefinitionFile) -> Void) throws -> [String] {
        let file: DefinitionFile = try shipped(change)
        let error: CityError? = #expect(throws: CityError.self) { try Definition(file) }
        return error?.fields.map { "\($0.field) \($0.reason)" } ?? []
    }

    @Test func theShippedRulesAreSoundAndHaveThirtyFiguresAndMore() throws {
        let definition: Definition = try Definition(DefinitionStore.shipped())
        #expect(definition.figures.count >= 60)
        for dimension in JudgedKind.allCases where dimension != .smallClass {
            #expect(definition.score(of: dimension) != nil, "\(dimension)")
        }
    }

    @Test func weightsThatDoNotSumToOneAreRefusedWithTheirSum() throws {
        #expect(try reasons { $0.scores[0].parts[0].weight = 0.1 } == ["scores.0.parts definition.weights"])
        #expect(try reasons { $0.scores[0].parts[0].weight = -0.2 } == ["scores.0.parts definition.weights"])
    }

    @Test func aCircleIsToldWhole() throws {
        let file: DefinitionFile = try shipped {
            $0.indicators[0].formula = "b_rate + 1"
            $0.indicators[1].code = "b_rate"
            $0.indicators[1].formula = "\($0.indicators[0].code) * 2"
        }
        let error: CityError? = #expect(throws: CityError.self) { try Definition(file) }
        let circle: FieldError? = error?.fields.first { $0.reason == "definition.circle" }
        #expect(circle?.wording.en.contains("closing_rate → b_rate → closing_rate") == true)
    }

    @Test func whatIsNotKnownIsNamed() throws {
        #expect(
            try reasons { $0.indicators[0].formula = "closd / due_to_close" } == [
                "indicators.0.formula definition.unknown"
            ]
        )
        #expect(try reasons { $0.figures[0].counts = "sunsets" }.contains("figures.0.counts definition.counts"))
        #expect(try reasons { $0.figures[0].all = ["blue"] } == ["figures.0.all definition.mark"])
        #expect(try reasons { $0.scores[0].judges = ["moon"] } == ["scores.0.judges definition.judges"])
        #expect(try reasons { $0.scores[0].columns = ["moon"] } == ["scores.0.columns definition.column"])
        #expect(try reasons { $0.scores[1].judges = ["county"] } == ["scores.1.judges definition.judged_twice"])
    }

    @Test func codesAndGradesAreChecked() throws {
        #expect(try reasons { $0.figures[1].code = "reports" }.contains("figures definition.code_twice"))
        #expect(try reasons { $0.grades.reverse() } == ["grades definition.grades"])
        #expect(try reasons { $0.grades[0].colour = "red" } == ["grades.0.colour definition.colour"])
        #expect(try reasons { $0.indicators[0].name.en = "" } == ["indicators.0.name definition.name"])
    }

    /// Bulletin of Tianmen, December 2016: accepted 1054, filed 996, due 972, closed 911, on time 737 (fact sheet §1.10).
    @Test func theBulletinOfTianmenIsComputed() throws {
        let definition: Definition = try Definition(DefinitionStore.shipped())
        var tally: Tally = Tally()
        tally.add(737, of: Signal(.caseDue, [.done, .onTime]))
        tally.add(911 - 737, of: Signal(.caseDue, [.done]))
        tally.add(972 - 911, of: Signal(.caseDue, []))
        tally.add(996, of: Signal(.filing, []))
        // None of these may count.
        tally.add(5, of: Signal(.caseDue, [.dropped, .forced]))
        tally.add(7, of: Signal(.caseDue, [.suspended]))
        tally.add(3, of: Signal(.caseDue, [.done, .exempt]))
        let computed: Computed = definition.compute(tally, as: .city)
        #expect(definition.count("filed", computed) == 996)
        #expect(definition.count("due_to_close", computed) == 972)
        #expect(definition.count("closed", computed) == 911)
        #expect(hundredths(definition.rate("closing_rate", computed)) == 9372)
        #expect(hundredths(definition.rate("on_time_closing_rate", computed)) == 7582)
    }

    private func hundredths(_ value: Double?) -> Int? { value.map { Int(($0 * 100).rounded()) } }

    @Test func nothingDueIsNoValueAndNeitherZeroNorAHundred() throws {
        let definition: Definition = try Definition(DefinitionStore.shipped())
        let computed: Computed = definition.compute(Tally(), as: .county)
        #expect(definition.rate("closing_rate", computed) == nil)
        #expect(computed.score == nil)
        #expect(computed.grade == nil)
    }

    /// Without handling, half of a collector's weight has no value: 0.4 and 0.2 remain and are scaled up.
    @Test func partsWithoutAValueLeaveTheirWeightToTheOthers() throws {
        let definition: Definition = try Definition(DefinitionStore.shipped())
        var tally: Tally = Tally()
        tally.add(8, of: Signal(.report, [.done, .genuine, .fromCollector]))
        tally.add(2, of: Signal(.report, [.refused, .fromCollector]))
        tally.add(1, of: Signal(.verificationDue, [.done, .onTime, .genuine, .fromPublic]))
        let computed: Computed = definition.compute(tally, as: .collector)
        // 80 × 0.4, 87.5 × 0.2, 100 × 0.2 of 0.8.
        #expect(computed.parts.map(\.points) == [40, 21.875, 25, nil])
        #expect(computed.score == 86.875)
        #expect(computed.grade == "B")
    }

    @Test(arguments: [
        (0, 100.0), (1, 90), (2, 90), (3, 75), (4, 75), (5, 60), (6, 60), (7, 40), (8, 40), (9, 0), (500, 0),
    ])
    func theBandsOfAGridAreThoseOfTheFactSheet(_ filed: Int, _ points: Double) throws {
        let definition: Definition = try Definition(DefinitionStore.shipped())
        var tally: Tally = Tally()
        tally.add(filed, of: Signal(.filing, []))
        let computed: Computed = definition.compute(tally, as: .grid)
        #expect(computed.parts.first { $0.code == "filed" }?.value == points)
    }
}
