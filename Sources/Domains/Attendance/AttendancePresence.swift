package import CityCore
package import CitySQL

/// Who is on duty, for those who must know.
package enum AttendancePresence {
    package static func onShift(_ accounts: [AccountID], in db: any SQLConnection) throws -> Set<AccountID> {
        if accounts.isEmpty { return [] }
        return Set(
            try db.rows("SELECT account_id FROM attendance_shift WHERE ended_at IS NULL")
                .map { try $0.get("account_id", as: AccountID.self) }
        ).intersection(accounts)
    }
}
