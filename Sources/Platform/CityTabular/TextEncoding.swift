/// How the characters of a table are written as bytes.
package enum TextEncoding: String, Sendable, Codable, CaseIterable {
    case utf8
    /// GB 18030 with its subsets GBK and GB 2312, as older Chinese programs and spreadsheets save.
    case gb18030
}
