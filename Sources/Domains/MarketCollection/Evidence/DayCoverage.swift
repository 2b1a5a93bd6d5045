import CityCore
import CityGeo
import CityRegistry
package import CitySQL
import CityWorkflow

/// 覆盖: which grids of a lot the contractor's people walked on a day, by the ways that they let the program record.
package struct DayCoverage: Sendable, Hashable {
    /// So many positions in a grid are a visit; fewer may be the edge of the next one.
    static let positionsMin: Int = 3

    var day: Int
    /// Grids of the lot.
    var grids: Int
    /// The codes of those that were walked.
    var walked: [String]

    package init(day: Int, grids: Int, walked: [String]) {
        self.day = day
        self.grids = grids
        self.walked = walked
    }

    /// - Parameter positions: how many there were in each grid
    init(of lot: Lot, day: Int, positions: [String: Int], in directory: RegistryDirectory) {
        self.day = day
        grids = lot.areas.reduce(0) { $0 + directory.activeGrids(in: $1).count }
        walked = positions.filter { lot.covers($0.key) && $0.value >= Self.positionsMin }.keys.sorted()
    }
}

/// Keeps the coverage of each day while the ways of that day are still kept.
struct CoverageKeeper: Sendable {
    /// A phone without a network sends its way up to a day later.
    private static let daysUntilSettled: Int = 3
    /// Ways are forgotten after 90 days; what was not looked at by then is not known, and counts for nobody.
    static let daysBack: Int = 62

    let registry: Registry
    let ports: CollectionPorts
    let database: any SQLDatabase
    let clock: CityClock

    /// Every day of every lot that is missing or may still change, in months that were not issued.
    func step() async throws {
        let today: Int = registry.current.calendar.date(of: clock.now()).dayNumber
        let lots: [Lot] = try await database.read { db in try LotStore.all(in: db) }
        for (organisation, lots) in Dictionary(grouping: lots, by: \.organisation) {
            let wanted: [Int: [Lot]] = try await database.read { db in
                var wanted: [Int: [Lot]] = [:]
                for lot in lots {
                    for day in try unsettled(lot, today, in: db) { wanted[day, default: []].append(lot) }
                }
                return wanted
            }
            for (day, lots) in wanted { try await keep(day, of: lots, by: organisation) }
        }
    }

    private func unsettled(_ lot: Lot, _ today: Int, in db: any SQLConnection) throws -> [Int] {
        let days: ClosedRange<Int> = today - Self.daysBack...today
        let settled: [Int] = try CoverageStore.of(lot.id, days, in: db).map(\.day).filter { day in
            day <= today - Self.daysUntilSettled
        }
        let issued: Set<String> = try StatementStore.months(of: lot.id, in: db)
        return Set(days).subtracting(settled).filter { day in
            lot.days.contains(day) && !issued.contains(CollectionMonth(of: CivilDate(dayNumber: day)).code)
        }
    }

    private func keep(_ day: Int, of lots: [Lot], by organisation: OrganisationID) async throws {
        let changed: [(Lot, DayCoverage)] = try await database.read { db in
            let positions: [String: Int] = try self.positions(of: organisation, on: day, in: db)
            return try lots.compactMap { lot in
                let found: DayCoverage = DayCoverage(of: lot, day: day, positions: positions, in: registry.current)
                return try CoverageStore.of(lot.id, day...day, in: db).first == found ? nil : (lot, found)
            }
        }
        if changed.isEmpty { return }
        try await database.write { db in
            for (lot, coverage) in changed { try CoverageStore.save(coverage, of: lot.id, in: db) }
        }
    }

    /// How many positions a contractor's people had in each grid.
    func positions(of organisation: OrganisationID, on day: Int, in db: any SQLConnection) throws -> [String: Int] {
        let directory: RegistryDirectory = registry.current
        let date: CivilDate = CivilDate(dayNumber: day)
        let (from, to) = (directory.calendar.startOfDay(date), directory.calendar.startOfDay(date.adding(days: 1)))
        var counts: [String: Int] = [:]
        for place in try ports.positions(organisation, from, to, db) {
            if let code = directory.gridCode(at: place) { counts[code, default: 0] += 1 }
        }
        return counts
    }
}

/// Every statement on `collection_coverage`.
package enum CoverageStore {
    package static func save(_ coverage: DayCoverage, of lot: LotID, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO collection_coverage (lot_id, day, grids, codes)
            VALUES (\(lot), \(coverage.day), \(coverage.grids), \(SQLJSON(coverage.walked)))
            ON CONFLICT (lot_id, day) DO UPDATE SET grids = excluded.grids, codes = excluded.codes
            """
        )
    }

    static func of(_ lot: LotID, _ days: ClosedRange<Int>, in db: any SQLConnection) throws -> [DayCoverage] {
        try db.rows(
            """
            SELECT day, grids, codes FROM collection_coverage
            WHERE lot_id = \(lot) AND day >= \(days.lowerBound) AND day <= \(days.upperBound) ORDER BY day
            """
        ).map { row in
            DayCoverage(
                day: try row.get("day"),
                grids: try row.get("grids"),
                walked: try row.get("codes", as: SQLJSON<[String]>.self).value
            )
        }
    }
}
