import CaseManagement
package import CityContracts
import CityCore
import CityRegistry
import CitySQL
package import CityServer
import CityWorkflow

/// Years of cases for measuring evaluation: each with every step of its history and every clock, by people in their
/// posts, as the workflow would have written them.
package struct BulkLives: Sendable {
    private static let batch: Int = 500

    private let city: City
    private let maker: LifeMaker

    package init(_ city: City) throws {
        self.city = city
        let directory: RegistryDirectory = city.registry.current
        let day: CivilDate = directory.calendar.date(of: city.clock.now())
        guard let edition = directory.classes.currentEdition(on: day)?.code else {
            throw CityError.fault("no class table is in force")
        }
        maker = LifeMaker(
            directory: directory,
            grids: directory.activeGrids(in: "420300"),
            classes: directory.classes.smalls(of: edition).filter { !$0.conditions.isEmpty },
            departments: directory.organisations.all.filter { $0.kind == .department }.map(\.id),
            ids: city.ids,
            settings: city.cases.service.settings
        )
    }

    /// Writes the cases of the days before now, spread evenly.
    package func write(_ count: Int, days: Int, progress: @Sendable (Int) -> Void) async throws {
        try await each(count, days: days, endingDaysAgo: 0, progress) { lives in
            try await city.database.write { db in _ = try CaseBulkWriter.write(lives, in: db) }
        }
    }

    /// Makes the cases of earlier days without writing them: only what they count for is wanted.
    package func traces(
        _ count: Int,
        days: Int,
        endingDaysAgo end: Int,
        progress: @Sendable (Int) -> Void,
        take: @Sendable ([CaseTrace]) async throws -> Void
    ) async throws {
        try await each(count, days: days, endingDaysAgo: end, progress) { lives in
            try await take(lives.map(CaseTraces.of))
        }
    }

    private func each(
        _ count: Int,
        days: Int,
        endingDaysAgo end: Int,
        _ progress: @Sendable (Int) -> Void,
        _ take: @Sendable ([BulkCase]) async throws -> Void
    ) async throws {
        let last: Timestamp = city.clock.now() - .days(end)
        let step: TimeSpan = TimeSpan(milliseconds: Int64(days) * 86_400_000 / Int64(max(1, count)))
        for first in stride(from: 0, to: count, by: Self.batch) {
            var random: DemoRandom = DemoRandom(seed: UInt64(first + end * 1_000_003) &+ 3)
            let lives: [BulkCase] = try (first..<min(first + Self.batch, count)).map { number in
                try maker.life(at: last - step * (count - number), until: last, &random)
            }
            try await take(lives)
            if first % 50_000 == 0 { progress(first) }
        }
    }
}

private struct LifeMaker: Sendable {
    let directory: RegistryDirectory
    let grids: [UnitGrid]
    let classes: [SmallClass]
    let departments: [OrganisationID]
    let ids: IDSource
    let settings: CaseSettings

    /// One case from its report to its closing, or as far as it has come by `end`.
    func life(at start: Timestamp, until end: Timestamp, _ random: inout DemoRandom) throws -> BulkCase {
        guard let grid = grids.randomElement(using: &random), let small = classes.randomElement(using: &random),
            let condition = small.conditions.first, let department = departments.randomElement(using: &random)
        else { throw CityError.fault("no grids, classes or departments") }
        let isPublic: Bool = random.chance(30)
        var bulk: BulkCase = BulkCase(
            id: ids.next(at: start),
            state: .reported,
            source: isPublic ? .hotline12319 : .collector,
            place: CasePlace(
                coordinate: try DemoParts.point(in: grid, &random),
                address: "\(DemoHistory.streets[0]) 1 号",
                area: grid.area,
                grid: grid.code,
                responsibilityGrid: directory.responsibilityGrid(of: grid.code, purpose: GridPurpose.collection)?.id
                    .text
            ),
            description: small.name.zh,
            registrar: AccountID("bench"),
            reporter: Reporter(name: nil, phone: nil, wantsReply: false, account: nil),
            on: directory.calendar.date(of: start),
            at: start
        )
        bulk.record.subject = CaseSubject(key: small.key, condition: condition.code)
        bulk.record.limit = condition.limit
        let collector: Int = (grids.firstIndex { $0.code == grid.code } ?? 0) % 500
        var walk: LifeWalk = LifeWalk(bulk, self, at: start, until: end, department, collector: collector)
        try walk.run(isPublic: isPublic, &random)
        return walk.bulk
    }
}

