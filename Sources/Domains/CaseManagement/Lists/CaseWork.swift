package import CityCore
package import CitySQL

/// What one person did in a period.
package enum CaseWork {
    private static let inspections: [CaseAction] = [.confirmTrue, .confirmFalse, .checkPass, .checkFail]

    /// How many cases they reported, and how many they verified or checked.
    package static func counts(
        of account: AccountID,
        from start: Timestamp,
        to end: Timestamp,
        in db: any SQLConnection
    ) throws -> (reported: Int, inspected: Int) {
        var reported: Int = 0
        var inspected: Int = 0
        try db.each(
            """
            SELECT action, COUNT(*) AS n FROM case_history
            WHERE actor = \(account) AND at >= \(start) AND at < \(end) GROUP BY action
            """
        ) { row in
            let action: String = try row.get("action")
            let count: Int = try row.get("n")
            if action == "report" { reported += count }
            if inspections.contains(where: { $0.rawValue == action }) { inspected += count }
        }
        return (reported, inspected)
    }
}
