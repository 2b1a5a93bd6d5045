package import CityCore
package import CityEvents
package import CityHTTP
import CitySQL
import CityWorkflow

/// Reading the class tables and finding a class by words. Everybody who is signed in may, because everybody reports;
/// drafts are seen by those who may change them.
package struct ClassRoutes: Sendable {
    let registry: Registry
    let service: ClassService
    let clock: CityClock

    package init(registry: Registry, outbox: Outbox, clock: CityClock) {
        self.registry = registry
        self.clock = clock
        service = ClassService(registry: registry, outbox: outbox)
    }

    package func register(in table: RouteTable) {
        registerReading(in: table)
        registerEditions(in: table)
        registerEditing(in: table)
        registerImport(in: table)
    }

    private func registerReading(in table: RouteTable) {
        table.list(
            "classes/editions",
            access: .signedIn,
            Wording("分类版本", "Editions of the class tables"),
            item: ClassEditionBody.self,
            use: listEditions
        )
        table.get(
            "classes/editions/{edition}",
            access: .signedIn,
            Wording("一个分类版本", "One edition of the class tables"),
            answer: ClassEditionBody.self,
            use: getEdition
        )
        table.list(
            "classes",
            access: .signedIn,
            Wording("小类及其立案结案条件", "Classes with their filing and closing conditions"),
            query: [Self.editionParameter, Self.kindParameter],
            item: SmallClassBody.self,
            use: listClasses
        )
        table.get(
            "classes/suggestions",
            access: .signedIn,
            Wording("按描述推荐小类", "Classes that a description may mean"),
            query: [
                QueryParameter("words", .text, Wording("描述，例如“井盖丢了”", "A description, such as 井盖丢了")),
                Self.editionParameter,
                Self.kindParameter,
                QueryParameter("limit", .integer, Wording("最多几个，1–50", "How many at most, 1–50")),
            ],
            answer: ClassSuggestionsBody.self,
            use: suggest
        )
        table.get(
            "classes/{edition}/{kind}/{big}/{small}",
            access: .signedIn,
            Wording("一个小类", "One class"),
            answer: SmallClassBody.self,
            use: getClass
        )
    }

    static let editionParameter: QueryParameter = QueryParameter(
        "edition",
        .text,
        Wording("版本代码，缺省为今天有效的版本", "The edition's code; without it the edition that holds today")
    )
    static let kindParameter: QueryParameter = QueryParameter(
        "kind",
        .choice(ClassKind.allCases.map(\.rawValue)),
        Wording("部件或事件", "Components or events")
    )

    private static let editionList: String = "class-editions"
    private static let classList: String = "classes"

    private func listEditions(_ call: Call, _ page: PageRequest) async throws -> Page<ClassEditionBody> {
        let catalogue: ClassCatalogue = registry.current.classes
        let after: String? = try page.after.map { try $0.key(of: Self.editionList, count: 1)[0] }
        let seen: [ClassEdition] = catalogue.editions.filter { maySee($0, call.identity) }
        let start: Int = after.flatMap { code in seen.firstIndex { $0.code == code } }.map { $0 + 1 } ?? 0
        let rows: [ClassEdition] = Array(seen[start...].prefix(page.limit + 1))
        return Page(overfetched: rows, limit: page.limit) { Cursor(list: Self.editionList, key: [$0.code]) }
            .map { body($0, in: catalogue) }
    }

    private func getEdition(_ call: Call) async throws -> Answer<ClassEditionBody> {
        let catalogue: ClassCatalogue = registry.current.classes
        let edition: ClassEdition = try visibleEdition(try call.parameter("edition"), call.identity, catalogue)
        return Answer(body(edition, in: catalogue), version: edition.version)
    }

    private func listClasses(_ call: Call, _ page: PageRequest) async throws -> Page<SmallClassBody> {
        let catalogue: ClassCatalogue = registry.current.classes
        let edition: ClassEdition = try askedEdition(call, catalogue)
        let kind: ClassKind? = try call.choice("kind", of: ClassKind.self)
        var rows: ArraySlice<SmallClass> = catalogue.smalls(of: edition.code, kind: kind)[...]
        if let last = try page.after?.key(of: Self.classList, count: 3) {
            rows = rows.drop { !last.lexicographicallyPrecedes(Self.order($0)) }
        }
        let found: [SmallClass] = Array(rows.prefix(page.limit + 1))
        return Page(overfetched: found, limit: page.limit) { Cursor(list: Self.classList, key: Self.order($0)) }
            .map(SmallClassBody.init)
    }

    private static func order(_ small: SmallClass) -> [String] {
        [small.key.kind.rawValue, small.key.big, small.key.small]
    }

    private func getClass(_ call: Call) async throws -> Answer<SmallClassBody> {
        let catalogue: ClassCatalogue = registry.current.classes
        let key: ClassKey = try key(of: call)
        let edition: ClassEdition = try visibleEdition(key.edition, call.identity, catalogue)
        guard let small = catalogue.small(key) else { throw CityError.notFound(SmallClass.thing) }
        return Answer(SmallClassBody(small), version: edition.version)
    }

    private func suggest(_ call: Call) async throws -> Answer<ClassSuggestionsBody> {
        let catalogue: ClassCatalogue = registry.current.classes
        let edition: ClassEdition = try askedEdition(call, catalogue)
        guard let words = call.text("words")?.trimmed(), !words.isEmpty, words.count <= ClassSearch.wordsMax else {
            throw CityError.invalid(
                "words",
                "class.words",
                Wording(
                    "请写 1–\(ClassSearch.wordsMax) 个字的描述",
                    "Describe the matter in 1–\(ClassSearch.wordsMax) characters"
                )
            )
        }
        let limit: Int = try call.integer("limit") ?? 10
        guard (1...50).contains(limit) else {
            throw CityError.invalid(
                "limit",
                "page.limit",
                Wording("limit 须在 1 到 50 之间", "limit must be between 1 and 50")
            )
        }
        let kind: ClassKind? = try call.choice("kind", of: ClassKind.self)
        let found: [ClassSuggestion] = catalogue.suggest(words, in: edition.code, kind: kind, limit: limit)
        return Answer(ClassSuggestionsBody(edition: edition.code, items: found.map(ClassSuggestionBody.init)))
    }
}

