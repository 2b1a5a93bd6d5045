package import CityCore

extension Permission {
    /// See areas, grids, parts, organisations, classes and the calendar.
    package static let registryRead: Permission = Permission("registry.read")
    /// Change them and import them.
    package static let registryWrite: Permission = Permission("registry.write")
}
