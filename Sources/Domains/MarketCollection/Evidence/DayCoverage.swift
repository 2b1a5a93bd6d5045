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

    init(of lot: Lot, day: Int, positions: [Coordinate], in directory: RegistryDirectory) {
        var counts: [String: Int] = [:]
        for place in positions {
            if let code = directory.gridCode(at: place), lot.covers(code) { counts[code, default: 0] += 1 }
        }
        self.day = day
        grids = lot.areas.reduce(0) { $0 + directory.activeGrids(in: $1).count }
        walked = counts.filter { $0.value >= Self.positionsMin }.keys.sorted()
    }
}

/// Keeps the coverage of each day while the ways of that day are still kept.
struct CoverageKeeper: Sendable {
    /// A phone without a network sends its way up to a day later.
    private static let daysUntilSettled: Int = 3
    /// Ways are forgotten after 90 days; what was not looked at by then is lost.
    private static let daysBack: Int = 62

    let registry: Registry
    let ports: CollectionPorts
    let database: any SQLDatabase
    let clock: CityClock

    /// Every day of every lot that is missing or may still change, in months that were not issued.
    func step() async throws {
        let lots: [Lot] = try await database.read { db in try LotStore.all(in: db) }
        let today: Int = registry.current.calendar.date(of: clock.now()).dayNumber
        for lot in lots {
            for day in max(lot.days.lowerBound, today - Self.daysBack)...max(lot.days.lowerBound, today)
            where lot.days.contains(day) { try await keep(day, of: lot, today: today) }
        }
    }

    private func keep(_ day: Int, of lot: Lot, today: Int) async throws {
        let coverage: DayCoverage? = try await database.read { db in
            let kept: DayCoverage? = try CoverageStore.of(lot.id, day...day, in: db).first
            if kept != nil, day <= today - Self.daysUntilSettled { return nil }
            let month: CollectionMonth = CollectionMonth(of: CivilDate(dayNumber: day))
            if try StatementStore.find(lot.id, month, in: db) != nil { return nil }
            let coverage: DayCoverage = try self.coverage(of: lot, day, in: db)
            return coverage == kept ? nil : coverage
        }
        guard let coverage else { return }
        try await database.write { db in try CoverageStore.save(coverage, of: lot.id, in: db) }
    }

    func coverage(of lot: Lot, _ day: Int, in db: any SQLConnection) throws -> DayCoverage {
        let directory: RegistryDirectory = registry.current
        let date: CivilDate = CivilDate(dayNumber: day)
        let positions: [Coordinate] = try ports.positions(
            lot.organisation,
            directory.calendar.startOfDay(date),
            directory.calendar.startOfDay(date.adding(days: 1)),
            db
        )
        return DayCoverage(of: lot, day: day, positions: positions, in: directory)
    }
}

/// Every statement on `collection_coverage`.
package enum CoverageStore {
    package static func save(_ coverage: DayCoverage, of lot: LotID, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO collection_coverage (lot_id, day, grids, walked, codes)
            VALUES (\(lot), \(coverage.day), \(coverage.grids), \(coverage.walked.count), \(SQLJSON(coverage.walked)))
            ON CONFLICT (lot_id, day) DO UPDATE SET grids = excluded.grids, walked = excluded.walked,
                codes = excluded.codes
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
