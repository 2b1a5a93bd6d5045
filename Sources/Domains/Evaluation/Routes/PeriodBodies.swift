import CityCore

struct EditionBody: Codable, Sendable, Hashable {
    var number: Int
    var rules: Int
    var reason: Wording
    var byName: String
    var at: Timestamp

    init(_ edition: Edition) {
        number = edition.number
        rules = edition.rules
        reason = ProgramReason.wording(of: edition.reason)
        byName = edition.byName
        at = edition.at
    }
}

struct PeriodBody: Codable, Sendable, Hashable {
    var id: String
    var code: String
    var kind: Span.Kind
    var firstDay: CivilDate
    var lastDay: CivilDate
    var state: PeriodState
    var stateName: Wording
    var version: Int
    var objectionsUntil: Timestamp?
    var edition: Int
    var editions: [EditionBody]
    /// Objections that nobody has decided yet.
    var undecided: Int

    init(_ period: Period, editions: [Edition], undecided: Int) {
        id = period.id.text
        code = period.span.code
        kind = period.span.kind
        firstDay = period.span.first
        lastDay = period.span.last
        state = period.state
        stateName = period.state.title
        version = period.version
        objectionsUntil = period.objectionsUntil
        edition = period.edition
        self.editions = editions.map(EditionBody.init)
        self.undecided = undecided
    }
}

struct NewPeriodBody: Codable, Sendable, Hashable {
    /// `2026-10`, `2026-Q3`, `2026`, …
    var period: String
    var objectionsUntil: Timestamp?
}

struct CorrectionBody: Codable, Sendable, Hashable {
    var reason: String
}

struct NewObjectionBody: Codable, Sendable, Hashable {
    /// Number or id of the case.
    var `case`: String
    var reason: String
}

struct VerdictInputBody: Codable, Sendable, Hashable {
    var upheld: Bool
    var opinion: String
}

struct VerdictBody: Codable, Sendable, Hashable {
    var name: String
    var opinion: String
    var at: Timestamp

    init(_ verdict: Objection.Verdict) {
        name = verdict.name
        opinion = verdict.opinion
        at = verdict.at
    }
}

struct ObjectionBody: Codable, Sendable, Hashable {
    var id: String
    var caseID: String
    var caseNumber: String
    var organisation: String?
    var organisationName: Wording?
    var reason: String
    var state: Objection.State
    var stateName: Wording
    var version: Int
    var raised: VerdictBody
    var review: VerdictBody?
    var decision: VerdictBody?

    init(_ objection: Objection, organisationName: Wording?) {
        id = objection.id.text
        caseID = objection.caseID
        caseNumber = objection.caseNumber
        organisation = objection.organisation?.text
        self.organisationName = organisationName
        reason = objection.reason
        state = objection.state
        stateName = objection.state.title
        version = objection.version
        raised = VerdictBody(objection.raised)
        review = objection.review.map(VerdictBody.init)
        decision = objection.decision.map(VerdictBody.init)
    }
}
