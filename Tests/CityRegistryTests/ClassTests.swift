import CityCore
import CityRegistry
import CitySQL
import CityTestSupport
import CityWorkflow
import Testing

@Suite(.everyEngine) struct ClassTests {
    @Test func aKeyIsReadBackFromItsText() throws {
        let key: ClassKey = ClassKey(edition: "gbt30428-reference", kind: .event, big: "01", small: "10")
        #expect(key.text == "gbt30428-reference/event/01/10")
        #expect(ClassKey(key.text) == key)
    }

    @Test(arguments: ["", "a/event/01", "a/event/01/10/x", "a/thing/01/10", "/event/01/10", "a/event//10"])
    func whatIsNoKeyIsNotRead(_ text: String) {
        #expect(ClassKey(text) == nil)
    }

    @Test func aGradeHasItsOwnLimitOrTheCommonOne() throws {
        let condition: ClassCondition = try ClassCondition(
            code: "1",
            filing: Wording("井盖缺失", "cover missing"),
            closing: Wording("已补装", "put back"),
            limit: .workHours(4),
            gradeLimits: [.a: .urgentHours(2)]
        )
        #expect(condition.limit(in: .a) == .urgentHours(2))
        #expect(condition.limit(in: .d) == .workHours(4))
        #expect(condition.limit(in: nil) == .workHours(4))
    }

    @Test func aConditionWithoutTextsOrTimeIsRefused() {
        let error: CityError? = #expect(throws: CityError.self) {
            try ClassCondition(code: "", filing: Wording("", ""), closing: Wording(" ", ""), limit: .workHours(0))
        }
        #expect(error?.fields.map(\.field) == ["code", "filing.zh", "closing.zh", "limit"])
    }

    @Test func twoConditionsOfAClassHaveTwoCodes() throws {
        let condition: ClassCondition = try ClassCondition(
            code: "1",
            filing: Wording("a", ""),
            closing: Wording("b", ""),
            limit: .workDays(1)
        )
        let error: CityError? = #expect(throws: CityError.self) {
            try SmallClass(
                key: ClassKey(edition: "x1", kind: .event, big: "1", small: "010"),
                bigName: Wording("大", ""),
                name: Wording("", ""),
                isVerified: true,
                conditions: [condition, condition]
            )
        }
        #expect(error?.fields.map(\.field) == ["big", "name.zh", "conditions.1.code"])
    }

    @Test(arguments: ["A", "a", "editions", "suggestions", "-ab", "版本", "a b"])
    func anEditionCodeFitsIntoAnAddress(_ code: String) {
        #expect(throws: CityError.self) {
            try ClassEdition(draft: code, title: Wording("版", ""), source: Wording("", ""))
        }
    }
}

@Suite(.everyEngine) struct ClassSeedTests {
    private func catalogue() async throws -> ClassCatalogue {
        try await OfficeWorld(classes: true).registry.current.classes
    }

    @Test func seedingTwiceIsSeedingOnce() async throws {
        let database: any SQLDatabase = try await TestDatabase.make(ClassStore.migrations)
        let first: ClassStore.SeedCount = try await database.write { db in try ClassStore.seedShipped(in: db) }
        let second: ClassStore.SeedCount = try await database.write { db in try ClassStore.seedShipped(in: db) }
        #expect(first == ClassStore.SeedCount(editions: 2, classes: 324, conditions: 568))
        #expect(second == ClassStore.SeedCount())
    }

    @Test(arguments: [
        ("gbt30428-reference", ClassKind.component, 5, 92), ("gbt30428-reference", .event, 6, 97),
        ("cjt214-2007", .component, 7, 85), ("cjt214-2007", .event, 6, 50),
    ])
    func everyShippedClassIsThere(_ edition: String, _ kind: ClassKind, _ bigs: Int, _ smalls: Int) async throws {
        let catalogue: ClassCatalogue = try await catalogue()
        #expect(catalogue.bigs(of: edition, kind: kind).count == bigs)
        #expect(catalogue.smalls(of: edition, kind: kind).count == smalls)
        #expect(catalogue.smalls(of: edition).allSatisfy { !$0.conditions.isEmpty })
    }

    @Test func theTablesHoldWhatTheFilesSay() async throws {
        let seeded: ClassCatalogue = try await catalogue()
        let shipped: ClassCatalogue = try ClassCatalogue.shipped()
        #expect(seeded.editions == shipped.editions)
        for edition in shipped.editions {
            #expect(seeded.smalls(of: edition.code) == shipped.smalls(of: edition.code))
            #expect(seeded.bigs(of: edition.code) == shipped.bigs(of: edition.code))
        }
    }

    @Test func aSeededClassIsWhatTheFileSays() async throws {
        let key: ClassKey = ClassKey(edition: "gbt30428-reference", kind: .component, big: "01", small: "37")
        let small: SmallClass = try #require(try await catalogue().small(key))
        #expect(small.name == Wording("路灯", "Street light"))
        #expect(small.bigName == Wording("公用设施", "Public utilities"))
        #expect(small.conditions.map(\.code) == ["1", "2", "3", "4", "5", "6"])
        let out: ClassCondition = try #require(small.condition("3"))
        #expect(out.filing.zh == "单灯不亮")
        #expect(out.limit == .workDays(2))
        #expect(try await catalogue().condition(key, "3") == out)
        #expect(try await catalogue().condition(key, "9") == nil)
    }

