import CityContracts
package import CityCore
import CityHTTP
import CityRegistry
package import CitySQL

/// Takes the figures of a period down, and keeps every edition of them.
package struct PeriodService: Sendable {
    let evaluation: EvaluationService
    let ids: IDSource

    package init(evaluation: EvaluationService, ids: IDSource) {
        self.evaluation = evaluation
        self.ids = ids
    }

    /// Takes the provisional figures down and lets departments object to them.
    package func open(
        _ span: Span,
        objectionsUntil: Timestamp?,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Period {
        try identity.demandCityWide(.evaluationReview)
        guard span.last < evaluation.today(now) else { throw PeriodTrouble.notOver(span) }
        if let until = objectionsUntil, until <= now { throw PeriodTrouble.objectionsUntil }
        if try PeriodStore.find(code: span.code, in: db) != nil { throw PeriodTrouble.openedBefore(span) }
        let period: Period = Period(
            id: ids.next(at: now),
            span: span,
            state: .objections,
            version: 1,
            objectionsUntil: objectionsUntil,
            edition: 1
        )
        // Computed before the period is there, or it would be read from itself.
        let basis: Basis = try evaluation.basis(span, at: now, in: db)
        let taken: Taken = try take(basis, in: db)
        try PeriodStore.insert(period, in: db)
        try keep(taken, of: period, reason: ProgramReason.opened.rawValue, identity, now, in: db)
        return period
    }

    /// Ends the objections: all are decided, and the figures with what was upheld stand.
    package func freeze(
        _ id: PeriodID,
        expecting version: Int,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Period {
        try identity.demandCityWide(.evaluationReview)
        let period: Period = try find(id, version, .objections, in: db)
        let undecided: Int = try ObjectionStore.undecided(of: [id], in: db)[id] ?? 0
        guard undecided == 0 else { throw PeriodTrouble.undecided(undecided) }
        return try newEdition(period, to: .frozen, reason: ProgramReason.frozen.rawValue, identity, now, in: db)
    }

    package func publish(
        _ id: PeriodID,
        expecting version: Int,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Period {
        try identity.demandCityWide(.evaluationDecide)
        var period: Period = try find(id, version, .frozen, in: db)
        period.state = .published
        period.version += 1
        try PeriodStore.update(period, from: version, in: db)
        return period
    }

    /// Facts have changed since: the figures are taken down anew, as a new edition with its reason. The old one stays.
    package func correct(
        _ id: PeriodID,
        reason: String,
        expecting version: Int,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Period {
        try identity.demandCityWide(.evaluationDecide)
        let period: Period = try find(id, version, .published, in: db)
        let reason: String = reason.trimmed()
        guard (4...500).contains(reason.count) else { throw PeriodTrouble.reason }
        return try newEdition(period, to: .published, reason: reason, identity, now, in: db)
    }

    private func newEdition(
        _ earlier: Period,
        to state: PeriodState,
        reason: String,
        _ identity: Identity,
        _ now: Timestamp,
        in db: any SQLConnection
    ) throws -> Period {
        var period: Period = earlier
        period.state = state
        period.version += 1
        period.edition += 1
        try PeriodStore.update(period, from: earlier.version, in: db)
        // By the rules that the period had from the beginning.
        let held: Basis = try evaluation.basis(earlier.span, edition: earlier.edition, at: now, in: db)
        let live: Basis = Basis(span: held.span, days: held.days, rules: held.rules, definition: held.definition)
        try keep(try take(live, in: db), of: period, reason: reason, identity, now, in: db)
        return period
    }

    /// Figures as they were taken down, with the number of the last change of the facts that they count.
    private struct Taken {
        var rules: Int
        var revision: Int
        var results: [JudgedKind: [String: Tally]]
    }

    /// Takes the number first: whoever changes facts meanwhile waits for it.
    private func take(_ basis: Basis, in db: any SQLConnection) throws -> Taken {
        let revision: Int = try EvaluationState.nextRevision(in: db)
        var results: [JudgedKind: [String: Tally]] = [:]
        for dimension in JudgedKind.allCases { results[dimension] = try evaluation.tallies(basis, dimension, in: db) }
        return Taken(rules: basis.rules, revision: revision, results: results)
    }

    private func keep(
        _ taken: Taken,
        of period: Period,
        reason: String,
        _ identity: Identity,
        _ now: Timestamp,
        in db: any SQLConnection
    ) throws {
        let edition: Edition = Edition(
            number: period.edition,
            revision: taken.revision,
            rules: taken.rules,
            reason: reason,
            byName: identity.name,
            at: now
        )
        try PeriodStore.add(edition, of: period.id, taken.results, by: identity, in: db)
    }

    private func find(
        _ id: PeriodID,
        _ version: Int,
        _ state: PeriodState,
        in db: any SQLConnection
    ) throws -> Period {
        guard let period = try PeriodStore.find(id, in: db) else { throw CityError.notFound(PeriodStore.thing) }
        guard period.version == version else { throw CityError.stale(PeriodStore.thing, current: period.version) }
        guard period.state == state else { throw PeriodTrouble.state(period.state) }
        return period
    }
}

enum PeriodTrouble {
    static func notOver(_ span: Span) -> CityError {
        .invalid(
            "period",
            "period.not_over",
            Wording(
                "\(span.code) 到 \(span.last) 才结束，之后才能公示",
                "\(span.code) goes on until \(span.last); it can be opened to objections after that"
            )
        )
    }

    static func openedBefore(_ span: Span) -> CityError {
        CityError(
            .conflict,
            "period.opened_before",
            Wording("\(span.code) 已经公示过", "\(span.code) was opened before")
        )
    }

    static let objectionsUntil: CityError = .invalid(
        "objectionsUntil",
        "period.objections_until",
        Wording("申诉截止时间须在将来", "The end of the objections must lie in the future")
    )

    static func undecided(_ count: Int) -> CityError {
        CityError(
            .conflict,
            "period.undecided",
            Wording("还有 \(count) 件申诉未决定，不能冻结", "\(count) objections are not decided yet; decide them first")
        )
    }

    static func state(_ state: PeriodState) -> CityError {
        CityError(
            .conflict,
            "period.state",
            Wording("周期状态为“\(state.title.zh)”，不能这样操作", "The period is “\(state.title.en)”; this cannot be done now")
        )
    }

    static let reason: CityError = .invalid(
        "reason",
        "period.reason",
        Wording("请说明更正理由（4–500 字）", "Say why it is corrected, in 4 to 500 characters")
    )
}
