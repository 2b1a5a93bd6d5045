package import CityCore
import CitySQL

/// One edition of the class tables. A published one never changes: whoever wants another limit makes a new edition,
/// so that a case is judged by the rules under which it was filed.
package struct ClassEdition: Sendable, Hashable {
    package enum State: String, Sendable, Codable, CaseIterable, SQLConvertible {
        case draft
        case published
    }

    package let code: String
    package let title: Wording
    /// Where the table comes from and how far it can be trusted.
    package let source: Wording
    /// The first day on which it holds; nil while nobody has set one.
    package let validFrom: CivilDate?
    /// The last day on which it holds; nil means until a newer edition begins.
    package let validTo: CivilDate?
    package let state: State
    /// Grows with each change of the edition or of anything in it.
    package let version: Int

    package static let codeLengths: ClosedRange<Int> = 2...40
    /// Words that stand in the place of an edition's code in addresses.
    private static let reserved: Set<String> = ["editions", "suggestions", "current"]

    /// A new draft.
    package init(draft code: String, title: Wording, source: Wording, validFrom: CivilDate? = nil) throws {
        try self.init(code, title: title, source: source, validFrom: validFrom, validTo: nil, state: .draft, version: 1)
    }

    init(
        _ code: String,
        title: Wording,
        source: Wording,
        validFrom: CivilDate?,
        validTo: CivilDate?,
        state: State,
        version: Int
    ) throws {
        var checks: FieldChecks = FieldChecks()
        self.code = ClassEdition.checked(code, &checks)
        self.title = checks.wording(title, "title", 1...120)
        self.source = checks.wording(source, "source", 0...1_000)
        self.validFrom = validFrom
        self.validTo = validTo
        self.state = state
        self.version = version
        try checks.finish()
    }

    private static func checked(_ code: String, _ checks: inout FieldChecks) -> String {
        let isSlug: Bool = code.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (48...57).contains(byte)
                || byte == UInt8(ascii: "-")
        }
        if !isSlug || code.hasPrefix("-") || !codeLengths.contains(code.utf8.count) || reserved.contains(code) {
            checks.note(
                "edition",
                "class.edition_code",
                Wording(
                    "版本代码须为 2–40 个小写字母、数字或连字符，例如 shiyan-2026",
                    "The edition's code must be 2–40 lower-case letters, digits or hyphens, such as shiyan-2026"
                )
            )
        }
        return code
    }

    /// Of the published editions whose days include this one, the one that began last; the editions come in the order
    /// in which they begin.
    static func current(on date: CivilDate, among editions: [ClassEdition]) -> ClassEdition? {
        editions.last { $0.covers(date) }
    }

    private func covers(_ date: CivilDate) -> Bool {
        guard state == .published, let validFrom, validFrom <= date else { return false }
        return validTo.map { date <= $0 } ?? true
    }
}

/// A group of small classes (大类).
package struct BigClass: Sendable, Hashable {
    package let kind: ClassKind
    package let code: String
    package let name: Wording

    package init(kind: ClassKind, code: String, name: Wording) throws {
        var checks: FieldChecks = FieldChecks()
        self.kind = kind
        self.code = checks.classCode(code, "big", digits: 2...2)
        self.name = checks.wording(name, "bigName", 1...60)
        try checks.finish()
    }

    init(unchecked kind: ClassKind, _ code: String, _ name: Wording) {
        self.kind = kind
        self.code = code
        self.name = name
    }
}
