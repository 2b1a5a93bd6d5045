/// The tag of accounts' ids.
package enum AccountTag {}
package typealias AccountID = EntityID<AccountTag>
/// The tag of organisations' ids.
package enum OrganisationTag {}
package typealias OrganisationID = EntityID<OrganisationTag>

/// What a person may do, by its stable name (`case.dispatch`). The names are declared where they are used.
package struct Permission: Sendable, Hashable, Codable, RawRepresentable, Comparable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(_ name: String) {
        rawValue = name
    }

    package static func < (left: Permission, right: Permission) -> Bool { left.rawValue < right.rawValue }
}

/// One grant: these permissions, in this area and all below it, for this organisation or for any.
package struct Grant: Sendable, Hashable {
    package var role: String
    package var permissions: Set<Permission>
    /// An area code; an empty one is the whole city.
    package var area: String
    package var organisation: OrganisationID?

    package init(role: String, permissions: Set<Permission>, area: String, organisation: OrganisationID? = nil) {
        self.role = role
        self.permissions = permissions
        self.area = area
        self.organisation = organisation
    }
}

/// Who asks. Rights are permission × area × organisation: the union of the grants.
package struct Identity: Sendable, Hashable {
    package var account: AccountID
    package var name: String
    package var organisation: OrganisationID?
    package var grants: [Grant]
    /// The city's own machinery (imports, timers), not a person: it may do everything and is named in histories.
    package var isSystem: Bool

    package init(
        account: AccountID,
        name: String,
        organisation: OrganisationID? = nil,
        grants: [Grant],
        isSystem: Bool = false
    ) {
        self.account = account
        self.name = name
        self.organisation = organisation
        self.grants = grants
        self.isSystem = isSystem
    }

    package static let system: Identity = Identity(account: AccountID("system"), name: "系统", grants: [], isSystem: true)

    package func may(_ permission: Permission) -> Bool {
        isSystem || grants.contains { $0.permissions.contains(permission) }
    }

    /// Whether a grant of this permission covers the area, and the organisation where the grant names one.
    package func may(_ permission: Permission, area: String, organisation: OrganisationID? = nil) -> Bool {
        if isSystem { return true }
        return grants.contains { grant in
            guard grant.permissions.contains(permission), area.hasPrefix(grant.area) else { return false }
            return grant.organisation == nil || grant.organisation == organisation
        }
    }

    /// Where this permission holds: the pairs of area and organisation that a query must add to its conditions.
    package func scopes(for permission: Permission) -> [AccessScope] {
        if isSystem { return [AccessScope(area: "", organisation: nil)] }
        var scopes: [AccessScope] = []
        for grant in grants where grant.permissions.contains(permission) {
            let scope: AccessScope = AccessScope(area: grant.area, organisation: grant.organisation)
            if !scopes.contains(scope) { scopes.append(scope) }
        }
        return scopes
    }
}

/// An area and all below it, seen by an organisation or by anybody.
package struct AccessScope: Sendable, Hashable {
    package var area: String
    package var organisation: OrganisationID?

    package init(area: String, organisation: OrganisationID?) {
        self.area = area
        self.organisation = organisation
    }
}
