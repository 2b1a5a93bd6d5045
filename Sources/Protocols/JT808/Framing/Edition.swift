/// The edition of JT/T 808 that a message body follows.
///
/// A frame itself tells only the 2019 header from the older one (attribute bit 14). 2011 and 2013 share their header
/// and differ in a few bodies: registration is told apart by its length, the others by the terminal's `Dialect`.
package enum Edition: String, Sendable, Codable, CaseIterable {
    case v2011
    case v2013
    case v2019
}
