import CityCore
import CityCrypto
import CitySQL

/// Makes somebody who is signed in show that they know their password. Wrong ones count as when signing in, so that
/// a session left open cannot be used to find the password out.
struct PasswordProof: Sendable {
    let database: any SQLDatabase
    let desk: HashingDesk
    let failures: FailureCount

    /// The account's credentials as they were when the password was right.
    func prove(
        _ password: String,
        field: String,
        of account: AccountID,
        from origin: AuditOrigin,
        at now: Timestamp
    ) async throws -> Credentials {
        let found: Credentials? = try await database.read { db in try CredentialStore.find(account, in: db) }
        guard let credentials = found, let hash = credentials.passwordHash else { throw CityError.notFound(.account) }
        let isRight: Bool = try await desk.perform { try hash.matches(password) }
        let failures: FailureCount = failures
        let isProven: Bool = try await database.write { db in
            guard let current = try CredentialStore.find(account, in: db) else { return false }
            if isRight, !current.isLocked(at: now), current.passwordHash == hash { return true }
            let reason: String = current.isLocked(at: now) ? "locked" : "password"
            try failures.count(current, action: "password.refused", reason: reason, from: origin, at: now, in: db)
            return false
        }
        guard isProven else { throw wrongPassword(field) }
        return credentials
    }

    private func wrongPassword(_ field: String) -> CityError {
        let minutes: Int64 = failures.settings.lockFor.milliseconds / 60_000
        return CityError.invalid(
            field,
            "password.wrong",
            Wording(
                "当前密码不正确；连续错误 \(failures.settings.failuresMax) 次将锁定 \(minutes) 分钟",
                """
                This is not your present password; \(failures.settings.failuresMax) failures in a row lock the account \
                for \(minutes) minutes
                """
            )
        )
    }
}
