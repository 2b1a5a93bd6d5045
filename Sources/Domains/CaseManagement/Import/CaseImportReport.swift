/// What an import did with the rows of a table. `read` is the sum of the others.
package struct CaseImportReport: Sendable, Hashable, Codable {
    package var read: Int = 0
    /// New cases, and those that were here and have changed.
    package var imported: Int = 0
    /// Cases that were here already and say the same.
    package var unchanged: Int = 0
    package var rejected: Int = 0

    package init(read: Int = 0, imported: Int = 0, unchanged: Int = 0, rejected: Int = 0) {
        self.read = read
        self.imported = imported
        self.unchanged = unchanged
        self.rejected = rejected
    }
}
