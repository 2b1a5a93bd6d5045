package import CityCore
package import CitySQL

/// What accounts want to know of the registry; the composition root connects it. By default everything is known.
package struct AccessPorts: Sendable {
    /// Whether an area with this code exists.
    package var areaIsKnown: @Sendable (_ area: String, _ db: any SQLConnection) throws -> Bool = { _, _ in true }
    package var organisationIsKnown: @Sendable (_ id: OrganisationID, _ db: any SQLConnection) throws -> Bool = {
        _,
        _ in true
    }

    package init() {}
}
