package import CityCore

package struct NewAccountBody: Codable, Sendable, Hashable {
    package var login: String
    package var name: String
    package var phone: String?
    package var organisation: OrganisationID?
    /// Whose security administrators manage the account; empty is the whole city.
    package var area: String
    package var grants: [NewGrantBody]?

    package init(
        login: String,
        name: String,
        phone: String? = nil,
        organisation: OrganisationID? = nil,
        area: String,
        grants: [NewGrantBody]? = nil
    ) {
        self.login = login
        self.name = name
        self.phone = phone
        self.organisation = organisation
        self.area = area
        self.grants = grants
    }
}

/// What is absent stays; an empty phone or organisation takes it away.
package struct AccountChangeBody: Codable, Sendable, Hashable {
    package var name: String?
    package var phone: String?
    package var organisation: OrganisationID?
    package var area: String?
    package var state: AccountState?

    package init(
        name: String? = nil,
        phone: String? = nil,
        organisation: OrganisationID? = nil,
        area: String? = nil,
        state: AccountState? = nil
    ) {
        self.name = name
        self.phone = phone
        self.organisation = organisation
        self.area = area
        self.state = state
    }
}

package struct NewGrantBody: Codable, Sendable, Hashable {
    package var role: String
    /// Empty is the whole city.
    package var area: String
    package var organisation: OrganisationID?

    package init(role: String, area: String, organisation: OrganisationID? = nil) {
        self.role = role
        self.area = area
        self.organisation = organisation
    }
}

package struct AccountBody: Codable, Sendable, Hashable {
    package var id: AccountID
    package var login: String
    package var name: String
    /// Masked in lists, and for those who do not manage the account.
    package var phone: String?
    package var organisation: OrganisationID?
    package var area: String
    package var state: AccountState
    package var hasPassword: Bool
    package var passwordChangeRequired: Bool
    package var secondFactor: Bool
    /// Only while a lock lasts.
    package var lockedUntil: Timestamp?
    package var grants: [GrantBody]
    package var version: Int
    package var createdAt: Timestamp
    package var updatedAt: Timestamp
}

package struct GrantBody: Codable, Sendable, Hashable {
    package var id: AccountGrantID
    package var role: String
    package var title: Wording
    package var area: String
    package var organisation: OrganisationID?
}

package struct PasswordIssueBody: Codable, Sendable, Hashable {
    /// For somebody who lost their phone.
    package var removeSecondFactor: Bool?

    package init(removeSecondFactor: Bool? = nil) {
        self.removeSecondFactor = removeSecondFactor
    }
}

package struct IssuedPasswordBody: Codable, Sendable, Hashable {
    /// Shown once; it must be changed when it is first used.
    package var password: String
}

/// The rights matrix: who may do what.
package struct RolesBody: Codable, Sendable, Hashable {
    package var permissions: [Permission]
    package var roles: [RoleBody]
}

package struct RoleBody: Codable, Sendable, Hashable {
    package var code: String
    package var title: Wording
    package var permissions: [Permission]
    package var excludes: [String]
    /// An account that holds only such roles stays signed in: for screens on a wall.
    package var isDisplay: Bool
}

extension AccountBody {
    init(_ account: Account, roles: RoleCatalogue, masked: Bool, passwordLife: TimeSpan, at now: Timestamp) {
        id = account.id
        login = account.login
        name = account.name
        phone = masked ? account.phone.map(Self.masked) : account.phone
        organisation = account.organisation
        area = account.area
        state = account.state
        hasPassword = account.hasPassword
        passwordChangeRequired = account.needsNewPassword(at: now, life: passwordLife)
        secondFactor = account.hasSecondFactor
        lockedUntil = account.lockedUntil.flatMap { now < $0 ? $0 : nil }
        grants = account.grants.map { grant in
            GrantBody(
                id: grant.id,
                role: grant.role,
                title: roles[grant.role]?.title ?? Wording(grant.role, grant.role),
                area: grant.area,
                organisation: grant.organisation
            )
        }
        version = account.version
        createdAt = account.createdAt
        updatedAt = account.updatedAt
    }

    /// `138****5678`
    private static func masked(_ phone: String) -> String {
        guard phone.count >= 8 else { return String(repeating: "*", count: phone.count) }
        return "\(phone.prefix(3))\(String(repeating: "*", count: phone.count - 7))\(phone.suffix(4))"
    }
}

extension RolesBody {
    init(_ catalogue: RoleCatalogue) {
        permissions = catalogue.permissions
        roles = catalogue.roles.map { role in
            RoleBody(
                code: role.code,
                title: role.title,
                permissions: role.permissions.sorted(),
                excludes: role.excludes.sorted(),
                isDisplay: role.isDisplay
            )
        }
    }
}
