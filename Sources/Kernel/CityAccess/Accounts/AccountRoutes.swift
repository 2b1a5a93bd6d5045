import CityCore
import CityHTTP
import CitySQL
import HTTPTypes

/// Managing accounts, grants and issued passwords; and the rights matrix.
struct AccountRoutes: Sendable {
    let database: any SQLDatabase
    let settings: AccessSettings
    let accounts: AccessService
    let passwords: PasswordService
    let clock: CityClock

    func register(in table: RouteTable) {
        registerReads(in: table)
        registerChanges(in: table)
        registerGrants(in: table)
        registerHelp(in: table)
    }

    private func registerReads(in table: RouteTable) {
        table.list(
            "accounts",
            access: .permission(.accountRead),
            Wording("账号列表", "List accounts"),
            query: [
                QueryParameter("text", .text, Wording("登录名或姓名的一部分", "Part of the login or the name")),
                QueryParameter("role", .text, Wording("角色代码", "A role's code")),
                QueryParameter("area", .text, Wording("区划代码（含下级）", "An area's code, and all below it")),
                QueryParameter("state", .choice(AccountState.allCases.map(\.rawValue)), Wording("状态", "State")),
            ],
            item: AccountBody.self,
            use: list
        )
        table.get(
            "accounts/{id}",
            access: .permission(.accountRead),
            Wording("账号详情", "One account with its grants"),
            answer: AccountBody.self
        ) { call in
            let id: AccountID = try call.id()
            return answer(
                try await database.read { db in try accounts.account(id, seenBy: call.identity, in: db) },
                to: call
            )
        }
        table.get(
            "roles",
            access: .permission(.accountRead),
            Wording("权限矩阵：角色与权限", "The rights matrix: roles and their permissions"),
            answer: RolesBody.self
        ) { _ in
            Answer(RolesBody(accounts.roles))
        }
    }

    private func registerChanges(in table: RouteTable) {
        table.write(
            .post,
            "accounts",
            access: .permission(.accountWrite),
            Wording("新建账号（之后再发放一次性密码）", "Make an account; then issue it a password"),
            body: NewAccountBody.self,
            answer: AccountBody.self,
            use: create
        )
        table.write(
            .patch,
            "accounts/{id}",
            access: .permission(.accountWrite),
            Wording("修改、停用或启用账号", "Change, disable or enable an account"),
            body: AccountChangeBody.self,
            answer: AccountBody.self,
            use: change
        )
    }

    private func registerGrants(in table: RouteTable) {
        table.write(
            .post,
            "accounts/{id}/grants",
            access: .permission(.accountWrite),
            Wording("授予角色", "Give an account a role"),
            body: NewGrantBody.self,
            answer: AccountBody.self,
            use: grant
        )
        table.write(
            .delete,
            "accounts/{id}/grants/{grant}",
            access: .permission(.accountWrite),
            Wording("收回角色", "Take a role away"),
            body: NoBody.self,
            answer: AccountBody.self
        ) { call, _, db in
            let changed: Account = try accounts.revoke(
                try call.id("grant"),
                from: try call.id(),
                expecting: try call.expectedVersion(),
                by: call.identity,
                from: AuditOrigin(call),
                at: clock.now(),
                in: db
            )
            return answer(changed, to: call)
        }
    }

    private func registerHelp(in table: RouteTable) {
        table.act(
            .post,
            "accounts/{id}/password",
            access: .permission(.accountWrite),
            Wording("发放一次性密码（只显示一次）", "Issue a password to be used once; it is shown once"),
            body: PasswordIssueBody.self,
            answer: IssuedPasswordBody.self
        ) { call, body in
            let password: String = try await passwords.issue(
                to: try call.id(),
                removeSecondFactor: body.removeSecondFactor ?? false,
                by: call.identity,
                from: AuditOrigin(call),
                at: clock.now()
            )
            return Answer(IssuedPasswordBody(password: password))
        }
        table.write(
            .post,
            "accounts/{id}/unlock",
            access: .permission(.accountWrite),
            Wording("解除锁定", "End the lock after too many failures"),
            body: NoBody.self,
            answer: AccountBody.self
        ) { call, _, db in
            let origin: AuditOrigin = AuditOrigin(call)
            let account: Account = try accounts.unlock(
                try call.id(),
                by: call.identity,
                from: origin,
                at: clock.now(),
                in: db
            )
            return answer(account, to: call)
        }
    }

    private func list(_ call: Call, _ request: PageRequest) async throws -> Page<AccountBody> {
        let filter: AccountFilter = AccountFilter(
            text: call.text("text"),
            role: call.text("role"),
            area: call.text("area"),
            state: try call.choice("state", of: AccountState.self)
        )
        let page: Page<Account> = try await database.read { db in
            try accounts.list(filter, request, seenBy: call.identity, in: db)
        }
        let now: Timestamp = clock.now()
        return page.map { body($0, masked: true, at: now) }
    }

    private func create(_ call: Call, _ body: NewAccountBody, in db: any SQLConnection) throws -> Answer<AccountBody> {
        let draft: AccountDraft = try AccountDraft(
            login: body.login,
            name: body.name,
            phone: body.phone,
            organisation: body.organisation,
            area: body.area
        )
        let account: Account = try accounts.create(
            draft,
            grants: try (body.grants ?? []).map(draftGrant),
            by: call.identity,
            from: AuditOrigin(call),
            at: clock.now(),
            in: db
        )
        var created: Answer<AccountBody> = answer(account, to: call, status: 201)
        created.location = "\(RouteTable.prefix)accounts/\(account.id)"
        return created
    }

    private func change(
        _ call: Call,
        _ body: AccountChangeBody,
        in db: any SQLConnection
    ) throws -> Answer<AccountBody> {
        let change: AccountChange = try AccountChange(
            name: body.name,
            phone: body.phone,
            organisation: body.organisation,
            area: body.area,
            state: body.state
        )
        let account: Account = try accounts.update(
            try call.id(),
            expecting: try call.expectedVersion(),
            change,
            by: call.identity,
            from: AuditOrigin(call),
            at: clock.now(),
            in: db
        )
        return answer(account, to: call)
    }

    private func grant(_ call: Call, _ body: NewGrantBody, in db: any SQLConnection) throws -> Answer<AccountBody> {
        let account: Account = try accounts.grant(
            try draftGrant(body),
            to: try call.id(),
            expecting: try call.expectedVersion(),
            by: call.identity,
            from: AuditOrigin(call),
            at: clock.now(),
            in: db
        )
        return answer(account, to: call, status: 201)
    }

    private func draftGrant(_ body: NewGrantBody) throws -> GrantDraft {
        try GrantDraft(role: body.role, area: body.area, organisation: body.organisation)
    }

    private func answer(_ account: Account, to call: Call, status: Int = 200) -> Answer<AccountBody> {
        let manages: Bool = call.identity.may(
            .accountWrite,
            area: account.area,
            organisation: account.organisation
        )
        let body: AccountBody = body(account, masked: !manages, at: clock.now())
        return Answer(body, status: status, version: account.version)
    }

    private func body(_ account: Account, masked: Bool, at now: Timestamp) -> AccountBody {
        AccountBody(
            account,
            roles: accounts.roles,
            masked: masked,
            passwordLife: settings.passwordLife,
            at: now
        )
    }
}
