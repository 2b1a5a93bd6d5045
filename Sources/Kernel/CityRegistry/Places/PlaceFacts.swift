/// What the registry knows of a point on the ground.
package struct PlaceFacts: Sendable, Hashable {
    /// The smallest area around the point that is known: where a case at this point belongs.
    package var areaCode: String
    package var gridCode: String?
    package var community: String?
    package var street: String?
    /// The county around the point; the city's own code where no county is known.
    package var county: String
    /// For each purpose the responsibility grid that the unit grid belongs to.
    package var responsibilityGrids: [String: ResponsibilityGridID]

    /// The responsibility grid of the collectors.
    package var responsibilityGrid: ResponsibilityGridID? { responsibilityGrids[GridPurpose.collection] }

    package init(
        areaCode: String,
        gridCode: String? = nil,
        community: String? = nil,
        street: String? = nil,
        county: String,
        responsibilityGrids: [String: ResponsibilityGridID] = [:]
    ) {
        self.areaCode = areaCode
        self.gridCode = gridCode
        self.community = community
        self.street = street
        self.county = county
        self.responsibilityGrids = responsibilityGrids
    }
}
