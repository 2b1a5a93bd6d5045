/// Links append-only records so that a changed, removed or inserted one is found: each hash covers the hash before it.
package enum HashChain {
    /// What the first record of a chain follows.
    package static let root: String = String(repeating: "0", count: 64)

    /// The hash of a record, from the previous hash and the record's fields in their fixed order. Lengths are part
    /// of what is hashed, so that no two lists of fields look alike.
    package static func next(after previous: String, fields: [String]) -> String {
        var message: [UInt8] = Array(previous.utf8)
        for field in fields {
            message.append(contentsOf: "\n\(field.utf8.count):".utf8)
            message.append(contentsOf: field.utf8)
        }
        return SHA256Digest(of: message).hex
    }
}
