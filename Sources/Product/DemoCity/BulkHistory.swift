import CaseManagement
import CityCore
import CityGeo
import CityRegistry
import CitySQL
package import CityServer
import CityWorkflow

/// Cases by the hundred thousand for measurements: spread over ten years and the whole demo city, nearly all of them
/// closed. They have the tables' full width and chained histories, but were not lived through the workflow.
package struct BulkHistory: Sendable {
    private static let batch: Int = 1000

    private let city: City

    package init(_ city: City) {
        self.city = city
    }

    package func write(_ count: Int, progress: @Sendable (Int) -> Void) async throws {
        let directory: RegistryDirectory = city.registry.current
        let now: Timestamp = city.clock.now()
        let day: CivilDate = directory.calendar.date(of: now)
        guard let edition = directory.classes.currentEdition(on: day)?.code else {
            throw CityError.fault("no class table is in force")
        }
        let maker: BulkMaker = BulkMaker(
            directory: directory,
            grids: directory.activeGrids(in: "420300"),
            classes: directory.classes.smalls(of: edition),
            ids: city.ids,
            settings: city.cases.service.settings,
            now: now
        )
        for first in stride(from: 0, to: count, by: Self.batch) {
            var random: DemoRandom = DemoRandom(seed: UInt64(first) &+ 7)
            let share: ClosedRange<Double> =
                Double(first) / Double(count)...Double(min(first + Self.batch, count)) / Double(count)
            let cases: [BulkCase] = try (0..<min(Self.batch, count - first)).map { _ in
                try maker.make(at: Double.random(in: share, using: &random), &random)
            }
            try await city.database.write { db in _ = try CaseBulkWriter.write(cases, in: db) }
            if first % 50_000 == 0 { progress(first) }
        }
    }
}

private struct BulkMaker: Sendable {
    let directory: RegistryDirectory
    let grids: [UnitGrid]
    let classes: [SmallClass]
    let ids: IDSource
    let settings: CaseSettings
    let now: Timestamp

    private static let spanMS: Int64 = 10 * 365 * 86_400_000

    /// - Parameter share: how much of the ten years has passed when it is reported: cases come in the order of time.
    func make(at share: Double, _ random: inout DemoRandom) throws -> BulkCase {
        guard let grid = grids.randomElement(using: &random), let small = classes.randomElement(using: &random),
            let condition = small.conditions.first
        else { throw CityError.fault("no grids or classes") }
        // Of the last year's cases one in five is still open: twenty thousand of a million.
        let isOpen: Bool = share > 0.9 && random.chance(20)
        let age: Int64 = Int64((1 - share) * Double(Self.spanMS))
        let reported: Timestamp = now - TimeSpan(milliseconds: age)
        let county: String = String(grid.code.prefix(6))
        var bulk: BulkCase = BulkCase(
            id: ids.next(at: reported),
            state: isOpen ? .handling : .closed,
            source: CaseSource.allCases.randomElement(using: &random) ?? .collector,
            place: CasePlace(
                coordinate: try DemoParts.point(in: grid, &random),
                address:
                    "\(DemoHistory.streets.randomElement(using: &random) ?? "") \(Int.random(in: 1...999, using: &random)) 号",
                area: grid.area,
                grid: grid.code
            ),
            description: "\(small.name.zh)：\(condition.filing.zh)",
            registrar: AccountID("bench"),
            reporter: Reporter(name: nil, phone: nil, wantsReply: false, account: nil),
            on: directory.calendar.date(of: reported),
            at: reported
        )
        bulk.record.subject = CaseSubject(key: small.key, condition: condition.code)
        bulk.record.limit = condition.limit
        bulk.record.filedAt = reported + .minutes(20)
        bulk.record.dispatchedAt = reported + .minutes(30)
        let suffix: String = DemoPeople.departments.randomElement(using: &random)?.suffix ?? "HW"
        bulk.record.organisation = directory.organisations.find(code: "\(county)\(suffix)")?.id
        bulk.append(HistoryEntry("report", at: reported, from: nil, to: .reported, by: .system))
        if isOpen { try leaveOpen(&bulk, condition.limit) } else { close(&bulk, &random) }
        return bulk
    }

    private func close(_ bulk: inout BulkCase, _ random: inout DemoRandom) {
        let closed: Timestamp = bulk.record.reportedAt + .minutes(Int.random(in: 60...4000, using: &random))
        bulk.record.handledAt = closed - .minutes(20)
        bulk.record.closedAt = closed
        bulk.record.closedOnTime = random.chance(85)
        bulk.append(HistoryEntry("close", at: closed, from: .pendingClosing, to: .closed, by: .system))
    }

    private func leaveOpen(_ bulk: inout BulkCase, _ limit: TimeLimit) throws {
        let start: Timestamp = bulk.record.reportedAt + .minutes(30)
        bulk.clocks = try ClockSet().applying(
            [.start(.handling), .start(.total)],
            at: start,
            calendar: directory.calendar
        ) { kind in settings.limit(of: kind, handling: limit) }
        bulk.settle(at: now, calendar: directory.calendar, lamps: settings.lamps)
    }
}
