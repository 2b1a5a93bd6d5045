package import CityCore
import CityCrypto
package import CitySQL
import HTTPTypes

/// Makes a write happen once per `Idempotency-Key`: the answer is kept in the write's own transaction and given again
/// when the request comes again, as a phone sends it that lost the first answer.
package enum Idempotency {
    package static let migrations: [Migration] = [
        Migration(
            "http.0001.idempotency",
            both: [
                """
                CREATE TABLE http_idempotency (
                    account_id TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL,
                    status BIGINT NOT NULL, body TEXT NOT NULL, version BIGINT, location TEXT,
                    created_at BIGINT NOT NULL,
                    PRIMARY KEY (account_id, key)
                )
                """,
                "CREATE INDEX http_idempotency_age ON http_idempotency (created_at)",
            ]
        )
    ]

    /// Answers are kept this long; a request that is repeated later is a new one.
    package static let keptFor: TimeSpan = .days(7)

    package static func forget(before time: Timestamp, in db: any SQLConnection) throws {
        try db.run("DELETE FROM http_idempotency WHERE created_at < \(time)")
    }

    struct Attempt: Sendable {
        let account: AccountID
        let key: String
        let fingerprint: String

        init?(_ call: Call, method: HTTPRequest.Method, body: some Encodable) throws {
            guard let key = call.idempotencyKey else { return nil }
            guard (8...128).contains(key.utf8.count), key.utf8.allSatisfy({ (33...126).contains($0) }) else {
                throw CityError.invalid(
                    "Idempotency-Key",
                    "idempotency.malformed",
                    Wording(
                        "Idempotency-Key 须为 8–128 个可见 ASCII 字符",
                        "Idempotency-Key must be 8–128 visible ASCII characters"
                    )
                )
            }
            account = call.identity.account
            self.key = key
            // Of what was said, not of its bytes: a client may write the same fields in another order.
            let content: [UInt8] = Array(try Responses.encode(body))
            fingerprint = SHA256Digest(of: Array("\(method.rawValue) \(call.path)\n".utf8) + content).hex
        }
    }

    static func earlierAnswer(to attempt: Attempt, in db: any SQLConnection) throws -> StoredAnswer? {
        guard
            let row = try db.first(
                """
                SELECT fingerprint, status, body, version, location FROM http_idempotency
                WHERE account_id = \(attempt.account) AND key = \(attempt.key)
                """
            )
        else { return nil }
        guard try row.get("fingerprint") == attempt.fingerprint else {
            throw CityError(
                .conflict,
                "idempotency.reused",
                Wording(
                    "此 Idempotency-Key 已用于另一个请求",
                    "This Idempotency-Key was already used for a different request"
                )
            )
        }
        return StoredAnswer(
            status: try row.get("status"),
            body: try row.get("body"),
            version: try row.getIfPresent("version"),
            location: try row.getIfPresent("location"),
            isReplay: true
        )
    }

    static func keep(_ answer: StoredAnswer, of attempt: Attempt, at now: Timestamp, in db: any SQLConnection) throws {
        try db.send(
            """
            INSERT INTO http_idempotency
                (account_id, key, fingerprint, status, body, version, location, created_at)
            VALUES (\(attempt.account), \(attempt.key), \(attempt.fingerprint), \(answer.status), \(answer.body),
                \(answer.version), \(answer.location), \(now))
            """
        )
    }
}
