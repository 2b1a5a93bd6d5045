package import CityCore
import CitySQL

/// The tag of staff members' ids.
package enum StaffTag {}
package typealias StaffID = EntityID<StaffTag>

/// Somebody who works for an organisation. The telephone number is personal data: see `PersonalData`.
package struct Staff: Sendable, Hashable {
    package enum State: String, Sendable, Codable, CaseIterable, SQLConvertible {
        case active
        /// 离职: keeps the name in old cases.
        case left

        package var title: Wording {
            switch self {
            case .active: Wording("在职", "active")
            case .left: Wording("离职", "left")
            }
        }
    }

    package let id: StaffID
    /// 工号, unique; never changes.
    package let number: String
    package let name: String
    package let organisation: OrganisationID
    package let post: Post
    package let phone: String?
    /// The account that this person signs in with; an account belongs to one person at most.
    package let account: AccountID?
    /// Where this person works, as a scope.
    package let area: String
    package let state: State
    package let version: Int

    package init(
        id: StaffID,
        number: String,
        name: String,
        organisation: OrganisationID,
        post: Post,
        phone: String? = nil,
        account: AccountID? = nil,
        area: String,
        state: State = .active,
        version: Int = 1
    ) throws {
        var checks: FieldChecks = FieldChecks()
        self.id = id
        self.number = checks.identifier(number, "number", 1...32)
        self.name = checks.text(name, "name", 1...40)
        self.organisation = organisation
        self.post = post
        self.phone = checks.phone(phone, "phone")
        self.account = checks.optionalText(account?.text, "accountID", lengthMax: 64).map { AccountID($0) }
        self.area = checks.areaScope(area, "area")
        self.state = state
        self.version = version
        try checks.finish()
    }

    static let thing: Wording = Wording("人员", "staff member")

    /// Whether the two say the same, whichever version they are.
    func hasSameContent(as other: Staff) -> Bool {
        number == other.number && name == other.name && organisation == other.organisation && post == other.post
            && phone == other.phone && account == other.account && area == other.area && state == other.state
    }
}

extension Staff {
    /// A row passed the checks when it was written.
    init(row: SQLRow) throws {
        id = try row.get("id")
        number = try row.get("number")
        name = try row.get("name")
        organisation = try row.get("organisation_id")
        post = try row.get("post")
        phone = try row.getIfPresent("phone")
        account = try row.getIfPresent("account_id")
        area = try row.get("area")
        state = try row.get("state")
        version = try row.get("version")
    }
}

/// How personal data is shown to those who need not know it whole.
package enum PersonalData {
    /// `138****8000`: the first three and last four characters; of a short number only the last two. The number of
    /// stars says nothing of the length.
    package static func masked(phone: String) -> String {
        guard phone.count >= 10 else { return "****" + phone.suffix(min(2, phone.count / 3)) }
        return phone.prefix(3) + "****" + phone.suffix(4)
    }
}
