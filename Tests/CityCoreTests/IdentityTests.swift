import CityCore
import Testing

@Suite struct IdentityTests {
    private static let see: Permission = Permission("thing.see")
    private static let other: Permission = Permission("thing.other")
    private static let works: OrganisationID = OrganisationID("works")

    private static let identity: Identity = Identity(
        account: AccountID("a"),
        name: "甲",
        grants: [
            Grant(role: "r", permissions: [see], area: "420302"),
            Grant(role: "s", permissions: [see], area: "420303", organisation: works),
        ]
    )

    @Test(
        arguments: [
            ("420302001", nil, true), ("420303001", nil, false), ("420303001", "works", true),
            ("420303001", "else", false),
            ("4203", nil, false), ("420304", "works", false),
        ] as [(String, String?, Bool)]
    )
    func aGrantHoldsInItsAreaAndOrganisation(area: String, organisation: String?, expected: Bool) {
        let id: OrganisationID? = organisation.map { OrganisationID($0) }
        #expect(Self.identity.may(Self.see, area: area, organisation: id) == expected)
        #expect(!Self.identity.may(Self.other, area: area, organisation: id))
    }

    @Test func theSystemMayEverything() {
        #expect(Identity.system.may(Self.other, area: "1"))
        #expect(Identity.system.scopes(for: Self.other) == [AccessScope(area: "", organisation: nil)])
    }

    @Test(
        arguments: [
            ("zh-CN,zh;q=0.9", Language.zh), ("en-GB,en;q=0.8", .en), ("fr, en;q=0.2", .en), (nil, .zh), ("", .zh),
        ] as [(String?, Language)]
    )
    func theFirstKnownLanguageIsTaken(header: String?, expected: Language) {
        #expect(Language(acceptLanguage: header) == expected)
    }
}