// What the handlers have in common.
extension ClassRoutes {
    private func body(_ edition: ClassEdition, in catalogue: ClassCatalogue) -> ClassEditionBody {
        ClassEditionBody(
            edition,
            isCurrent: catalogue.currentEdition(on: today)?.code == edition.code,
            classes: catalogue.smalls(of: edition.code).count
        )
    }

    /// The day it is in the city.
    var today: CivilDate { registry.current.calendar.date(of: clock.now()) }

    func key(of call: Call) throws -> ClassKey {
        guard let kind = ClassKind(rawValue: try call.parameter("kind")) else {
            throw CityError.notFound(SmallClass.thing)
        }
        return ClassKey(
            edition: try call.parameter("edition"),
            kind: kind,
            big: try call.parameter("big"),
            small: try call.parameter("small")
        )
    }

    private func maySee(_ edition: ClassEdition, _ identity: Identity) -> Bool {
        edition.state == .published || identity.may(.classWrite)
    }

    private func visibleEdition(
        _ code: String,
        _ identity: Identity,
        _ catalogue: ClassCatalogue
    ) throws -> ClassEdition {
        guard let edition = catalogue.edition(code), maySee(edition, identity) else {
            throw CityError.notFound(ClassEdition.thing)
        }
        return edition
    }

    private func askedEdition(_ call: Call, _ catalogue: ClassCatalogue) throws -> ClassEdition {
        if let code = call.text("edition") { return try visibleEdition(code, call.identity, catalogue) }
        guard let current = catalogue.currentEdition(on: today) else {
            throw CityError(
                .notFound,
                "class.no_edition",
                Wording("今天没有有效的分类版本，请先发布一个", "No edition of the classes holds today; publish one first")
            )
        }
        return current
    }
}
