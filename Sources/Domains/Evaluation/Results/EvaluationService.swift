package import CityCore
package import CityRegistry
package import CitySQL
import CityWorkflow

/// Where a set of figures comes from: the facts as they are now, or an edition of a closed period.
package struct Basis: Sendable {
    package var span: Span
    /// The days that were judged: a period that goes on ends today.
    package var days: ClosedRange<Int>
    package var rules: Int
    package var definition: Definition
    package var period: Period?
    package var edition: Edition?
}

/// A subject with its figures, and its place among the others.
package struct Standing: Sendable {
    package var subject: String
    package var name: Wording
    /// It is no longer in use: a department that was closed or merged keeps what it did.
    package var isClosed: Bool
    package var computed: Computed
    package var rank: Int?
    package var previousScore: Double?
    package var previousRank: Int?
}

/// Computes what the rules say of whom, and takes every number apart again.
package struct EvaluationService: Sendable {
    package let registry: Registry
    package let definitions: DefinitionStore
    package let ports: EvaluationPorts

    package init(registry: Registry, definitions: DefinitionStore, ports: EvaluationPorts) {
        self.registry = registry
        self.definitions = definitions
        self.ports = ports
    }

    func today(_ now: Timestamp) -> CivilDate { registry.current.calendar.date(of: now) }

    /// - Parameter edition: of a closed period; nil is the one that holds.
    package func basis(
        _ span: Span,
        edition wanted: Int? = nil,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Basis {
        let days: ClosedRange<Int> = try span.through(today(now))
        if let period = try PeriodStore.find(code: span.code, in: db) {
            let number: Int = wanted ?? period.edition
            let edition: Edition? = try PeriodStore.editions(of: period.id, in: db).first { $0.number == number }
            guard let edition else { throw CityError.notFound(PeriodStore.thing) }
            return Basis(
                span: span,
                days: days,
                rules: edition.rules,
                definition: try definitions.definition(edition.rules, in: db),
                period: period,
                edition: edition
            )
        }
        if wanted != nil { throw CityError.notFound(PeriodStore.thing) }
        let (number, definition) = try definitions.inForce(on: span.first, in: db)
        return Basis(span: span, days: days, rules: number, definition: definition)
    }

    /// Nil for a period from before there were any rules.
    private func basisIfAny(_ span: Span, at now: Timestamp, in db: any SQLConnection) throws -> Basis? {
        do {
            return try basis(span, at: now, in: db)
        } catch let error as CityError where error.code == .notFound {
            return nil
        }
    }

    func tallies(
        _ basis: Basis,
        _ dimension: JudgedKind,
        subject: String? = nil,
        in db: any SQLConnection
    ) throws -> [String: Tally] {
        if let period = basis.period, let edition = basis.edition {
            return try PeriodStore.results(
                of: period.id,
                edition: edition.number,
                dimension,
                subject: subject,
                in: db
            )
        }
        return try TallyReader(dimension: dimension, subject: subject).read(basis.days, in: db)
    }

    /// Everybody of a kind, the best first; those without a score come last, by name. Who sees only some of them sees the
    /// ranks that they have among all.
    package func standings(
        _ basis: Basis,
        _ dimension: JudgedKind,
        where includes: (String) -> Bool = { _ in true },
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> [Standing] {
        let all: [String: Computed] = try scores(basis, dimension, in: db)
        let computed: [String: Computed] = all.filter { includes($0.key) }
        let earlier: Basis? = try basisIfAny(basis.span.previous, at: now, in: db)
        let before: [String: Computed] = try earlier.map { try scores($0, dimension, in: db) } ?? [:]
        let names: [String: (name: Wording, isClosed: Bool)] =
            try self.names(Array(computed.keys), of: dimension, in: db)
        let ranks: [String: Int] = Self.ranks(all)
        let earlierRanks: [String: Int] = Self.ranks(before)
        let standings: [Standing] = computed.map { subject, values in
            Standing(
                subject: subject,
                name: names[subject]?.name ?? Wording(subject, subject),
                isClosed: names[subject]?.isClosed ?? false,
                computed: values,
                rank: ranks[subject],
                previousScore: before[subject]?.score,
                previousRank: earlierRanks[subject]
            )
        }
        return standings.sorted { left, right in
            (left.rank ?? .max, left.name.zh, left.subject) < (right.rank ?? .max, right.name.zh, right.subject)
        }
    }

    package func scores(
        _ basis: Basis,
        _ dimension: JudgedKind,
        in db: any SQLConnection
    ) throws -> [String: Computed] {
        try tallies(basis, dimension, in: db).mapValues { basis.definition.compute($0, as: dimension) }
    }

    /// Equal scores, to a hundredth, share a rank.
    private static func ranks(_ computed: [String: Computed]) -> [String: Int] {
        let scored: [(subject: String, score: Int)] = computed.compactMap { subject, values in
            values.score.map { (subject, Int(($0 * 100).rounded())) }
        }.sorted { $0.score > $1.score }
        var ranks: [String: Int] = [:]
        for (position, one) in scored.enumerated() {
            let isEqual: Bool = position > 0 && scored[position - 1].score == one.score
            ranks[one.subject] = isEqual ? ranks[scored[position - 1].subject] : position + 1
        }
        return ranks
    }

    /// One subject's values.
    package func computed(
        _ basis: Basis,
        _ dimension: JudgedKind,
        _ subject: String,
        in db: any SQLConnection
    ) throws -> Computed {
        let tally: Tally = try tallies(basis, dimension, subject: subject, in: db)[subject] ?? Tally()
        return basis.definition.compute(tally, as: dimension)
    }

    /// The same subject in this period and those before it, oldest first, each by the rules that it had.
    package func trend(
        _ basis: Basis,
        _ dimension: JudgedKind,
        _ subject: String,
        count: Int,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> [(basis: Basis, computed: Computed)] {
        var trend: [(basis: Basis, computed: Computed)] = []
        var span: Span = basis.span
        for _ in 0..<count {
            guard let basis = try basisIfAny(span, at: now, in: db) else { break }
            trend.append((basis, try computed(basis, dimension, subject, in: db)))
            span = span.previous
        }
        return trend.reversed()
    }

    func names(
        _ subjects: [String],
        of dimension: JudgedKind,
        in db: any SQLConnection
    ) throws -> [String: (name: Wording, isClosed: Bool)] {
        let directory: RegistryDirectory = registry.current
        var names: [String: (name: Wording, isClosed: Bool)] = [:]
        let accounts: [AccountID: String] =
            dimension.isPost ? try ports.accountNames(subjects.map { AccountID($0) }, db) : [:]
        for subject in subjects {
            switch dimension {
            case .city: names[subject] = (JudgedKind.city.title, false)
            case .county, .street, .community: names[subject] = (directory.areaPathName(subject), false)
            case .grid: names[subject] = (Wording(subject, subject), false)
            case .responsibilityGrid:
                let grid = directory.responsibilityGrid(ResponsibilityGridID(subject))
                names[subject] = (grid.map { Wording($0.name, $0.name) } ?? Wording(subject, subject), grid == nil)
            case .smallClass: names[subject] = (ClassKey(subject).map(directory.className) ?? Wording("", ""), false)
            case .department, .contractor:
                let organisation = directory.organisations.find(OrganisationID(subject))
                names[subject] = (
                    organisation?.title ?? Wording(subject, subject), organisation?.state != .active
                )
            case .collector, .acceptor, .dutyOfficer, .dispatcher:
                let name: String? = accounts[AccountID(subject)]
                names[subject] = (Wording(name ?? subject, name ?? subject), name == nil)
            }
        }
        return names
    }
}
