/// What stands between the fields of a record.
package enum CSVDelimiter: String, Sendable, Codable, CaseIterable {
    case comma
    case semicolon
    case tab

    package var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .semicolon: UInt8(ascii: ";")
        case .tab: UInt8(ascii: "\t")
        }
    }
}
