import CPQ
import CityCore

/// What the server, or the way to it, said. Goes to the log as the cause of a `CityError`.
struct PostgresFailure: Error, CustomStringConvertible {
    /// Five characters, as in the server's documentation; `08006` also when the connection is gone.
    var state: String
    var message: String
    /// The connection cannot be used any more.
    var isLost: Bool

    init(state: String, message: String, isLost: Bool = false) {
        self.state = state
        self.message = message
        self.isLost = isLost
    }

    var description: String { "\(state) \(message)" }

    /// Running the whole transaction again may well succeed: another one was in the way, or a prepared statement no
    /// longer fits the schema.
    var isWorthAnotherTry: Bool {
        state == "40001" || state == "40P01" || isOfPreparedStatement
    }

    /// A prepared statement is gone, or answers otherwise since the schema changed.
    var isOfPreparedStatement: Bool {
        state == "26000" || state == "0A000" && message.contains("cached plan")
    }

    /// The server is stopping, starting, or no longer the one that takes writes: another connection may find better.
    var endsConnection: Bool {
        isLost || state == "57P01" || state == "57P02" || state == "57P03" || state == "25006"
            || state.hasPrefix("08")
    }
}

/// Turns the engine's errors into the city's, where they enter.
enum PostgresErrors {
    static func cityError(_ error: any Error, doing what: String) -> any Error {
        if error is CityError || error is CancellationError { return error }
        guard let failure = error as? PostgresFailure else { return CityError.fault(what, cause: error) }
        switch failure.state {
        case "53100", "58030":
            return full(failure, what)
        case "22021", "22P05":
            return CityError(
                .invalidArgument,
                "text.unstorable",
                Wording("文字中含有无法保存的字符", "The text holds a character that cannot be stored"),
                detail: what,
                cause: failure
            )
        case let state where state.hasPrefix("23"):
            return CityError(
                .conflict,
                state == "23503" ? "storage.reference" : "storage.duplicate",
                Wording("与已有数据冲突", "This conflicts with data that is already there"),
                detail: what,
                cause: failure
            )
        case let state where failure.endsConnection || isPassing(state):
            return unavailable(failure, what)
        default:
            return CityError.fault(what, cause: failure)
        }
    }

    /// Too many connections or a refused one, a lock or an answer that took too long, transactions in each other's way.
    private static func isPassing(_ state: String) -> Bool {
        state.hasPrefix("53") || state.hasPrefix("28") || state.hasPrefix("40")
            || ["3D000", "55P03", "57014", "25P03", "57P05"].contains(state)
    }

    private static func full(_ failure: PostgresFailure, _ what: String) -> CityError {
        CityError(
            .storageFull,
            "storage.full",
            Wording(
                "存储空间不足，没有保存任何内容，请联系系统管理员",
                "The storage is full; nothing was saved. Please tell the system administrator"
            ),
            detail: what,
            cause: failure
        )
    }

    private static func unavailable(_ failure: PostgresFailure, _ what: String) -> CityError {
        CityError(
            .unavailable,
            "storage.unavailable",
            Wording("数据库暂时不可用，请稍后再试", "The database is not available right now; please try again later"),
            detail: what,
            cause: failure,
            retryAfterSeconds: 2
        )
    }

    /// The connection broke while the server was told to commit: nobody here can say whether it did.
    static func unknownOutcome(_ failure: PostgresFailure) -> CityError {
        CityError(
            .unavailable,
            "storage.unknown",
            Wording(
                "与数据库的连接中断，不能确定是否已保存，请先查看再重试",
                "The connection to the database broke; it is not known whether this was saved. Look before you try again"
            ),
            detail: "commit",
            cause: failure,
            retryAfterSeconds: 2
        )
    }

    static let crowded: CityError = CityError(
        .unavailable,
        "storage.crowded",
        Wording("请求过多，请稍后再试", "Too many requests at once; please try again shortly"),
        retryAfterSeconds: 1
    )

    static let badURL: CityError = CityError.invalid(
        "database",
        "database.url",
        Wording(
            "数据库地址不正确，应如 postgres://用户@主机/库名",
            "The database's address is not right; it looks like postgres://user@host/name"
        )
    )

    /// - Parameter why: what is wrong with the database as the administrator made it, and what to do.
    static func unsuitable(_ why: Wording) -> CityError {
        CityError(.unavailable, "database.unsuitable", why)
    }
}
