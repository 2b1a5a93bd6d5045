package import CityCore

/// A day that does not follow the weekly pattern: a holiday, or a weekend day worked in exchange (调休).
package struct CalendarException: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case off
        case work
    }

    package var date: CivilDate
    package var kind: Kind
    package var name: Wording?

    package init(_ date: CivilDate, _ kind: Kind, name: Wording? = nil) {
        self.date = date
        self.kind = kind
        self.name = name
    }
}
