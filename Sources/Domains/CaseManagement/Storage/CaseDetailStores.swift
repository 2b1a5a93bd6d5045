package import CityCore
import CitySQL
import CityWorkflow

/// Every statement on `case_clock`.
enum CaseClockStore {
    static func load(_ id: CaseID, in db: any SQLConnection) throws -> ClockSet {
        ClockSet(
            try db.rows("SELECT \(columns) FROM case_clock WHERE case_id = \(id) ORDER BY position").map(clock)
        )
    }

    /// Of many cases at once, without the clocks that have stopped.
    static func open(of ids: [CaseID], in db: any SQLConnection) throws -> [CaseID: ClockSet] {
        if ids.isEmpty { return [:] }
        var clocks: [CaseID: [StageClock]] = [:]
        try db.each(
            """
            SELECT case_id, \(columns) FROM case_clock
            WHERE case_id IN \(list: ids) AND stopped_at IS NULL ORDER BY case_id, position
            """
        ) { row in
            clocks[try row.get("case_id"), default: []].append(try clock(row))
        }
        return clocks.mapValues(ClockSet.init)
    }

    private static let columns: SQLQuery = """
        kind, limit_amount, limit_unit, started_at, extra_limits, running_since, paused_at, stopped_at,
        used_before_pause_ms, deadline
        """

    /// Writes the clocks that differ from what was loaded.
    static func save(_ id: CaseID, _ clocks: ClockSet, over earlier: ClockSet, in db: any SQLConnection) throws {
        for (position, clock) in clocks.clocks.enumerated() {
            if position < earlier.clocks.count, earlier.clocks[position] == clock { continue }
            try db.send(
                """
                INSERT INTO case_clock (case_id, position, kind, limit_amount, limit_unit, started_at, extra_limits,
                    running_since, paused_at, stopped_at, used_before_pause_ms, deadline)
                VALUES (\(id), \(position), \(clock.kind), \(clock.limit.amount), \(clock.limit.unit.rawValue),
                    \(clock.startedAt), \(clock.extraLimits), \(clock.runningSince), \(clock.pausedAt),
                    \(clock.stoppedAt), \(clock.usedBeforePauseMS), \(clock.deadline))
                ON CONFLICT (case_id, position) DO UPDATE SET extra_limits = excluded.extra_limits,
                    running_since = excluded.running_since, paused_at = excluded.paused_at,
                    stopped_at = excluded.stopped_at, used_before_pause_ms = excluded.used_before_pause_ms,
                    deadline = excluded.deadline
                """
            )
        }
    }

    private static func clock(_ row: SQLRow) throws -> StageClock {
        let unit: String = try row.get("limit_unit")
        guard let known = LimitUnit(rawValue: unit) else { throw CityError.fault("limit unit \(unit)") }
        return StageClock(
            kind: try row.get("kind"),
            limit: try TimeLimit(try row.get("limit_amount"), known),
            startedAt: try row.get("started_at"),
            extraLimits: try row.get("extra_limits"),
            runningSince: try row.get("running_since"),
            pausedAt: try row.getIfPresent("paused_at"),
            stoppedAt: try row.getIfPresent("stopped_at"),
            usedBeforePauseMS: try row.get("used_before_pause_ms"),
            deadline: try row.getIfPresent("deadline")
        )
    }
}

/// A reporter as a case keeps them; merged cases bring theirs along.
package struct CaseReporter: Sendable, Hashable {
    package var position: Int
    package var reporter: Reporter
    package var source: CaseSource
    package var at: Timestamp
    package var fromCase: CaseID?
}

/// Every statement on `case_reporter`.
enum CaseReporterStore {
    static func add(
        _ reporter: Reporter,
        of id: CaseID,
        source: CaseSource,
        at now: Timestamp,
        fromCase: CaseID? = nil,
        in db: any SQLConnection
    ) throws {
        try db.send(
            """
            INSERT INTO case_reporter (case_id, position, name, phone, wants_reply, account, source, at, from_case)
            VALUES (\(id), (SELECT COUNT(*) FROM case_reporter WHERE case_id = \(id)), \(reporter.name),
                \(reporter.phone), \(reporter.wantsReply), \(reporter.account), \(source), \(now), \(fromCase))
            """
        )
    }

    static func list(_ id: CaseID, in db: any SQLConnection) throws -> [CaseReporter] {
        try db.rows(
            """
            SELECT position, name, phone, wants_reply, account, source, at, from_case
            FROM case_reporter WHERE case_id = \(id) ORDER BY position
            """
        ).map { row in
            CaseReporter(
                position: try row.get("position"),
                reporter: Reporter(
                    name: try row.getIfPresent("name"),
                    phone: try row.getIfPresent("phone"),
                    wantsReply: try row.get("wants_reply"),
                    account: try row.getIfPresent("account")
                ),
                source: try row.get("source"),
                at: try row.get("at"),
                fromCase: try row.getIfPresent("from_case")
            )
        }
    }
}

/// A photo of a case.
package struct CasePhoto: Sendable, Hashable {
    package var media: String
    package var kind: PhotoKind
    package var addedAt: Timestamp
    package var addedBy: AccountID
}

/// Every statement on `case_photo`.
enum CasePhotoStore {
    static func add(
        _ photos: [PhotoReference],
        to id: CaseID,
        by account: AccountID,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        for photo in photos {
            try db.send(
                """
                INSERT INTO case_photo (case_id, position, media, kind, added_at, added_by)
                VALUES (\(id), (SELECT COUNT(*) FROM case_photo WHERE case_id = \(id)), \(photo.media),
                    \(photo.kind.rawValue), \(now), \(account))
                """
            )
        }
    }

    static func list(_ id: CaseID, in db: any SQLConnection) throws -> [CasePhoto] {
        try db.rows(
            "SELECT media, kind, added_at, added_by FROM case_photo WHERE case_id = \(id) ORDER BY position"
        ).map { row in
            CasePhoto(
                media: try row.get("media"),
                kind: PhotoKind(rawValue: try row.get("kind")) ?? .near,
                addedAt: try row.get("added_at"),
                addedBy: try row.get("added_by")
            )
        }
    }
}
