/// One change of the schema: append-only, forward-only, never edited once it has landed.
package struct Migration: Sendable {
    /// `<module>.<number>.<what>`, for instance `access.0001.account`.
    package let id: String
    private let sqlite: [String]
    private let postgres: [String]

    package init(_ id: String, both statements: [String]) {
        self.id = id
        sqlite = statements
        postgres = statements
    }

    /// For the few things that the engines spell differently.
    package init(_ id: String, sqlite: [String], postgres: [String]) {
        self.id = id
        self.sqlite = sqlite
        self.postgres = postgres
    }

    package func statements(for dialect: SQLDialect) -> [String] {
        switch dialect {
        case .sqlite: sqlite
        case .postgres: postgres
        }
    }

    /// FNV-1a over the statements: tells an edited migration from the one that was applied.
    package func checksum(for dialect: SQLDialect) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for statement in statements(for: dialect) {
            for byte in statement.utf8 {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            }
            hash = (hash ^ 0xFF) &* 0x100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
