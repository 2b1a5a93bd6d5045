import CityCore
import CitySQL
import GRDB

/// Turns the engine's errors into the city's, where they enter.
enum SQLiteErrors {
    static func cityError(_ error: any Error, doing what: String) -> any Error {
        if error is CityError || error is CancellationError { return error }
        guard let failure = error as? DatabaseError else { return CityError.fault(what, cause: error) }
        switch failure.resultCode {
        case .SQLITE_CONSTRAINT:
            return CityError(
                .conflict,
                failure.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY ? "storage.reference" : "storage.duplicate",
                Wording("与已有数据冲突", "This conflicts with data that is already there"),
                detail: what,
                cause: failure
            )
        case .SQLITE_FULL, .SQLITE_IOERR:
            return CityError(
                .storageFull,
                "storage.full",
                Wording(
                    "存储空间不足，没有保存任何内容，请联系系统管理员",
                    "The storage is full; nothing was saved. Please tell the system administrator"
                ),
                detail: what,
                cause: failure
            )
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_CANTOPEN:
            return CityError(
                .unavailable,
                "storage.unavailable",
                Wording("数据库暂时不可用，请稍后再试", "The database is not available right now; please try again later"),
                detail: what,
                cause: failure,
                retryAfterSeconds: 2
            )
        default:
            return CityError.fault(what, cause: failure)
        }
    }
}
