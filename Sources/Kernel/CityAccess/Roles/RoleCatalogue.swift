package import CityCore

/// The roles of this city. An account's rights are its grants read through this.
package struct RoleCatalogue: Sendable {
    package let roles: [Role]
    private let byCode: [String: Role]

    /// Refuses two roles of one code, and an exclusion of a role that is not there.
    package init(_ roles: [Role]) throws {
        var byCode: [String: Role] = [:]
        for role in roles where byCode.updateValue(role, forKey: role.code) != nil {
            throw CityError.fault("two roles are called \(role.code)")
        }
        for role in roles {
            for code in role.excludes where byCode[code] == nil {
                throw CityError.fault("role \(role.code) excludes \(code), which is not there")
            }
        }
        self.roles = roles
        self.byCode = byCode
    }

    package subscript(code: String) -> Role? { byCode[code] }

    /// Every permission that some role has, in the order of their names.
    package var permissions: [Permission] {
        roles.reduce(into: Set<Permission>()) { all, role in all.formUnion(role.permissions) }.sorted()
    }

    /// The first of the held roles that does not go together with this one, whichever of the two says so.
    package func rival(of role: Role, among held: [String]) -> Role? {
        for code in held {
            guard let other = byCode[code] else { continue }
            if role.excludes.contains(code) || other.excludes.contains(role.code) { return other }
        }
        return nil
    }

    /// Whether these are the grants of a screen on a wall, and of nothing else.
    func isDisplay(_ grants: [AccountGrant]) -> Bool {
        !grants.isEmpty && grants.allSatisfy { byCode[$0.role]?.isDisplay == true }
    }

    /// A grant whose role is no longer in the catalogue gives no rights.
    func rights(of grants: [AccountGrant]) -> [Grant] {
        grants.compactMap { grant in
            byCode[grant.role].map { role in
                Grant(
                    role: role.code,
                    permissions: role.permissions,
                    area: grant.area,
                    organisation: grant.organisation
                )
            }
        }
    }
}