/// A case on its way through the workflow's table.
private struct LifeWalk {
    private(set) var bulk: BulkCase
    private let maker: LifeMaker
    private let department: OrganisationID
    private let collector: Int
    private let end: Timestamp
    private var now: Timestamp

    init(
        _ bulk: BulkCase,
        _ maker: LifeMaker,
        at start: Timestamp,
        until end: Timestamp,
        _ department: OrganisationID,
        collector: Int
    ) {
        self.bulk = bulk
        self.maker = maker
        self.department = department
        self.collector = collector
        self.end = end
        now = start
    }

    mutating func run(isPublic: Bool, _ random: inout DemoRandom) throws {
        bulk.append(
            HistoryEntry(
                "report",
                at: now,
                from: nil,
                to: .reported,
                by: person(isPublic ? .acceptor : .collector, &random),
                as: isPublic ? .acceptor : .collector
            )
        )
        try move([.start(.acceptance)])
        var steps: [(CaseAction, CaseRole, ClosedRange<Int>)] = [
            (.accept, .acceptor, 2...25), (.file, .dutyOfficer, 2...20), (.dispatch, .dispatcher, 2...20),
            (.take, .department, 5...60),
        ]
        for _ in 0..<(random.chance(6) ? 2 : 1) {
            let isLate: Bool = random.chance(12)
            steps += [
                (.finish, .department, isLate ? 2000...9000 : 30...240), (.requestCheck, .acceptor, 3...40),
                (.checkFail, .collector, 20...150), (.take, .department, 5...60),
            ]
        }
        steps.removeLast(2)
        steps += [(.checkPass, .collector, 20...150), (.close, .dutyOfficer, 3...40)]
        for (action, role, minutes) in steps {
            guard try act(action, role, after: Int.random(in: minutes, using: &random), &random) else { break }
        }
        bulk.settle(at: end, calendar: maker.directory.calendar, lamps: maker.settings.lamps)
    }

    private mutating func act(
        _ action: CaseAction,
        _ role: CaseRole,
        after minutes: Int,
        _ random: inout DemoRandom
    ) throws -> Bool {
        let then: Timestamp = now + .minutes(minutes)
        guard then < end, let row = CaseWorkflow.table.transition(action, from: bulk.record.state) else { return false }
        now = then
        let earlier: CaseState = bulk.record.state
        bulk.record.state = row.target(from: earlier, previous: nil) ?? earlier
        switch action {
        case .file: bulk.record.filedAt = now
        case .dispatch:
            bulk.record.dispatchedAt = now
            bulk.record.organisation = department
        case .finish: bulk.record.handledAt = now
        case .checkFail: bulk.record.reworkCount += 1
        case .close:
            bulk.record.closedAt = now
            bulk.record.closedOnTime = bulk.clocks.open(.total).map { !$0.isOverdue(at: now) }
        default: break
        }
        try move(row.clocks)
        let turn: CaseRole? = CaseWorkflow.turn(in: bulk.record.state)
        bulk.append(
            HistoryEntry(
                action.rawValue,
                at: now,
                from: earlier,
                to: bulk.record.state,
                by: person(role, &random),
                as: role,
                for: CaseTurn(
                    role: turn,
                    organisation: turn?.belongsToHandlingOrganisation == true ? department : nil,
                    account: turn == .collector ? AccountID("bench-collector-\(collector)") : nil
                )
            )
        )
        return true
    }

    private mutating func move(_ changes: [ClockChange]) throws {
        let limit: TimeLimit = bulk.record.limit ?? maker.settings.handlingFallback
        bulk.clocks = try bulk.clocks.applying(changes, at: now, calendar: maker.directory.calendar) { kind in
            maker.settings.limit(of: kind, handling: limit)
        }
    }

    private func person(_ role: CaseRole, _ random: inout DemoRandom) -> Identity {
        let number: Int = role == .collector ? collector : Int.random(in: 0..<30, using: &random)
        return Identity(
            account: AccountID("bench-\(role.rawValue)-\(number)"),
            name: "\(role.title.zh) \(number)",
            organisation: role == .department ? department : nil,
            grants: []
        )
    }
}