    @Test(
        arguments: [
            ("2006-12-31", nil), ("2007-01-01", "cjt214-2007"), ("2019-12-31", "cjt214-2007"),
            ("2020-01-01", "gbt30428-reference"), ("2030-06-30", "gbt30428-reference"),
        ] as [(String, String?)]
    )
    func theCurrentEditionFollowsTheDay(_ day: String, _ edition: String?) async throws {
        let date: CivilDate = try #require(CivilDate(day))
        #expect(try await catalogue().currentEdition(on: date)?.code == edition)
    }
}

/// What people write, and what the class must be called that comes first.
private struct Report: Sendable, CustomTestStringConvertible {
    var words: String
    var first: Set<String>
    var condition: String?
    var testDescription: String { words }

    init(_ words: String, _ first: Set<String>, condition: String? = nil) {
        self.words = words
        self.first = first
        self.condition = condition
    }
}

@Suite(.everyEngine) struct ClassSearchTests {
    private static let covers: Set<String> = [
        "上水井盖", "污水井盖", "雨水井盖", "路灯井盖", "热力井盖", "燃气井盖", "园林井盖", "化粪池井盖", "不明井盖",
    ]

    @Test(arguments: [
        Report("井盖丢了", covers, condition: "1"),
        Report("小区门口的窨井坏了", covers),
        Report("污水井盖响", ["污水井盖"], condition: "3"),
        Report("路灯不亮", ["路灯"], condition: "3"),
        Report("路灯杆歪了", ["路灯"], condition: "1"),
        Report("垃圾没人清理", ["暴露垃圾"]),
        Report("垃圾桶满了", ["垃圾箱", "垃圾满溢"]),
        Report("电线杆上贴满小广告", ["非法小广告"]),
        Report("小贩占道经营", ["占道经营", "无照经营游商"]),
        Report("流动摊贩", ["占道经营", "无照经营游商"]),
        Report("共享单车乱停", ["共享单车"]),
        Report("电动车乱停在人行道", ["非机动车乱停放"]),
        Report("下水道堵了", ["排水管道堵塞破裂"], condition: "1"),
        Report("自来水管爆了", ["供水管道破裂"]),
        Report("马路塌了", ["路面塌陷"]),
        Report("马路上有个坑", ["道路破损"]),
        Report("路面积水很深", ["道路积水"]),
        Report("大树倒了", ["行道树"]),
        Report("夜市烧烤油烟", ["露天烧烤"]),
        Report("工地晚上施工太吵", ["施工扰民"]),
        Report("渣土车一路撒土", ["道路遗撒", "渣土车未装密闭装置"]),
        Report("有人烧垃圾", ["焚烧垃圾树叶"]),
        Report("楼顶违建", ["私搭乱建"]),
        Report("电线掉下来了", ["架空线缆脱落"]),
        Report("公厕很脏", ["公共厕所"]),
        Report("狗不牵绳", ["违规养犬"]),
        Report("路边有只死猫", ["动物尸体"]),
        Report("消防通道被堵", ["占用消防通道"]),
        Report("street light is out", ["路灯"]),
        Report("Manhole cover missing", covers, condition: "1"),
    ])
    private func everydayWordsFindTheClass(_ report: Report) throws {
        let catalogue: ClassCatalogue = try ClassCatalogue.shipped()
        let found: [ClassSuggestion] = catalogue.suggest(report.words, in: "gbt30428-reference", limit: 5)
        let names: [String] = found.map(\.small.name.zh)
        #expect(report.first.contains(names.first ?? ""), "\(names)")
        if let condition = report.condition { #expect(found.first?.condition?.code == condition) }
    }

    @Test func allCoversComeBeforeAnythingElse() throws {
        let catalogue: ClassCatalogue = try ClassCatalogue.shipped()
        let found: [ClassSuggestion] = catalogue.suggest("井盖丢了", in: "gbt30428-reference", limit: 9)
        #expect(Set(found.map(\.small.name.zh)) == Self.covers)
    }

    @Test(arguments: ["", "   ", "，。！", "的了吗", "ζξψ", "\u{0}"])
    func wordsThatSayNothingFindNothing(_ words: String) throws {
        let catalogue: ClassCatalogue = try ClassCatalogue.shipped()
        #expect(catalogue.suggest(words, in: "gbt30428-reference").isEmpty)
    }

    @Test func aKindAndALimitNarrowTheSuggestions() throws {
        let catalogue: ClassCatalogue = try ClassCatalogue.shipped()
        let events: [ClassSuggestion] = catalogue.suggest("垃圾", in: "gbt30428-reference", kind: .event, limit: 3)
        #expect(events.count == 3)
        #expect(events.allSatisfy { $0.small.key.kind == .event })
        #expect(catalogue.suggest("垃圾", in: "gbt30428-reference", limit: 0).isEmpty)
        #expect(catalogue.suggest("垃圾", in: "no-such-edition").isEmpty)
    }

    @Test func theDayChoosesTheEdition() throws {
        let catalogue: ClassCatalogue = try ClassCatalogue.shipped()
        let day: CivilDate = try #require(CivilDate("2010-01-01"))
        #expect(catalogue.suggest("黑车拉客", on: day).first?.key.text == "cjt214-2007/event/05/09")
    }
}
