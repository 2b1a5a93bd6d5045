/// The body of a request or answer that has none.
package struct NoBody: Codable, Sendable, Hashable {
    package init() {}
}
