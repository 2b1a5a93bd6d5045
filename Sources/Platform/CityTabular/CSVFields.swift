/// The fields of one record, without quotes and delimiters, as bytes.
struct CSVFields: Sendable, Hashable {
    let bytes: [UInt8]
    /// Where each field ends in `bytes`; it begins where the one before it ends.
    let ends: [Int]

    subscript(column: Int) -> String {
        withBytes(of: column) { String(decoding: $0, as: UTF8.self) }
    }

    var texts: [String] { ends.indices.map { self[$0] } }

    func withBytes<Value>(of column: Int, _ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
        let range: Range<Int> = range(of: column)
        return try bytes.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    func range(of column: Int) -> Range<Int> {
        guard ends.indices.contains(column) else { return 0..<0 }
        return (column == 0 ? 0 : ends[column - 1])..<ends[column]
    }

    /// The first field whose bytes are no text. `expected` is what the input was taken for.
    func encodingTrouble(expected: TextEncoding) -> CSVRowError? {
        if bytes.withUnsafeBytes({ UTF8Check.isASCII($0) }) { return nil }
        for column in ends.indices {
            let trouble: CSVRowError? = withBytes(of: column) { bytes in
                if UTF8Check.isValid(bytes) { return nil }
                let looksLikeGB18030: Bool = expected == .utf8 && GB18030Check.isWellFormed(bytes)
                return .wrongEncoding(column: column, expected: expected, looksLikeGB18030: looksLikeGB18030)
            }
            if let trouble { return trouble }
        }
        return nil
    }
}
