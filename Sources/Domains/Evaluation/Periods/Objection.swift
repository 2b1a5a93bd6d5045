import CityContracts
package import CityCore
import CityHTTP
import CitySQL

package enum ObjectionTag {}
package typealias ObjectionID = EntityID<ObjectionTag>

/// A department's objection that a case should not count against it: reviewed by one person, decided by another.
package struct Objection: Sendable, Hashable {
    package enum State: String, Sendable, Codable, CaseIterable, SQLEncodable, SQLDecodable {
        case raised
        case reviewed
        case upheld
        case rejected

        package var title: Wording {
            switch self {
            case .raised: Wording("待初审", "Awaiting review")
            case .reviewed: Wording("待复审", "Awaiting decision")
            case .upheld: Wording("已支持", "Upheld")
            case .rejected: Wording("不支持", "Rejected")
            }
        }
    }

    /// What somebody said of it.
    package struct Verdict: Sendable, Hashable {
        package var by: AccountID
        package var name: String
        package var opinion: String
        package var at: Timestamp
    }

    package var id: ObjectionID
    package var period: PeriodID
    package var caseID: String
    package var caseNumber: String
    package var organisation: OrganisationID?
    package var reason: String
    package var state: State
    package var version: Int
    package var raised: Verdict
    package var review: Verdict?
    package var decision: Verdict?
}

/// What a reviewer or decider says of an objection.
package struct Judgement: Sendable, Hashable {
    package var upheld: Bool
    package var opinion: String

    package init(upheld: Bool, opinion: String) {
        self.upheld = upheld
        self.opinion = opinion
    }
}

/// Every statement on `evaluation_objection`.
enum ObjectionStore {
    static let thing: Wording = Wording("申诉", "objection")

    private static let columns: SQLQuery = """
        id, period_id, case_id, case_number, organisation, reason, state, version, by_account, by_name, at,
        reviewed_by, reviewed_name, review, reviewed_at, decided_by, decided_name, decision, decided_at
        """

