package import CityCore

/// What an import did.
package struct ImportReport: Sendable, Codable {
    /// A row that was not taken, with all that is wrong with it.
    package struct Reject: Sendable, Hashable, Codable {
        /// The line of a table, or the position of a feature, counted from 1.
        package var line: Int
        package var field: String?
        package var reason: String
        package var message: Wording
    }

    package var kind: ImportKind
    package var read: Int = 0
    package var created: Int = 0
    package var changed: Int = 0
    package var unchanged: Int = 0
    package var rejected: Int = 0
    /// How often each reason was given.
    package var reasons: [String: Int] = [:]
    /// The first rejects; the file of rejects has them all.
    package var rejects: [Reject] = []
    /// The same rows as a table with their own fields, to correct and import again.
    package var rejectsCSV: String?
    /// After an import of grids, the areas that they do not fill as they should.
    package var coverage: [Coverage] = []

    package init(kind: ImportKind) {
        self.kind = kind
    }

    package var imported: Int { created + changed }

    mutating func count(_ outcome: SaveOutcome) {
        switch outcome {
        case .created: created += 1
        case .changed: changed += 1
        case .unchanged: unchanged += 1
        }
    }
}
