package import CityCore
package import CitySQL

/// All editions of the class tables in memory, as one unchanging value. What a draft holds is found only by who names
/// its edition; current is always a published one.
package struct ClassCatalogue: Sendable {
    /// The oldest first, drafts without a first day last.
    package let editions: [ClassEdition]
    private let contents: [String: Content]

    private struct Content: Sendable {
        var bigs: [BigClass]
        var smalls: [SmallClass]
        var positions: [ClassKey: Int]
        var search: ClassSearch
    }

    package static let empty: ClassCatalogue = ClassCatalogue([])

    package init(loadingFrom db: any SQLConnection) throws {
        self.init(
            try ClassStore.editions(in: db).map { edition in
                let bigs: [BigClass] = try ClassStore.bigs(of: edition.code, in: db)
                return (edition, bigs, try ClassStore.smalls(of: edition.code, in: db))
            }
        )
    }

    /// The editions that come with the program, as they are before a city has made its own.
    package static func shipped() throws -> ClassCatalogue {
        ClassCatalogue(
            try ClassFile.shippedNames.map { name in
                let file: ClassFile = try ClassFile.shipped(name)
                let smalls: [SmallClass] = try file.smalls().sorted { $0.key < $1.key }
                return (try file.published(), try file.bigs(), smalls)
            }
        )
    }

    private init(_ parts: [(edition: ClassEdition, bigs: [BigClass], smalls: [SmallClass])]) {
        editions = parts.map(\.edition)
        var contents: [String: Content] = [:]
        for (edition, bigs, smalls) in parts {
            var positions: [ClassKey: Int] = [:]
            for (position, small) in smalls.enumerated() { positions[small.key] = position }
            contents[edition.code] = Content(
                bigs: bigs,
                smalls: smalls,
                positions: positions,
                search: ClassSearch(smalls)
            )
        }
        self.contents = contents
    }

    package func edition(_ code: String) -> ClassEdition? { editions.first { $0.code == code } }

    /// The published edition that holds on a day.
    package func currentEdition(on date: CivilDate) -> ClassEdition? {
        ClassEdition.current(on: date, among: editions)
    }

    package func bigs(of edition: String, kind: ClassKind? = nil) -> [BigClass] {
        let all: [BigClass] = contents[edition]?.bigs ?? []
        return kind.map { kind in all.filter { $0.kind == kind } } ?? all
    }

    /// In the order of their codes, components before events.
    package func smalls(of edition: String, kind: ClassKind? = nil) -> [SmallClass] {
        let all: [SmallClass] = contents[edition]?.smalls ?? []
        return kind.map { kind in all.filter { $0.key.kind == kind } } ?? all
    }

    package func small(_ key: ClassKey) -> SmallClass? {
        guard let content = contents[key.edition], let position = content.positions[key] else { return nil }
        return content.smalls[position]
    }

    package func condition(_ key: ClassKey, _ code: String) -> ClassCondition? { small(key)?.condition(code) }

    /// The classes of an edition that everyday words such as “井盖丢了” most probably mean, the best first.
    package func suggest(
        _ words: String,
        in edition: String,
        kind: ClassKind? = nil,
        limit: Int = 10
    ) -> [ClassSuggestion] {
        contents[edition]?.search.suggest(words, kind: kind, limit: limit) ?? []
    }

    /// The same within the edition that holds on a day.
    package func suggest(_ words: String, on date: CivilDate, limit: Int = 10) -> [SmallClass] {
        currentEdition(on: date).map { suggest(words, in: $0.code, limit: limit).map(\.small) } ?? []
    }
}
