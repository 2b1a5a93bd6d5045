package import CityCore

extension Identity {
    /// Where somebody may know of areas and unit grids: wherever they work, whichever organisation their rights are for.
    var placeScopes: [AccessScope] {
        var scopes: [AccessScope] = []
        for scope in self.scopes(for: .registryRead) {
            let wide: AccessScope = AccessScope(area: scope.area, organisation: nil)
            if !scopes.contains(wide) { scopes.append(wide) }
        }
        return scopes
    }

    func mayKnowPlace(_ code: String) -> Bool { placeScopes.contains { code.hasPrefix($0.area) } }

    /// Refuses to make something new in an area where the caller may not write.
    func demandRegistryWrite(area: String, organisation: OrganisationID? = nil) throws {
        guard !may(.registryWrite, area: area, organisation: organisation) else { return }
        throw CityError(
            .forbidden,
            "registry.area_forbidden",
            Wording("您不能在区域 \(area) 内写入", "You may not write in the area \(area)")
        )
    }

    /// What is city-wide may be changed only by whoever has the permission in the whole city.
    package func demandCityWide(_ permission: Permission) throws {
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
