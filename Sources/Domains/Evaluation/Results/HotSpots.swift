import CityCore
import CityRegistry
import CitySQL

/// 高发与反复: the same class in the same grid more than once within a period.
struct HotSpots: Sendable {
    static let spotsMax: Int = 100

    struct Spot: Sendable {
        var grid: String
        var smallClass: String
        var count: Int
    }

    let basis: Basis
    let spots: [Spot]

    init(_ basis: Basis, in db: any SQLConnection) throws {
        self.basis = basis
        spots = try db.rows(
            """
            SELECT grid, small_class, COUNT(*) AS n FROM evaluation_fact
            WHERE kind = \(FactKind.filing.rawValue) AND (marks & \(FactMarks.again.rawValue)) = 0
            AND day BETWEEN \(basis.days.lowerBound) AND \(basis.days.upperBound)
            AND \(FactQuery.held(at: basis.edition?.revision)) AND grid IS NOT NULL AND small_class IS NOT NULL
            GROUP BY grid, small_class ORDER BY 3 DESC, grid, small_class
            """
        ).map { row in
            Spot(grid: try row.get("grid"), smallClass: try row.get("small_class"), count: try row.get("n"))
        }
    }

    func body(_ directory: RegistryDirectory, where sees: (String) -> Bool) -> HotSpotsBody {
        let seen: [Spot] = spots.filter { sees($0.grid) }
        let filed: Int = seen.reduce(0) { $0 + $1.count }
        let recurring: Int = seen.reduce(0) { $0 + $1.count - 1 }
        return HotSpotsBody(
            basis: BasisBody(basis),
            filed: filed,
            recurring: recurring,
            recurrenceRate: filed == 0 ? nil : (Double(recurring) / Double(filed) * 100).rounded2,
            spots: seen.prefix(Self.spotsMax).filter { $0.count > 1 }.map { spot in
                HotSpotBody(
                    grid: spot.grid,
                    areaName: directory.grid(spot.grid).map { directory.areaPathName($0.area) }
                        ?? Wording(spot.grid, spot.grid),
                    smallClass: spot.smallClass,
                    className: ClassKey(spot.smallClass).map(directory.className)
                        ?? Wording(spot.smallClass, spot.smallClass),
                    count: spot.count
                )
            }
        )
    }
}
