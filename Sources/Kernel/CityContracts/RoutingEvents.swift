import CityEvents

/// Another set of routing rules is in force.
package struct RoutingChanged: CityEvent, Hashable {
    package static let topic: String = "routing.changed"

    package var ruleSetID: String
    /// The number of the set, as people name it.
    package var number: Int
    /// The number of the set that it took the place of; none when it was the first.
    package var previous: Int?
    /// How many rules there are.
    package var rules: Int
    /// Rules hold for the whole city.
    package var area: String

    package init(ruleSetID: String, number: Int, previous: Int?, rules: Int) {
        self.ruleSetID = ruleSetID
        self.number = number
        self.previous = previous
        self.rules = rules
        area = ""
    }
}
