import CityCore
import CityEvents

/// Many cases came from another system in one transaction. They have no events of their own.
package struct CasesImported: CityEvent, Hashable {
    package static let topic: String = "case.imported"

    /// The system that they came from.
    package var system: String
    /// What the codes of their areas have in common at the beginning.
    package var area: String
    /// How many are new, and how many were here and have changed.
    package var added: Int
    package var changed: Int
    /// Their ids; absent in events from before they were told.
    package var cases: [String]?

    package init(system: String, area: String, added: Int, changed: Int, cases: [String]?) {
        self.system = system
        self.area = area
        self.added = added
        self.changed = changed
        self.cases = cases
    }
}
