import CitySQL

/// Whether a grid is in use. Grids that were redrawn away stay known, for the cases that name them.
package enum GridState: String, Sendable, Hashable, Codable, CaseIterable, SQLConvertible {
    case active
    case retired
}
