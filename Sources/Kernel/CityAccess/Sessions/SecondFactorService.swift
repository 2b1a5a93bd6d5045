package import CityCore
import CityCrypto
package import CitySQL

/// A second factor's secret, shown once so that an authenticator app can take it.
package struct SecondFactorSecret: Sendable, Hashable {
    /// Base32, for typing.
    package var secret: String
    /// `otpauth://…`, for scanning.
    package var url: String
}

/// Enrolling, confirming and removing one's own second factor.
package struct SecondFactorService: Sendable {
    let database: any SQLDatabase
    let settings: AccessSettings
    let audit: AuditLog
    let failures: FailureCount
    let proof: PasswordProof

    /// Makes a secret. It is asked for at sign-in only once a code has confirmed that the app has it.
    package func enrol(
        _ account: AccountID,
        password: String,
        from origin: AuditOrigin,
        at now: Timestamp
    ) async throws -> SecondFactorSecret {
        let credentials: Credentials = try await proof.prove(
            password,
            field: "password",
            of: account,
            from: origin,
            at: now
        )
        if credentials.secondFactor != nil { throw alreadyEnrolled }
        let secret: [UInt8] = try SecureRandom.bytes(20)
        try await database.write { db in
            guard try CredentialStore.find(account, in: db)?.secondFactor == nil else { throw alreadyEnrolled }
            try CredentialStore.setPendingSecondFactor(secret, of: account, in: db)
        }
        let url: String = OneTimePassword(secret: secret).enrolmentURL(
            issuer: PercentEncoding.encode(settings.issuer),
            login: PercentEncoding.encode(credentials.login)
        )
        return SecondFactorSecret(secret: Base32.encode(secret), url: url)
    }

    /// Confirms the pending secret with a code; from now on signing in takes one.
    package func confirm(
        _ code: String,
        of account: AccountID,
        from origin: AuditOrigin,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        guard let credentials = try CredentialStore.find(account, in: db) else { throw CityError.notFound(.account) }
        guard let secret = credentials.pendingSecondFactor else {
            throw CityError(
                .conflict,
                "second_factor.not_pending",
                Wording("没有待确认的动态口令，请重新绑定", "There is no second factor to confirm; enrol one first")
            )
        }
        guard let step = OneTimePassword(secret: secret).step(of: code, at: now) else { throw Self.wrongCode }
        try CredentialStore.setSecondFactor(secret, lastStep: step, of: account, at: now, in: db)
        try note("second_factor.enrolled", credentials, from: origin, at: now, in: db)
    }

    /// Takes the second factor away, which takes a code. Wrong ones count as when signing in.
    package func remove(
        _ code: String,
        of account: AccountID,
        from origin: AuditOrigin,
        at now: Timestamp
    ) async throws {
        let isRight: Bool = try await database.write { db in
            guard let credentials = try CredentialStore.find(account, in: db), credentials.secondFactor != nil else {
                throw CityError.notFound(Wording("动态口令", "second factor"))
            }
            guard !credentials.isLocked(at: now), credentials.newStep(of: code, at: now) != nil else {
                let reason: String = credentials.isLocked(at: now) ? "locked" : "code"
                let action: String = "second_factor.refused"
                try failures.count(credentials, action: action, reason: reason, from: origin, at: now, in: db)
                return false
            }
            try CredentialStore.setSecondFactor(nil, lastStep: 0, of: account, at: now, in: db)
            try note("second_factor.removed", credentials, from: origin, at: now, in: db)
            return true
        }
        if !isRight { throw Self.wrongCode }
    }

    private func note(
        _ action: String,
        _ credentials: Credentials,
        from origin: AuditOrigin,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        let entry: AuditEntry = AuditEntry(
            action,
            on: AuditObject("account", credentials.account),
            area: credentials.area,
            by: credentials.identity,
            from: origin,
            at: now
        )
        try audit.append(entry, in: db)
    }

    private var alreadyEnrolled: CityError {
        CityError(
            .conflict,
            "second_factor.enrolled",
            Wording("已绑定动态口令，请先解除", "A second factor is enrolled already; remove it first")
        )
    }

    private static let wrongCode: CityError = .invalid(
        "code",
        "second_factor.wrong",
        Wording("动态口令不正确或已用过，请等待下一个", "This code is wrong or was used already; wait for the next one")
    )
}

extension Credentials {
    /// The step of a code that is right and was not used before.
    func newStep(of code: String, at now: Timestamp) -> Int64? {
        guard let secondFactor, let step = OneTimePassword(secret: secondFactor).step(of: code, at: now) else {
            return nil
        }
        return step > lastStep ? step : nil
    }
}

enum PercentEncoding {
    /// Everything but RFC 3986's unreserved characters as `%XX`.
    static func encode(_ text: String) -> String {
        var encoded: String = ""
        for byte in text.utf8 {
            let scalar: Unicode.Scalar = Unicode.Scalar(byte)
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~": encoded.unicodeScalars.append(scalar)
            default: encoded += "%" + Hex.encode([byte]).uppercased()
            }
        }
        return encoded
    }
}
