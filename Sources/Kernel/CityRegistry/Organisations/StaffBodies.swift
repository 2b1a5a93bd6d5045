package import CityCore

/// A staff member on the wire. The telephone number is whole only for those who may see it.
package struct StaffBody: Codable, Sendable, Hashable {
    package var id: StaffID
    package var number: String
    package var name: String
    package var organisation: OrganisationID
    package var organisationName: String?
    package var post: String
    package var postTitle: Wording
    /// `138****8000` unless the caller holds `staff.phone` where this person works, or is this person.
    package var phone: String?
    package var accountID: AccountID?
    package var area: String
    package var state: String
    package var version: Int

    init(_ staff: Staff, _ directory: OrganisationDirectory, for identity: Identity) {
        let isOwn: Bool = staff.account == identity.account
        let maySee: Bool = isOwn || identity.may(.staffPhone, area: staff.area, organisation: staff.organisation)
        id = staff.id
        number = staff.number
        name = staff.name
        organisation = staff.organisation
        organisationName = directory.find(staff.organisation)?.name
        post = staff.post.rawValue
        postTitle = staff.post.title
        phone = staff.phone.map { maySee ? $0 : PersonalData.masked(phone: $0) }
        accountID = staff.account
        area = staff.area
        state = staff.state.rawValue
        version = staff.version
    }
}

/// A new staff member. Without an area, where the organisation serves.
package struct StaffInputBody: Codable, Sendable, Hashable {
    package var number: String
    package var name: String
    package var organisation: String
    package var post: String
    package var phone: String?
    package var accountID: String?
    package var area: String?

    func staff(id: StaffID, areaOfOrganisation: String?) throws -> Staff {
        var checks: FieldChecks = FieldChecks()
        let known: Post? = checks.choice(post, "post")
        let made: Staff? = try checks.collect {
            try Staff(
                id: id,
                number: number,
                name: name,
                organisation: OrganisationID(organisation),
                post: known ?? .handler,
                phone: phone,
                account: accountID.flatMap { $0.isEmpty ? nil : AccountID($0) },
                area: area.flatMap { $0.isEmpty ? nil : $0 } ?? areaOfOrganisation ?? ""
            )
        }
        try checks.finish()
        guard let made else { throw CityError.fault("a staff member without problems was not made") }
        return made
    }
}

/// What changes of a staff member: what is absent stays, an empty text takes the value away.
package struct StaffChangeBody: Codable, Sendable, Hashable {
    package var name: String?
    package var organisation: String?
    package var post: String?
    package var phone: String?
    package var accountID: String?
    package var area: String?
    package var state: String?

    func changed(_ old: Staff) throws -> Staff {
        var checks: FieldChecks = FieldChecks()
        let newPost: Post? = post.flatMap { checks.choice($0, "post") }
        let newState: Staff.State? = state.flatMap { checks.choice($0, "state") }
        let newAccount: AccountID? = accountID.map { $0.isEmpty ? nil : AccountID($0) } ?? old.account
        let made: Staff? = try checks.collect {
            try Staff(
                id: old.id,
                number: old.number,
                name: name ?? old.name,
                organisation: organisation.map { OrganisationID($0) } ?? old.organisation,
                post: newPost ?? old.post,
                phone: phone ?? old.phone,
                account: newAccount,
                area: area ?? old.area,
                state: newState ?? old.state,
                version: old.version
            )
        }
        try checks.finish()
        guard let made else { throw CityError.fault("a staff member without problems was not made") }
        return made
    }
}
