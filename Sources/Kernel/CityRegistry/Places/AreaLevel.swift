package import CityCore
import CitySQL

/// The four steps of a city's division: 市, 区县, 街道（乡镇）, 社区（村）.
package enum AreaLevel: String, Sendable, Hashable, Codable, CaseIterable, Comparable, SQLConvertible {
    case city
    case county
    case street
    case community

    /// How many characters the code of such an area has (GB/T 2260 for the first six, GB/T 10114 for the next three).
    package var codeLength: Int {
        switch self {
        case .city, .county: 6
        case .street: 9
        case .community: 12
        }
    }

    package var wording: Wording {
        switch self {
        case .city: Wording("市", "city")
        case .county: Wording("区县", "county")
        case .street: Wording("街道", "street")
        case .community: Wording("社区", "community")
        }
    }

    private var depth: Int {
        switch self {
        case .city: 0
        case .county: 1
        case .street: 2
        case .community: 3
        }
    }

    package static func < (left: AreaLevel, right: AreaLevel) -> Bool { left.depth < right.depth }
}
