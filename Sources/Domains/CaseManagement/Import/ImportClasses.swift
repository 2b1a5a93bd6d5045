import CityCore
import CityRegistry

/// Finds the class that the words of a table mean.
///
/// Of an edition that the registry has, big and small class may each be given by code or by name in either language, and
/// the big one left out where the small one alone is clear. Of any other edition the table's own words are the codes.
struct ImportClasses {
    /// Words under which more than one class would be found.
    private enum Found {
        case one(ClassKey)
        case several
    }

    private struct Words: Hashable {
        var kind: ClassKind
        var big: String
        var small: String
    }

    private static let codeMax: Int = 80

    private let edition: String
    /// Nil when the registry does not have the edition.
    private let known: [Words: Found]?

    init(edition: String, in catalogue: ClassCatalogue) {
        self.edition = edition
        guard catalogue.edition(edition) != nil else {
            known = nil
            return
        }
        var found: [Words: Found] = [:]
        for small in catalogue.smalls(of: edition) {
            for words in ImportClasses.words(for: small) {
                if case .one(let key) = found[words], key != small.key {
                    found[words] = .several
                } else if found[words] == nil {
                    found[words] = .one(small.key)
                }
            }
        }
        known = found
    }

    private static func words(for small: SmallClass) -> Set<Words> {
        var words: Set<Words> = []
        for big in ["", small.key.big, small.bigName.zh, small.bigName.en] {
            for name in [small.key.small, small.name.zh, small.name.en] {
                words.insert(Words(kind: small.key.kind, big: big, small: name))
            }
        }
        return words
    }

    /// Nil when nothing is given.
    func key(kind: ClassKind, big: String, small: String) throws(Unknown) -> ClassKey? {
        if big.isEmpty, small.isEmpty { return nil }
        guard let known else {
            guard !big.isEmpty, !small.isEmpty else { throw Unknown() }
            return ClassKey(edition: edition, kind: kind, big: word(big), small: word(small))
        }
        guard case .one(let key) = known[Words(kind: kind, big: big, small: small)] else { throw Unknown() }
        return key
    }

    struct Unknown: Error {}

    /// A slash separates the parts of a key, so it cannot be in one.
    private func word(_ text: String) -> String {
        let plain: String = text.utf8.contains(UInt8(ascii: "/")) ? text.replacing("/", with: "-") : text
        return plain.utf8.count <= ImportClasses.codeMax ? plain : String(plain.prefix(ImportClasses.codeMax))
    }
}
