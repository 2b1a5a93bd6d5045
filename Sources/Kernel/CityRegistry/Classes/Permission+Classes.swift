package import CityCore

extension Permission {
    /// Change the class tables: drafts, their publication, imports into them.
    package static let classWrite: Permission = Permission("class.write")
}

extension Identity {
    /// What holds for the whole city may be changed only by whoever has the permission in the whole city.
    func demandCityWide(_ permission: Permission) throws {
        guard !may(permission, area: "") else { return }
        throw CityError(
            .forbidden,
            "permission.city_wide",
            Wording(
                "此项对全市生效，须有全市范围的权限（\(permission.rawValue)）",
                "This holds for the whole city; it takes the permission \(permission.rawValue) for the whole city"
            )
        )
    }
}
