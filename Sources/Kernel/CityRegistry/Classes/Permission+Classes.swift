package import CityCore

extension Permission {
    /// Change the class tables: drafts, their publication, imports into them.
    package static let classWrite: Permission = Permission("class.write")
}
