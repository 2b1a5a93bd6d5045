package import CityCore
package import CitySQL

/// The two halves of the class tables (GB/T 30428.2): things that stand in the city, and things that happen in it.
package enum ClassKind: String, Sendable, Codable, CaseIterable, SQLConvertible {
    /// 部件
    case component
    /// 事件
    case event

    package var title: Wording {
        switch self {
        case .component: Wording("部件", "component")
        case .event: Wording("事件", "event")
        }
    }
}

/// Names one small class (小类). The pair of codes alone means nothing: editions number their groups differently.
package struct ClassKey: Sendable, Hashable {
    package let edition: String
    package let kind: ClassKind
    package let big: String
    package let small: String

    package init(edition: String, kind: ClassKind, big: String, small: String) {
        self.edition = edition
        self.kind = kind
        self.big = big
        self.small = small
    }

    /// Reads `gbt30428-reference/event/01/10`.
    package init?(_ text: String) {
        let parts: [Substring] = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 4, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        guard let kind = ClassKind(rawValue: String(parts[1])) else { return nil }
        self.init(edition: String(parts[0]), kind: kind, big: String(parts[2]), small: String(parts[3]))
    }

    package var text: String { "\(edition)/\(kind.rawValue)/\(big)/\(small)" }
}

extension ClassKey: Comparable, CustomStringConvertible {
    package var description: String { text }

    package static func < (left: ClassKey, right: ClassKey) -> Bool {
        (left.edition, left.kind.rawValue, left.big, left.small)
            < (right.edition, right.kind.rawValue, right.big, right.small)
    }
}

extension ClassKey: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text: String = try container.decode(String.self)
        guard let key = ClassKey(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "not a class (edition/kind/big/small): \(text.prefix(60))"
            )
        }
        self = key
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension ClassKey: SQLConvertible {
    package var sqlValue: SQLValue { .text(text) }

    package init(sqlValue: SQLValue) throws {
        guard let key = ClassKey(try String(sqlValue: sqlValue)) else {
            throw SQLTypeMismatch(sqlValue, wanted: "class key")
        }
        self = key
    }
}
