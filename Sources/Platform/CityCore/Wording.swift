/// One sentence in the product's two languages. Chinese comes first because it is what most users read.
package struct Wording: Sendable, Hashable, Codable {
    package var zh: String
    package var en: String

    package init(_ zh: String, _ en: String) {
        self.zh = zh
        self.en = en
    }

    package func text(in language: Language) -> String {
        switch language {
        case .zh: zh
        case .en: en
        }
    }
}

/// The languages that pages and answers come in.
package enum Language: String, Sendable, Codable, CaseIterable {
    case zh
    case en

    /// The first of the two that an `Accept-Language` header names; Chinese when it names neither.
    package init(acceptLanguage header: String?) {
        let names: [Substring] = (header ?? "").split(separator: ",")
        for name in names {
            let tag: String = name.split(separator: ";").first.map { $0.lowercased().trimmed() } ?? ""
            if tag.hasPrefix("zh") { self = .zh; return }
            if tag.hasPrefix("en") { self = .en; return }
        }
        self = .zh
    }
}

extension StringProtocol {
    /// The text without white space at both ends.
    package func trimmed() -> String {
        var rest: Substring = self[...].description[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