    static func insert(_ objection: Objection, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO evaluation_objection (id, period_id, case_id, case_number, organisation, reason, state, version,
                by_account, by_name, at)
            VALUES (\(objection.id), \(objection.period), \(objection.caseID), \(objection.caseNumber),
                \(objection.organisation), \(objection.reason), \(objection.state), \(objection.version),
                \(objection.raised.by), \(objection.raised.name), \(objection.raised.at))
            """
        )
    }

    static func update(_ objection: Objection, from version: Int, in db: any SQLConnection) throws {
        let changed: Int = try db.run(
            """
            UPDATE evaluation_objection SET state = \(objection.state), version = \(objection.version),
                reviewed_by = \(objection.review?.by), reviewed_name = \(objection.review?.name),
                review = \(objection.review?.opinion), reviewed_at = \(objection.review?.at),
                decided_by = \(objection.decision?.by), decided_name = \(objection.decision?.name),
                decision = \(objection.decision?.opinion), decided_at = \(objection.decision?.at)
            WHERE id = \(objection.id) AND version = \(version)
            """
        )
        guard changed == 1 else { throw CityError.stale(thing, current: objection.version) }
    }

    static func find(_ id: ObjectionID, in db: any SQLConnection) throws -> Objection? {
        try db.first("SELECT \(columns) FROM evaluation_objection WHERE id = \(id)").map(objection)
    }

    static func hasOpen(_ caseID: String, of period: PeriodID, in db: any SQLConnection) throws -> Bool {
        try db.first(
            """
            SELECT 1 FROM evaluation_objection
            WHERE period_id = \(period) AND case_id = \(caseID) AND state IN ('raised', 'reviewed')
            """
        ) != nil
    }

    /// How many nobody has decided yet, of those periods that have any.
    static func undecided(of periods: [PeriodID], in db: any SQLConnection) throws -> [PeriodID: Int] {
        var counts: [PeriodID: Int] = [:]
        try db.each(
            """
            SELECT period_id, COUNT(*) AS n FROM evaluation_objection
            WHERE period_id IN \(list: periods) AND state IN ('raised', 'reviewed') GROUP BY period_id
            """
        ) { row in counts[try row.get("period_id")] = try row.get("n", as: Int.self) }
        return counts
    }

    /// Newest first. - Parameter organisations: only of these; nil is all.
    static func page(
        of period: PeriodID,
        organisations: [OrganisationID]?,
        _ page: PageRequest,
        in db: any SQLConnection
    ) throws -> Page<Objection> {
        var conditions: [SQLQuery] = ["period_id = \(period)"]
        if let organisations {
            conditions.append(organisations.isEmpty ? "1 = 0" : "organisation IN \(list: organisations)")
        }
        if let after = page.after {
            let (at, id): (Timestamp, EntityID<Any>) = try after.moment(of: "evaluation.objections")
            conditions.append("(at < \(at) OR (at = \(at) AND id < \(id.text)))")
        }
        let found: [Objection] = try db.rows(
            """
            SELECT \(columns) FROM evaluation_objection\(conditions.whereClause)
            ORDER BY at DESC, id DESC LIMIT \(page.limit + 1)
            """
        ).map(objection)
        return Page(overfetched: found, limit: page.limit) {
            Cursor(list: "evaluation.objections", $0.raised.at, $0.id)
        }
    }

    private static func objection(_ row: SQLRow) throws -> Objection {
        Objection(
            id: try row.get("id"),
            period: try row.get("period_id"),
            caseID: try row.get("case_id"),
            caseNumber: try row.get("case_number"),
            organisation: try row.getIfPresent("organisation"),
            reason: try row.get("reason"),
            state: try row.get("state"),
            version: try row.get("version"),
            raised: Objection.Verdict(
                by: try row.get("by_account"),
                name: try row.get("by_name"),
                opinion: try row.get("reason"),
                at: try row.get("at")
            ),
            review: try verdict(row, "reviewed_by", "reviewed_name", "review", "reviewed_at"),
            decision: try verdict(row, "decided_by", "decided_name", "decision", "decided_at")
        )
    }

    private static func verdict(
        _ row: SQLRow,
        _ account: String,
        _ name: String,
        _ opinion: String,
        _ moment: String
    ) throws -> Objection.Verdict? {
        guard let by: AccountID = try row.getIfPresent(account) else { return nil }
        return Objection.Verdict(
            by: by,
            name: try row.get(name),
            opinion: try row.get(opinion),
            at: try row.get(moment)
        )
    }
}

enum ObjectionTrouble {
    static let closed: CityError = CityError(
        .conflict,
        "objection.closed",
        Wording("此周期不在申诉期内", "This period does not take objections now")
    )
    static let twice: CityError = CityError(
        .conflict,
        "objection.twice",
        Wording("此案件已有未决定的申诉", "There is an undecided objection to this case already")
    )
    static let outside: CityError = .invalid(
        "case",
        "objection.outside",
        Wording("此案件在该周期内没有计入本部门", "This case counts nothing for the department in this period")
    )
    static let text: CityError = .invalid(
        "reason",
        "objection.reason",
        Wording("请说明理由（4–500 字）", "Give the reason, in 4 to 500 characters")
    )
    static let opinion: CityError = .invalid(
        "opinion",
        "objection.opinion",
        Wording("请填写意见（2–500 字）", "Give an opinion, in 2 to 500 characters")
    )
    static let samePerson: CityError = CityError(
        .forbidden,
        "objection.same_person",
        Wording("初审、复审须由不同的人，且不能是申诉人本人", "Review and decision take two people, neither of them who raised it")
    )
    static func state(_ state: Objection.State) -> CityError {
        CityError(
            .conflict,
            "objection.state",
            Wording("申诉状态为“\(state.title.zh)”，不能这样操作", "The objection is “\(state.title.en)”; this cannot be done now")
        )
    }
}
