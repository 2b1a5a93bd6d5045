import CityCore
import CitySQL

/// Full-text search in Chinese without a dictionary: every pair of neighbouring characters is a word of the index, so
/// that two-character words such as 井盖 are found, which an index of trigrams cannot do. Letters and digits stay whole.
enum SearchWords {
    /// The words of a text, each once, in their order.
    static func words(of text: String, limit: Int = 2000) -> [String] {
        var words: [String] = []
        var seen: Set<String> = []
        for run in runs(text) {
            for word in run.isIdeographic ? pairs(run.characters) : [String(run.characters)] {
                if words.count < limit, seen.insert(word).inserted { words.append(word) }
            }
        }
        return words
    }

    private struct Run {
        var isIdeographic: Bool
        var characters: [Character]
    }

    private static func runs(_ text: String) -> [Run] {
        var runs: [Run] = []
        for character in text.lowercased() {
            guard character.isLetter || character.isNumber else {
                runs.append(Run(isIdeographic: false, characters: []))
                continue
            }
            let isIdeographic: Bool = character.unicodeScalars.contains { $0.value >= 0x2E80 && $0.value <= 0x3FFFF }
            if let last = runs.indices.last, runs[last].isIdeographic == isIdeographic, !runs[last].characters.isEmpty {
                runs[last].characters.append(character)
            } else {
                runs.append(Run(isIdeographic: isIdeographic, characters: [character]))
            }
        }
        return runs.filter { !$0.characters.isEmpty }
    }

    private static func pairs(_ characters: [Character]) -> [String] {
        guard characters.count > 1 else { return [String(characters)] }
        return (1..<characters.count).map { String(characters[($0 - 1)...$0]) }
    }
}

/// Every statement on `case_search`.
enum CaseSearchStore {
    static func text(_ record: CaseRecord) -> String {
        SearchWords.words(of: "\(record.number) \(record.place.address) \(record.description) \(record.part ?? "")")
            .joined(separator: " ")
    }

    static func add(serial: Int, _ record: CaseRecord, in db: any SQLConnection) throws {
        switch db.dialect {
        case .sqlite:
            try db.send("INSERT INTO case_search (rowid, words) VALUES (\(serial), \(text(record)))")
        case .postgres:
            try db.send(
                "INSERT INTO case_search (serial, words) VALUES (\(serial), to_tsvector('simple', \(text(record))))"
            )
        }
    }

    static func replace(_ earlier: CaseRecord, by later: CaseRecord, in db: any SQLConnection) throws {
        let (old, new): (String, String) = (text(earlier), text(later))
        if old == new { return }
        let serial: Int = try CaseStore.serial(of: later.id, in: db)
        switch db.dialect {
        case .sqlite:
            try db.send("INSERT INTO case_search (case_search, rowid, words) VALUES ('delete', \(serial), \(old))")
        case .postgres:
            try db.send("DELETE FROM case_search WHERE serial = \(serial)")
        }
        try add(serial: serial, later, in: db)
    }

    /// What a search adds to a query on `case_case`: where it reads from, and its condition; newest numbers first.
    struct Source {
        var from: SQLQuery
        var condition: SQLQuery
        /// The column that the rows are ordered by.
        var order: SQLQuery
    }

    /// Nil when the words hold nothing to search for.
    static func source(_ words: String, dialect: SQLDialect) -> Source? {
        let terms: [String] = SearchWords.words(of: words, limit: 24)
        if terms.isEmpty { return nil }
        switch dialect {
        case .sqlite:
            let match: String = terms.map { term in
                let isOpenEnded: Bool = term.count == 1 || term.unicodeScalars.allSatisfy(\.isASCII)
                return isOpenEnded ? "\"\(term)\"*" : "\"\(term)\""
            }.joined(separator: " AND ")
            return Source(
                from: "case_search CROSS JOIN case_case ON case_case.serial = case_search.rowid",
                condition: "case_search MATCH \(match)",
                order: "case_search.rowid"
            )
        case .postgres:
            let match: String = terms.map { "'\($0)':*" }.joined(separator: " & ")
            return Source(
                from: "case_search JOIN case_case ON case_case.serial = case_search.serial",
                condition: "words @@ to_tsquery('simple', \(match))",
                order: "case_search.serial"
            )
        }
    }
}
