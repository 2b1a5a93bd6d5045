import CityCore
import CityRegistry
import CityWorkflow

struct SignatureBody: Codable, Sendable, Hashable {
    var name: String
    var at: Timestamp

    init(_ signature: Statement.Signature) {
        name = signature.name
        at = signature.at
    }
}

struct PayLineBody: Codable, Sendable, Hashable {
    var line: PayLine
    var name: Wording
    var quantity: Int
    var whole: Int?
    var unitFen: Int
    var amountFen: Int?
    /// What the contract asks for, where it is a rate.
    var targetPercent: Int?
    /// How many items there are to look at.
    var items: Int

    init(_ line: PayBasis.Line, _ terms: LotTerms, items: Int) {
        self.line = line.line
        name = line.line.title
        quantity = line.quantity
        whole = line.whole
        unitFen = line.unitFen
        amountFen = line.amountFen
        switch line.line {
        case .coverage: targetPercent = terms.coverageTargetPercent
        case .quality: targetPercent = terms.qualityTargetPercent
        default: targetPercent = nil
        }
        self.items = items
    }
}

/// What a month of a lot comes to. `id` is there once it was taken down.
struct StatementBody: Codable, Sendable, Hashable {
    var id: String?
    var lot: LotBody
    var month: String
    var state: Statement.State
    var stateName: Wording
    var version: Int?
    /// The terms that it goes by: those of the lot, until it is issued.
    var terms: LotTerms
    var lines: [PayLineBody]
    var grossFen: Int
    var deductionFen: Int
    var payFen: Int
    /// Reports that were drawn and not judged.
    var pendingChecks: Int
    var digest: String?
    var objectionsUntil: Timestamp?
    var issued: SignatureBody?
    var approved: SignatureBody?
    var objections: [CollectionObjectionBody]
    /// What the caller may do now: `issue`, `object`, `decide`, `approve`.
    var may: [String]

    init(_ view: StatementService.View, _ directory: RegistryDirectory, for identity: Identity, at now: Timestamp) {
        let statement: Statement? = view.statement
        let terms: LotTerms = statement?.terms ?? view.lot.terms
        id = statement?.id.text
        lot = LotBody(view.lot, directory, for: identity)
        month = view.month.code
        state = view.state
        stateName = view.stateName(at: now)
        version = statement?.version
        self.terms = terms
        lines = view.basis.lines.map { line in
            PayLineBody(line, terms, items: view.items.count { $0.line == line.line })
        }
        grossFen = view.basis.grossFen
        deductionFen = view.basis.deductionFen
        payFen = view.basis.payFen
        pendingChecks = view.pendingChecks
        digest = statement?.digest
        objectionsUntil = statement?.objectionsUntil
        issued = (statement?.issued).map(SignatureBody.init)
        approved = (statement?.approved).map(SignatureBody.init)
        objections = view.objections.map(CollectionObjectionBody.init)
        may = Self.actions(view, identity, directory.calendar.date(of: now), now)
    }

    private static func actions(
        _ view: StatementService.View,
        _ identity: Identity,
        _ today: CivilDate,
        _ now: Timestamp
    ) -> [String] {
        let lot: Lot = view.lot
        guard let statement = view.statement else {
            let isOver: Bool = (lot.days(in: view.month)?.upperBound ?? .max) < today.dayNumber
            return isOver && view.pendingChecks == 0 && identity.may(.collectionManage, for: lot) ? ["issue"] : []
        }
        guard statement.state == .issued else { return [] }
        var actions: [String] = []
        let isOpen: Bool = now <= statement.objectionsUntil
        let undecided: Bool = view.objections.contains { $0.state == .raised }
        let decides: Bool = identity.may(.collectionDecide, for: lot) && statement.issued.by != identity.account
        if isOpen, identity.may(.collectionObject, for: lot) { actions.append("object") }
        if undecided, decides { actions.append("decide") }
        if !isOpen, !undecided, decides { actions.append("approve") }
        return actions
    }
}

struct PayItemBody: Codable, Sendable, Hashable {
    var line: PayLine
    var ref: String
    var label: String
    var day: CivilDate
    var part: Int
    var whole: Int
    /// An objection to it was upheld: it does not count.
    var isExcluded: Bool
    var objection: CollectionObjectionBody?

    init(_ item: PayItem, _ objection: CollectionObjection?) {
        line = item.line
        ref = item.ref
        label = item.label
        day = CivilDate(dayNumber: item.day)
        part = item.part
        whole = item.whole
        isExcluded = item.isExcluded
        self.objection = objection.map(CollectionObjectionBody.init)
    }
}

struct CoverageDayBody: Codable, Sendable, Hashable {
    var day: CivilDate
    var grids: Int
    var walked: Int
    /// Whether the contract counts this day.
    var counts: Bool
}

struct GridVisitsBody: Codable, Sendable, Hashable {
    var grid: String
    /// On how many of the days that count somebody walked it.
    var days: Int
}

/// Which grids were walked in a month: each day, and each grid, those first that nobody walked.
struct LotCoverageBody: Codable, Sendable, Hashable {
    var days: [CoverageDayBody]
    var grids: [GridVisitsBody]
}

struct IssueBody: Codable, Sendable, Hashable {
    var objectionsUntil: Timestamp
}

package struct CollectionObjectionInputBody: Codable, Sendable, Hashable {
    package var line: PayLine
    package var ref: String
    package var reason: String

    package init(line: PayLine, ref: String, reason: String) {
        self.line = line
        self.ref = ref
        self.reason = reason
    }
}

package struct CollectionDecisionBody: Codable, Sendable, Hashable {
    package var upheld: Bool
    package var opinion: String

    package init(upheld: Bool, opinion: String) {
        self.upheld = upheld
        self.opinion = opinion
    }
}

struct CollectionObjectionBody: Codable, Sendable, Hashable {
    var id: String
    var line: PayLine
    var lineName: Wording
    var ref: String
    var label: String
    var reason: String
    var state: CollectionObjection.State
    var stateName: Wording
    var version: Int
    var raised: SignatureBody
    var decision: String?
    var decided: SignatureBody?

    init(_ objection: CollectionObjection) {
        id = objection.id.text
        line = objection.line
        lineName = objection.line.title
        ref = objection.ref
        label = objection.label
        reason = objection.reason
        state = objection.state
        stateName = objection.state.title
        version = objection.version
        raised = SignatureBody(objection.raised)
        decision = objection.decision
        decided = objection.decided.map(SignatureBody.init)
    }
}
