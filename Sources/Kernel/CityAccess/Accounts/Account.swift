package import CityCore
import CitySQL

/// A person who may sign in. Accounts are disabled, never deleted, so that histories keep their names.
package struct Account: Sendable, Hashable {
    package var id: AccountID
    /// Lower case; what is typed when signing in.
    package var login: String
    package var name: String
    package var phone: String?
    package var organisation: OrganisationID?
    /// Whose security administrators manage the account; empty is the whole city. Rights come from grants, not from it.
    package var area: String
    package var state: AccountState
    package var hasPassword: Bool
    package var mustChangePassword: Bool
    package var passwordChangedAt: Timestamp
    package var hasSecondFactor: Bool
    package var lockedUntil: Timestamp?
    package var version: Int
    package var createdAt: Timestamp
    package var updatedAt: Timestamp
    package var grants: [AccountGrant]

    /// Whether the account may do nothing but change its password: it was issued by somebody else, or is too old.
    package func needsNewPassword(at now: Timestamp, life: TimeSpan) -> Bool {
        mustChangePassword || now >= passwordChangedAt + life
    }
}

package enum AccountState: String, Sendable, Codable, CaseIterable, SQLConvertible {
    case active
    case disabled
}

/// The tag of grants' ids.
package enum AccountGrantTag {}
package typealias AccountGrantID = EntityID<AccountGrantTag>

/// A role held by an account, in an area and all below it, for one organisation or for any.
package struct AccountGrant: Sendable, Hashable {
    package var id: AccountGrantID
    package var account: AccountID
    package var role: String
    package var area: String
    package var organisation: OrganisationID?
}

extension Wording {
    static let account: Wording = Wording("账号", "account")
    static let grant: Wording = Wording("授权", "grant")
}
