package import CityCore
import CityGeo
import CityRegistry
import CityWorkflow

package struct LotInputBody: Codable, Sendable, Hashable {
    package var code: String
    package var name: String
    /// The contract's number.
    package var contract: String?
    package var organisation: String
    package var areas: [String]
    package var firstDay: CivilDate
    package var lastDay: CivilDate
    package var terms: LotTerms

    package init(
        code: String,
        name: String,
        contract: String?,
        organisation: String,
        areas: [String],
        firstDay: CivilDate,
        lastDay: CivilDate,
        terms: LotTerms
    ) {
        self.code = code
        self.name = name
        self.contract = contract
        self.organisation = organisation
        self.areas = areas
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.terms = terms
    }
}

struct LotAreaBody: Codable, Sendable, Hashable {
    var code: String
    var name: String
}

struct LotBody: Codable, Sendable, Hashable {
    var id: String
    var code: String
    var name: String
    var contract: String
    var organisation: String
    var organisationName: Wording
    var areas: [LotAreaBody]
    /// Grids in use in its areas.
    var grids: Int
    var firstDay: CivilDate
    var lastDay: CivilDate
    var terms: LotTerms
    var version: Int
    /// What the caller may do: `change`, `draw`, `check`.
    var may: [String]
    /// What the month that was asked for comes to; none when the contract does not hold in it.
    var month: LotMonthBody?

    init(_ lot: Lot, _ directory: RegistryDirectory, for identity: Identity) {
        id = lot.id.text
        code = lot.code
        name = lot.name
        contract = lot.contract
        organisation = lot.organisation.text
        organisationName = directory.organisationName(lot.organisation) ?? Wording(organisation, organisation)
        areas = lot.areas.map { LotAreaBody(code: $0, name: directory.areaName(scope: $0)?.zh ?? $0) }
        grids = lot.areas.reduce(0) { $0 + directory.activeGrids(in: $1).count }
        firstDay = lot.firstDay
        lastDay = lot.lastDay
        terms = lot.terms
        version = lot.version
        let actions: [(String, Permission)] = [
            ("change", .collectionManage), ("draw", .collectionManage), ("check", .collectionCheck),
        ]
        may = actions.filter { identity.may($0.1, for: lot) }.map(\.0)
    }
}

extension RegistryDirectory {
    /// The name of a class, which may be of the edition in force when its key does not say.
    func className(of key: String, at now: Timestamp) -> Wording? {
        if let full = ClassKey(key) { return className(full) }
        guard let edition = classes.currentEdition(on: calendar.date(of: now)) else { return nil }
        return ClassKey("\(edition.code)/\(key)").map { className($0) }
    }
}

/// A month of a lot in a line.
struct LotMonthBody: Codable, Sendable, Hashable {
    var code: String
    var state: Statement.State
    var stateName: Wording
    var reports: Int
    var checked: Int
    var pendingChecks: Int
    var falseReports: Int
    var missed: Int
    /// Grids walked, of all grids on all days that count.
    var walked: Int
    var toWalk: Int
    var openObjections: Int
    var grossFen: Int
    var deductionFen: Int
    var payFen: Int

    init(_ view: StatementService.View, at now: Timestamp) {
        let counted: [PayItem] = view.items.filter { !$0.isExcluded }
        code = view.month.code
        state = view.state
        stateName = view.stateName(at: now)
        reports = counted.count { $0.line == .report }
        checked = counted.count { $0.line == .quality }
        pendingChecks = view.pendingChecks
        falseReports = counted.count { $0.line == .falseReport }
        missed = counted.count { $0.line == .missed }
        walked = counted.reduce(0) { $0 + ($1.line == .coverage ? $1.part : 0) }
        toWalk = counted.reduce(0) { $0 + ($1.line == .coverage ? $1.whole : 0) }
        openObjections = view.objections.count { $0.state == .raised }
        grossFen = view.basis.grossFen
        deductionFen = view.basis.deductionFen
        payFen = view.basis.payFen
    }
}

