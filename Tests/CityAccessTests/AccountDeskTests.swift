import CityAccess
import CityCore
import CityHTTP
import CitySQL
import CityTestSupport
import HTTPTypes
import Testing

@Suite(.everyEngine) struct AccountDeskTests {
    private let draft: AccountDraft

    init() throws {
        draft = try AccountDraft(login: "First.Admin", name: "首任管理员", area: "")
    }

    @Test func theFirstAdministratorGetsAPasswordToChange() async throws {
        let world: AccessWorld = try await AccessWorld()
        let grant: GrantDraft = try GrantDraft(role: Role.securityAdministrator, area: "")
        let (account, issued) = try await world.module.desk.create(draft, grants: [grant])
        let password: String = try #require(issued)
        let session: SessionBody = try await world.signIn("first.admin", password).decoded()
        #expect(account.login == "first.admin")
        #expect(account.hasPassword && account.mustChangePassword)
        #expect(account.grants.map(\.role) == [Role.securityAdministrator])
        #expect(session.passwordChangeRequired)
        #expect(
            try await world.actions() == ["account.created", "grant.added", "password.issued", "session.opened"]
        )
        #expect(try await world.dump("access_audit").contains("系统"))
    }

    @Test func aGivenPasswordHoldsToTheRules() async throws {
        let world: AccessWorld = try await AccessWorld()
        let error: CityError? = await #expect(throws: CityError.self) {
            _ = try await world.module.desk.create(draft, password: "weak")
        }
        #expect(error?.reason == "password.short")
        let (account, issued) = try await world.module.desk.create(draft, password: AccessWorld.password)
        #expect(issued == nil)
        #expect(account.mustChangePassword)
    }

    @Test func theSameLoginTwiceIsRefusedInAnyCase() async throws {
        let world: AccessWorld = try await AccessWorld()
        _ = try await world.module.desk.create(draft)
        let again: AccountDraft = try AccountDraft(login: "FIRST.ADMIN", name: "他人", area: "")
        let error: CityError? = await #expect(throws: CityError.self) { _ = try await world.module.desk.create(again) }
        #expect(error?.reason == "account.login_taken")
        #expect(error?.fields.map(\.field) == ["login"])
    }

    @Test func theOperatorIssuesPasswordsAndUnlocks() async throws {
        let world: AccessWorld = try await AccessWorld()
        try await world.add("wang")
        let issued: String = try await world.module.desk.issuePassword(login: "WANG")
        #expect(try await world.signIn("wang").status == 401)
        #expect(try await world.signIn("wang", issued).status == 201)
        for _ in 1...5 { _ = try await world.signIn("wang", "Wrong-horse-1") }
        #expect(try await world.signIn("wang", issued).status == 401)
        try await world.module.desk.unlock(login: "wang")
        #expect(try await world.signIn("wang", issued).status == 201)
        let error: CityError? = await #expect(throws: CityError.self) {
            try await world.module.desk.unlock(login: "nobody")
        }
        #expect(error?.code == .notFound)
    }

    @Test func theOperatorListsEverybody() async throws {
        let world: AccessWorld = try await AccessWorld()
        for login in ["charlie", "anna", "bob"] { try await world.add(login, area: AccessWorld.yunxi) }
        let page: Page<Account> = try await world.module.desk.list()
        #expect(page.items.map(\.login) == ["anna", "bob", "charlie"])
        #expect(page.next == nil)
        let filtered: Page<Account> = try await world.module.desk.list(AccountFilter(text: "o"))
        #expect(filtered.items.map(\.login) == ["bob"])
    }
}
