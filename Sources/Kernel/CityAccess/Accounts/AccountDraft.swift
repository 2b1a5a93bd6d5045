package import CityCore

/// A new account, before it is one: its fields are right.
package struct AccountDraft: Sendable, Hashable {
    package let login: String
    package let name: String
    package let phone: String?
    package let organisation: OrganisationID?
    package let area: String

    package init(
        login: String,
        name: String,
        phone: String? = nil,
        organisation: OrganisationID? = nil,
        area: String
    ) throws {
        var fields: AccountFields = AccountFields()
        let tidyLogin: String? = fields.login(login)
        let tidyName: String? = fields.name(name)
        self.phone = phone.flatMap { fields.phone($0) }
        self.organisation = organisation.flatMap { fields.organisation($0) }
        let tidyArea: String? = fields.area(area)
        try fields.check()
        self.login = tidyLogin ?? ""
        self.name = tidyName ?? ""
        self.area = tidyArea ?? ""
    }
}

/// What to change of an account; what is nil stays.
package struct AccountChange: Sendable, Hashable {
    package let name: String?
    /// `.some(nil)` takes the number away.
    package let phone: String??
    package let organisation: OrganisationID??
    package let area: String?
    package let state: AccountState?

    package init(
        name: String? = nil,
        phone: String? = nil,
        organisation: OrganisationID? = nil,
        area: String? = nil,
        state: AccountState? = nil
    ) throws {
        var fields: AccountFields = AccountFields()
        self.name = name.flatMap { fields.name($0) }
        self.phone = phone.map { fields.phone($0) }
        self.organisation = organisation.map { fields.organisation($0) }
        self.area = area.flatMap { fields.area($0) }
        self.state = state
        try fields.check()
    }

    /// The account with this change, and the names of the fields that differ: never their values, which are personal.
    func applied(to account: Account) -> (account: Account, changed: [String]) {
        var changed: Account = account
        if let name { changed.name = name }
        if let phone { changed.phone = phone }
        if let organisation { changed.organisation = organisation }
        if let area { changed.area = area }
        if let state { changed.state = state }
        var names: [String] = []
        if changed.name != account.name { names.append("name") }
        if changed.phone != account.phone { names.append("phone") }
        if changed.organisation != account.organisation { names.append("organisation") }
        if changed.area != account.area { names.append("area") }
        if changed.state != account.state { names.append("state") }
        return (changed, names)
    }
}

/// A grant before it is one: its fields are right, its role may still be unknown.
package struct GrantDraft: Sendable, Hashable {
    package let role: String
    package let area: String
    package let organisation: OrganisationID?

    /// - Parameter area: empty for the whole city.
    package init(role: String, area: String, organisation: OrganisationID? = nil) throws {
        var fields: AccountFields = AccountFields()
        let tidyArea: String? = fields.area(area)
        self.organisation = organisation.flatMap { fields.organisation($0) }
        try fields.check()
        self.role = role
        self.area = tidyArea ?? ""
    }
}