package struct DrawInputBody: Codable, Sendable, Hashable {
    package var from: CivilDate
    package var to: CivilDate
    /// As many as the contract wants, unless a number is given.
    package var count: Int?

    package init(from: CivilDate, to: CivilDate, count: Int? = nil) {
        self.from = from
        self.to = to
        self.count = count
    }
}

struct DrawBody: Codable, Sendable, Hashable {
    var id: String
    var from: CivilDate
    var to: CivilDate
    /// Those reports are drawn whose SHA-256 of `seed:id` comes first.
    var seed: String
    var population: Int
    var drawn: Int
    var byName: String
    var at: Timestamp

    init(_ draw: SampleDraw) {
        id = draw.id.text
        from = CivilDate(dayNumber: draw.days.lowerBound)
        to = CivilDate(dayNumber: draw.days.upperBound)
        seed = draw.seed
        population = draw.population
        drawn = draw.drawn
        byName = draw.byName
        at = draw.at
    }
}

/// A month's draws.
struct DrawsBody: Codable, Sendable, Hashable {
    var draws: [DrawBody]
}

package struct CheckVerdictBody: Codable, Sendable, Hashable {
    package var verdict: QualityCheck.Verdict
    package var note: String?

    package init(_ verdict: QualityCheck.Verdict, note: String? = nil) {
        self.verdict = verdict
        self.note = note
    }
}

struct CheckBody: Codable, Sendable, Hashable {
    var id: String
    var lot: String
    var month: String
    var caseID: String
    var caseNumber: String
    var reportedAt: Timestamp
    var reporterName: String
    var verdict: QualityCheck.Verdict
    var verdictName: Wording
    var note: String
    var byName: String?
    var at: Timestamp?
    var version: Int

    init(_ check: QualityCheck) {
        id = check.id.text
        lot = check.lot.text
        month = check.month.code
        caseID = check.report.id
        caseNumber = check.report.number
        reportedAt = check.reportedAt
        reporterName = check.reporterName
        verdict = check.verdict
        verdictName = check.verdict.title
        note = check.note
        byName = check.byName
        at = check.at
        version = check.version
    }
}

struct PatrolInputBody: Codable, Sendable, Hashable {
    /// Code of a unit grid.
    var grid: String
    var note: String?
}

struct FindingInputBody: Codable, Sendable, Hashable {
    var smallClass: String
    var lng: Double
    var lat: Double
    var description: String
    /// Ids of photos that were uploaded.
    var photos: [String]
}

struct WithdrawalBody: Codable, Sendable, Hashable {
    var reason: String
}

struct FindingBody: Codable, Sendable, Hashable {
    var id: String
    var smallClass: String
    var className: Wording?
    var lng: Double
    var lat: Double
    var description: String
    var photos: [String]
    var verdict: Finding.Verdict
    var verdictName: Wording
    /// The case that was there, or that was made of it.
    var caseID: String
    var caseNumber: String
    var reason: String
    var at: Timestamp
    var version: Int

    init(_ finding: Finding, _ directory: RegistryDirectory) {
        id = finding.id.text
        smallClass = finding.problem.smallClass
        className = directory.className(of: finding.problem.smallClass, at: finding.at)
        lng = finding.problem.place.lng
        lat = finding.problem.place.lat
        description = finding.problem.description
        photos = finding.problem.photos
        verdict = finding.verdict
        verdictName = finding.verdict.title
        caseID = finding.about.id
        caseNumber = finding.about.number
        reason = finding.reason
        at = finding.at
        version = finding.version
    }
}

struct PatrolBody: Codable, Sendable, Hashable {
    var id: String
    var lot: String
    var month: String
    var grid: String
    var note: String
    var byName: String
    var at: Timestamp
    var findings: [FindingBody]

    init(_ patrol: Patrol, _ findings: [Finding], _ directory: RegistryDirectory) {
        id = patrol.id.text
        lot = patrol.lot.text
        month = patrol.month.code
        grid = patrol.grid
        note = patrol.note
        byName = patrol.byName
        at = patrol.at
        self.findings = findings.map { FindingBody($0, directory) }
    }
}
