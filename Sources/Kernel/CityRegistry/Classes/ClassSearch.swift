import CityCore
import Foundation

/// A class that words may mean, and which of its conditions they speak of, where one stands out.
package struct ClassSuggestion: Sendable, Hashable {
    package var small: SmallClass
    package var condition: ClassCondition?
}

/// Finds classes by words, in memory, without a dictionary of Chinese: names and filing conditions are indexed by
/// characters, pairs of characters and Latin words; rare ones count more, a name more than a condition.
struct ClassSearch: Sendable {
    private struct Posting: Sendable {
        var position: Int
        var weight: Double
    }

    private static let nameWeight: Double = 3
    private static let englishNameWeight: Double = 1.5
    private static let filingWeight: Double = 1
    private static let englishFilingWeight: Double = 0.6
    /// What a whole name inside the words adds, and the words inside a name.
    private static let wholeNameBonus: Double = 8
    private static let partOfNameBonus: Double = 6
    /// Words that mean the same count a little less than the words themselves.
    private static let everydayWeight: Double = 0.9
    static let wordsMax: Int = 200

    private let smalls: [SmallClass]
    private let names: [String]
    private let postings: [String: [Posting]]

    init(_ smalls: [SmallClass]) {
        self.smalls = smalls
        names = smalls.map { SearchWords($0.name.zh).plain }
        var postings: [String: [Posting]] = [:]
        for (position, small) in smalls.enumerated() {
            for (term, weight) in ClassSearch.terms(of: small) {
                postings[term, default: []].append(Posting(position: position, weight: weight))
            }
        }
        self.postings = postings
    }

    private static func terms(of small: SmallClass) -> [String: Double] {
        var weights: [String: Double] = [:]
        func add(_ text: String, _ weight: Double) {
            for term in SearchWords(text).terms { weights[term] = max(weights[term] ?? 0, weight) }
        }
        for condition in small.conditions {
            add(condition.filing.zh, filingWeight)
            add(condition.filing.en, englishFilingWeight)
        }
        add(small.name.en, englishNameWeight)
        add(small.name.zh, nameWeight)
        return weights
    }

    func suggest(_ words: String, kind: ClassKind?, limit: Int) -> [ClassSuggestion] {
        let asked: Query = Query(String(words.prefix(ClassSearch.wordsMax)))
        var scores: [Int: Double] = [:]
        for (term, factor) in asked.terms {
            guard let found = postings[term] else { continue }
            let worth: Double = factor * SearchWords.worth(of: term) * rarity(found.count)
            for posting in found { scores[posting.position, default: 0] += worth * posting.weight }
        }
        let ranked: [(position: Int, score: Double)] = scores.map { position, score in
            (position, rank(score, names[position], asked))
        }
        let wanted = ranked.filter { kind == nil || smalls[$0.position].key.kind == kind }
        let best = wanted.sorted { ($1.score, $0.position) < ($0.score, $1.position) }.prefix(max(0, limit))
        return best.map {
            ClassSuggestion(small: smalls[$0.position], condition: condition(smalls[$0.position], asked))
        }
    }

    private func rank(_ score: Double, _ name: String, _ asked: Query) -> Double {
        var total: Double = score
        if asked.meaning.contains(where: { $0.contains(name) }) {
            total += ClassSearch.wholeNameBonus
        } else if !asked.plain.isEmpty, name.contains(asked.plain) {
            total += ClassSearch.partOfNameBonus * Double(asked.plain.count) / Double(name.count)
        }
        return total / (1 + 0.03 * Double(name.count))
    }

    private func rarity(_ count: Int) -> Double { log(1 + Double(smalls.count) / Double(count)) }

    /// The condition that shares most with the words, not counting single characters of the class's own name; none
    /// when two share as much.
    private func condition(_ small: SmallClass, _ asked: Query) -> ClassCondition? {
        let own: Set<String> = Set(SearchWords(small.name.zh).terms.filter { SearchWords.worth(of: $0) < 1 })
        var best: (condition: ClassCondition?, score: Double) = (nil, 0)
        for condition in small.conditions {
            let filing: Set<String> = Set(SearchWords(condition.filing.zh + " " + condition.filing.en).terms)
            var score: Double = 0
            for term in filing.subtracting(own) { score += (asked.terms[term] ?? 0) * SearchWords.worth(of: term) }
            if score > best.score {
                best = (condition, score)
            } else if score == best.score {
                best.condition = nil
            }
        }
        return best.condition
    }

    /// What somebody typed, with what it means in the language of the tables.
    private struct Query {
        var terms: [String: Double] = [:]
        var plain: String
        /// The words as they are, then what they mean.
        var meaning: [String]

        init(_ words: String) {
            let typed: SearchWords = SearchWords(words)
            plain = typed.plain
            meaning = [typed.plain]
            for term in typed.terms { terms[term] = 1 }
            for meant in EverydayWords.meant(by: words) {
                let known: SearchWords = SearchWords(meant)
                meaning.append(known.plain)
                for term in known.terms { terms[term] = max(terms[term] ?? 0, ClassSearch.everydayWeight) }
            }
        }
    }
}

/// A text cut into what the index knows: single Chinese characters, pairs of neighbours, Latin words.
struct SearchWords {
    private(set) var terms: [String] = []
    /// The Chinese characters alone, without particles.
    private(set) var plain: String = ""

    /// Particles and pronouns, which say nothing of the matter and separate words.
    private static let particles: Set<Character> = Set("的了吗呢啊吧呀在把被是我你他们这那里个很都又还有些")

    init(_ text: String) {
        var run: [Character] = []
        var latin: String = ""
        for character in text.lowercased() {
            let isWord: Bool = character.isChinese && !SearchWords.particles.contains(character)
            if isWord { run.append(character) } else { end(&run) }
            if character.isASCII, character.isLetter || character.isNumber {
                latin.append(character)
            } else {
                end(&latin)
            }
        }
        end(&run)
        end(&latin)
    }

    private mutating func end(_ run: inout [Character]) {
        for (index, character) in run.enumerated() {
            terms.append(String(character))
            if index > 0 { terms.append(String(run[index - 1]) + String(character)) }
        }
        plain.append(contentsOf: run)
        run = []
    }

    /// Plural and singular are one word.
    private mutating func end(_ latin: inout String) {
        if latin.count > 3, latin.hasSuffix("s") { latin.removeLast() }
        if !latin.isEmpty { terms.append(latin) }
        latin = ""
    }

    /// A single Chinese character says much less than a pair or a word.
    static func worth(of term: String) -> Double {
        guard let first = term.first, first.isChinese, term.count == 1 else { return 1 }
        return 0.3
    }
}

extension Character {
    fileprivate var isChinese: Bool {
        unicodeScalars.first.map { (0x3400...0x9FFF).contains($0.value) } ?? false
    }
}
