package import CityCore

package struct SignInBody: Codable, Sendable, Hashable {
    package var login: String
    package var password: String
    /// Of the authenticator app, when the account has a second factor.
    package var code: String?

    package init(login: String, password: String, code: String? = nil) {
        self.login = login
        self.password = password
        self.code = code
    }
}

package struct SessionBody: Codable, Sendable, Hashable {
    /// Given once, when signing in.
    package var token: String?
    package var account: AccountID
    package var login: String
    package var name: String
    package var organisation: OrganisationID?
    package var area: String
    package var roles: [HeldRoleBody]
    package var permissions: [HeldPermissionBody]
    /// Nothing but changing the password is allowed until that is done.
    package var passwordChangeRequired: Bool
    package var passwordExpiresAt: Timestamp
    package var secondFactor: Bool
    package var expiresAt: Timestamp
    package var idleSeconds: Int
}

/// A role, where and for whom it is held.
package struct HeldRoleBody: Codable, Sendable, Hashable {
    package var code: String
    package var title: Wording
    package var area: String
    package var organisation: OrganisationID?
}

/// A permission and the scopes in which it holds.
package struct HeldPermissionBody: Codable, Sendable, Hashable {
    package var name: Permission
    package var scopes: [ScopeBody]
}

package struct ScopeBody: Codable, Sendable, Hashable {
    /// Empty is the whole city.
    package var area: String
    package var organisation: OrganisationID?
}

package struct PasswordChangeBody: Codable, Sendable, Hashable {
    package var current: String
    package var new: String

    package init(current: String, new: String) {
        self.current = current
        self.new = new
    }
}

package struct EnrolmentBody: Codable, Sendable, Hashable {
    package var password: String

    package init(password: String) {
        self.password = password
    }
}

package struct SecondFactorSecretBody: Codable, Sendable, Hashable {
    package var secret: String
    package var url: String
}

package struct CodeBody: Codable, Sendable, Hashable {
    package var code: String

    package init(code: String) {
        self.code = code
    }
}

extension SessionBody {
    init(_ report: SessionReport, token: String? = nil, roles catalogue: RoleCatalogue, idleLimit: TimeSpan) {
        self.token = token
        account = report.account.id
        login = report.account.login
        name = report.account.name
        organisation = report.account.organisation
        area = report.account.area
        roles = report.identity.grants.map { grant in
            HeldRoleBody(
                code: grant.role,
                title: catalogue[grant.role]?.title ?? Wording(grant.role, grant.role),
                area: grant.area,
                organisation: grant.organisation
            )
        }
        permissions = HeldPermissionBody.all(of: report.identity)
        passwordChangeRequired = report.passwordChangeRequired
        passwordExpiresAt = report.passwordExpiresAt
        secondFactor = report.account.hasSecondFactor
        expiresAt = report.expiresAt
        idleSeconds = Int(idleLimit.milliseconds / 1000)
    }
}

extension HeldPermissionBody {
    fileprivate static func all(of identity: Identity) -> [HeldPermissionBody] {
        let names: Set<Permission> = identity.grants.reduce(into: []) { all, grant in
            all.formUnion(grant.permissions)
        }
        return names.sorted().map { name in
            let scopes: [ScopeBody] = identity.scopes(for: name).map { scope in
                ScopeBody(area: scope.area, organisation: scope.organisation)
            }
            return HeldPermissionBody(name: name, scopes: scopes)
        }
    }
}
