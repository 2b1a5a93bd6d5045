/// The rules of area codes: text of digits, most significant part first, so that the areas within an area share the
/// beginning of its code. The fifth and sixth character of a code outside GB/T 2260 may be a capital letter: `4203A1`.
package enum AreaCode {
    /// What the codes of everything inside the area begin with, and so what a grant of rights must name.
    ///
    /// GB/T 2260 fills the codes of provinces and cities with zeros: 420300 is the city above 420302, yet no prefix of
    /// it. Its scope is `4203`; that of the province 420000 is `42`; every other code is its own scope.
    package static func scopePrefix(of code: String) -> String {
        guard code.utf8.count == 6 else { return code }
        if code.hasSuffix("0000") { return String(code.prefix(2)) }
        if code.hasSuffix("00") { return String(code.prefix(4)) }
        return code
    }

    /// Digits, but for the two letters that a local code may have in place five and six.
    package static func isWellFormed(_ code: String) -> Bool {
        for (position, byte) in code.utf8.enumerated() {
            let isDigit: Bool = (48...57).contains(byte)
            let isLocal: Bool = (4...5).contains(position) && (65...90).contains(byte)
            guard isDigit || isLocal else { return false }
        }
        return !code.isEmpty
    }

    /// Whether the first six characters are for certain no code of GB/T 2260.
    package static func hasLetters(_ code: String) -> Bool {
        code.utf8.contains { (65...90).contains($0) }
    }

    /// Every code that may name an area around this one, the smallest first: 12, 9 and 6 characters, then the city's
    /// and the province's codes with their zeros.
    static func candidates(around code: String) -> [String] {
        var found: [String] = []
        for length in [12, 9, 6] where code.utf8.count >= length { found.append(String(code.prefix(length))) }
        if code.utf8.count >= 4 { found.append(String(code.prefix(4)) + "00") }
        if code.utf8.count >= 2 { found.append(String(code.prefix(2)) + "0000") }
        var seen: Set<String> = []
        return found.filter { seen.insert($0).inserted }
    }
}
