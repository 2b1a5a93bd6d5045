package import CityCore
import CityHTTP
import CitySQL

package enum PeriodTag {}
package typealias PeriodID = EntityID<PeriodTag>

/// How far a period has come on its way to being published.
package enum PeriodState: String, Sendable, Codable, CaseIterable, SQLEncodable, SQLDecodable {
    /// 公示: provisional figures, objections are taken.
    case objections
    /// 冻结: every objection is decided, the figures stand.
    case frozen
    /// 发布
    case published

    package var title: Wording {
        switch self {
        case .objections: Wording("公示（可申诉）", "Open to objections")
        case .frozen: Wording("已冻结", "Frozen")
        case .published: Wording("已发布", "Published")
        }
    }
}

/// A period whose figures were taken down.
package struct Period: Sendable, Hashable {
    package var id: PeriodID
    package var span: Span
    package var state: PeriodState
    package var version: Int
    package var objectionsUntil: Timestamp?
    /// The edition that holds; earlier ones are kept.
    package var edition: Int
}

/// One set of figures of a period, by which rules and up to which change of the facts.
package struct Edition: Sendable, Hashable {
    package var number: Int
    package var revision: Int
    package var rules: Int
    package var reason: String
    package var byName: String
    package var at: Timestamp
}

/// Every statement on `evaluation_period`, `evaluation_edition` and `evaluation_result`.
enum PeriodStore {
    static let thing: Wording = Wording("评价周期", "period")

    private static let columns: SQLQuery = "id, code, state, version, objections_until, edition"

    static func find(code: String, in db: any SQLConnection) throws -> Period? {
        try db.first("SELECT \(columns) FROM evaluation_period WHERE code = \(code)").map(period)
    }

    static func find(_ id: PeriodID, in db: any SQLConnection) throws -> Period? {
        try db.first("SELECT \(columns) FROM evaluation_period WHERE id = \(id)").map(period)
    }

    /// Newest first.
    static func page(_ page: PageRequest, in db: any SQLConnection) throws -> Page<Period> {
        var condition: SQLQuery = .empty
        if let after = page.after {
            let key: [String] = try after.key(of: "evaluation.periods", count: 2)
            guard let day = Int(key[0]) else { throw Cursor.invalid }
            condition = " WHERE last_day < \(day) OR (last_day = \(day) AND code < \(key[1]))"
        }
        let periods: [Period] = try db.rows(
            """
            SELECT \(columns) FROM evaluation_period\(condition)
            ORDER BY last_day DESC, code DESC LIMIT \(page.limit + 1)
            """
        ).map(period)
        return Page(overfetched: periods, limit: page.limit) { last in
            Cursor(list: "evaluation.periods", key: ["\(last.span.last.dayNumber)", last.span.code])
        }
    }

    private static func period(_ row: SQLRow) throws -> Period {
        Period(
            id: try row.get("id"),
            span: try Span(try row.get("code")),
            state: try row.get("state"),
            version: try row.get("version"),
            objectionsUntil: try row.getIfPresent("objections_until"),
            edition: try row.get("edition")
        )
    }

    static func insert(_ period: Period, in db: any SQLConnection) throws {
        let days: ClosedRange<Int> = period.span.days
        try db.run(
            """
            INSERT INTO evaluation_period (id, code, first_day, last_day, state, version, objections_until, edition)
            VALUES (\(period.id), \(period.span.code), \(days.lowerBound), \(days.upperBound), \(period.state),
                \(period.version), \(period.objectionsUntil), \(period.edition))
            """
        )
    }

    static func update(_ period: Period, from version: Int, in db: any SQLConnection) throws {
        let changed: Int = try db.run(
            """
            UPDATE evaluation_period SET state = \(period.state), version = \(period.version),
                edition = \(period.edition)
            WHERE id = \(period.id) AND version = \(version)
            """
        )
        guard changed == 1 else { throw CityError.stale(thing, current: period.version) }
    }

    /// The days of all periods whose figures were taken down: what counted in them is kept for ever.
    static func closedDays(in db: any SQLConnection) throws -> [ClosedRange<Int>] {
        try db.rows("SELECT first_day, last_day FROM evaluation_period").map { row in
            try row.get("first_day", as: Int.self)...(try row.get("last_day", as: Int.self))
        }
    }

    static func add(
        _ edition: Edition,
        of period: PeriodID,
        _ results: [JudgedKind: [String: Tally]],
        by identity: Identity,
        in db: any SQLConnection
    ) throws {
        try db.run(
            """
            INSERT INTO evaluation_edition
                (period_id, edition, revision, definition, reason, by_account, by_name, at)
            VALUES (\(period), \(edition.number), \(edition.revision), \(edition.rules), \(edition.reason),
                \(identity.account), \(identity.name), \(edition.at))
            """
        )
        for (dimension, tallies) in results {
            for (subject, tally) in tallies {
                try db.send(
                    """
                    INSERT INTO evaluation_result (period_id, edition, dimension, subject, tally)
                    VALUES (\(period), \(edition.number), \(dimension.rawValue), \(subject), \(tally.text))
                    """
                )
            }
        }
    }

    /// Oldest first.
    static func editions(of period: PeriodID, in db: any SQLConnection) throws -> [Edition] {
        try editions(of: [period], in: db)[period] ?? []
    }

    static func editions(of periods: [PeriodID], in db: any SQLConnection) throws -> [PeriodID: [Edition]] {
        var editions: [PeriodID: [Edition]] = [:]
        try db.each(
            """
            SELECT period_id, edition, revision, definition, reason, by_name, at FROM evaluation_edition
            WHERE period_id IN \(list: periods) ORDER BY period_id, edition
            """
        ) { row in
            editions[try row.get("period_id"), default: []].append(
                Edition(
                    number: try row.get("edition"),
                    revision: try row.get("revision"),
                    rules: try row.get("definition"),
                    reason: try row.get("reason"),
                    byName: try row.get("by_name"),
                    at: try row.get("at")
                )
            )
        }
        return editions
    }

    static func results(
        of period: PeriodID,
        edition: Int,
        _ dimension: JudgedKind,
        subject: String? = nil,
        in db: any SQLConnection
    ) throws -> [String: Tally] {
        let narrowed: SQLQuery = subject.map { " AND subject = \($0)" } ?? .empty
        var tallies: [String: Tally] = [:]
        try db.each(
            """
            SELECT subject, tally FROM evaluation_result
            WHERE period_id = \(period) AND edition = \(edition) AND dimension = \(dimension.rawValue)\(narrowed)
            """
        ) { row in tallies[try row.get("subject")] = try Tally(text: try row.get("tally")) }
        return tallies
    }
}
