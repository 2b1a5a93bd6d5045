import CityCore
import CityHTTP
import CitySQL
import HTTPTypes

/// Signing in and out, and what everybody does with their own account.
struct SessionRoutes: Sendable {
    let database: any SQLDatabase
    let settings: AccessSettings
    let roles: RoleCatalogue
    let sessions: SessionService
    let passwords: PasswordService
    let secondFactors: SecondFactorService
    let clock: CityClock

    func register(in table: RouteTable) {
        registerSession(in: table)
        registerSecondFactor(in: table)
    }

    private func registerSession(in table: RouteTable) {
        table.act(
            .post,
            "sessions",
            access: .open,
            Wording("登录", "Sign in"),
            body: SignInBody.self,
            answer: SessionBody.self,
            use: signIn
        )
        table.get(
            "session",
            access: .signedIn,
            Wording("当前登录信息", "Who is signed in, and what they may do"),
            answer: SessionBody.self
        ) { call in
            try await Answer(body(report(of: call)))
        }
        table.act(
            .delete,
            "session",
            access: .signedIn,
            Wording("退出登录", "Sign out"),
            body: NoBody.self,
            answer: NoBody.self
        ) { call, _ in
            let origin: AuditOrigin = AuditOrigin(call)
            try await sessions.end(call.session, by: call.identity, from: origin, at: clock.now())
            return Answer(NoBody(), cookie: cookie(token: "", until: clock.now()))
        }
        table.act(
            .put,
            "session/password",
            access: .signedIn,
            Wording("修改自己的密码", "Change one's own password"),
            body: PasswordChangeBody.self,
            answer: SessionBody.self,
            use: changePassword
        )
    }

    private func registerSecondFactor(in table: RouteTable) {
        table.act(
            .post,
            "session/totp",
            access: .signedIn,
            Wording("绑定动态口令（密钥只显示一次）", "Enrol a second factor; its secret is shown once"),
            body: EnrolmentBody.self,
            answer: SecondFactorSecretBody.self,
            use: enrol
        )
        table.act(
            .post,
            "session/totp/confirm",
            access: .signedIn,
            Wording("以动态口令确认绑定", "Confirm the second factor with a code"),
            body: CodeBody.self,
            answer: NoBody.self
        ) { call, body in
            let now: Timestamp = clock.now()
            try await database.write { db in
                let account: AccountID = call.identity.account
                try sessions.requirePresentPassword(of: account, at: now, in: db)
                try secondFactors.confirm(body.code, of: account, from: AuditOrigin(call), at: now, in: db)
            }
            return Answer(NoBody())
        }
        table.act(
            .delete,
            "session/totp",
            access: .signedIn,
            Wording("解除动态口令", "Remove one's second factor, which takes a code"),
            body: CodeBody.self,
            answer: NoBody.self
        ) { call, body in
            let now: Timestamp = clock.now()
            try await requirePresentPassword(call, at: now)
            let account: AccountID = call.identity.account
            try await secondFactors.remove(body.code, of: account, from: AuditOrigin(call), at: now)
            return Answer(NoBody())
        }
    }

    private func signIn(_ call: Call, _ body: SignInBody) async throws -> Answer<SessionBody> {
        let opened: OpenedSession = try await sessions.signIn(
            login: body.login,
            password: body.password,
            code: body.code,
            from: AuditOrigin(call),
            at: clock.now()
        )
        return Answer(
            self.body(opened.report, token: opened.token),
            status: 201,
            location: RouteTable.prefix + "session",
            cookie: cookie(token: opened.token, until: opened.report.expiresAt)
        )
    }

    private func changePassword(_ call: Call, _ body: PasswordChangeBody) async throws -> Answer<SessionBody> {
        try await passwords.change(
            from: body.current,
            to: body.new,
            of: call.identity.account,
            session: call.session,
            from: AuditOrigin(call),
            at: clock.now()
        )
        return try await Answer(self.body(report(of: call)))
    }

    private func enrol(_ call: Call, _ body: EnrolmentBody) async throws -> Answer<SecondFactorSecretBody> {
        let now: Timestamp = clock.now()
        try await requirePresentPassword(call, at: now)
        let secret: SecondFactorSecret = try await secondFactors.enrol(
            call.identity.account,
            password: body.password,
            from: AuditOrigin(call),
            at: now
        )
        return Answer(SecondFactorSecretBody(secret: secret.secret, url: secret.url), status: 201)
    }

    private func requirePresentPassword(_ call: Call, at now: Timestamp) async throws {
        try await database.read { db in
            try sessions.requirePresentPassword(of: call.identity.account, at: now, in: db)
        }
    }

    private func report(of call: Call) async throws -> SessionReport {
        let now: Timestamp = clock.now()
        return try await database.read { db in try sessions.report(call.session, at: now, in: db) }
    }

    private func body(_ report: SessionReport, token: String? = nil) -> SessionBody {
        SessionBody(report, token: token, roles: roles, idleLimit: settings.idleLimit)
    }

    private func cookie(token: String, until end: Timestamp) -> String {
        SessionToken.cookie(
            token: token,
            secondsMax: Int((end - clock.now()).milliseconds / 1000),
            secure: settings.cookieSecure
        )
    }
}
