import CityCore
import CityGeo

/// Unit grids by where they are, to find the few that may overlap another; it can be changed while an import goes on.
struct GridNeighbours {
    /// About 500 m: a grid of 10,000 m² lies in one or two of them each way.
    private static let cellDegrees: Double = 0.005

    private struct Cell: Hashable {
        var column: Int
        var row: Int
    }

    private var grids: [String: UnitGrid] = [:]
    private var cells: [Cell: Set<String>] = [:]

    mutating func insert(_ grid: UnitGrid) {
        grids[grid.code] = grid
        for cell in Self.cells(of: grid) { cells[cell, default: []].insert(grid.code) }
    }

    mutating func remove(_ code: String) {
        guard let grid = grids.removeValue(forKey: code) else { return }
        for cell in Self.cells(of: grid) { cells[cell]?.remove(code) }
    }

    /// The other grids whose cells this one touches, in the order of their codes.
    func around(_ grid: UnitGrid) -> [UnitGrid] {
        var codes: Set<String> = []
        for cell in Self.cells(of: grid) { codes.formUnion(cells[cell] ?? []) }
        codes.remove(grid.code)
        return codes.sorted().compactMap { grids[$0] }
    }

    private static func cells(of grid: UnitGrid) -> [Cell] {
        guard let box = grid.shape.boundingBox else { return [] }
        var found: [Cell] = []
        for column in number(box.west)...number(box.east) {
            for row in number(box.south)...number(box.north) { found.append(Cell(column: column, row: row)) }
        }
        return found
    }

    private static func number(_ degrees: Double) -> Int { Int((degrees / cellDegrees).rounded(.down)) }
}

/// Decides which grids of a file can be taken together: none of them, and none of those that stay as they are, may
/// overlap another. Of two grids of the file the later one is refused. A refused change brings the grid's old shape
/// back, which may in turn refuse another.
struct GridSelection {
    private var neighbours: GridNeighbours = GridNeighbours()
    private let existing: [String: UnitGrid]
    private(set) var accepted: [String: UnitGrid] = [:]
    private(set) var refused: [String: CityError] = [:]

    /// `candidates` are the codes that the file wants to change.
    init(existing: [String: UnitGrid], candidates: Set<String>) {
        self.existing = existing
        for grid in existing.values where grid.state == .active && !candidates.contains(grid.code) {
            neighbours.insert(grid)
        }
    }

    mutating func add(_ grid: UnitGrid) throws {
        if grid.state == .active {
            let errors: [FieldError] = try PlaceChecks.overlaps(of: grid, with: neighbours.around(grid))
            guard errors.isEmpty else { return try refuse(grid.code, CityError.invalid(errors)) }
            neighbours.insert(grid)
        }
        accepted[grid.code] = grid
    }

    /// Puts a candidate aside and lets what was there before take its place.
    mutating func refuse(_ code: String, _ error: CityError) throws {
        accepted[code] = nil
        neighbours.remove(code)
        refused[code] = error
        guard let old = existing[code], old.state == .active else { return }
        neighbours.insert(old)
        for other in neighbours.around(old) where accepted[other.code] != nil {
            let errors: [FieldError] = try PlaceChecks.overlaps(of: other, with: [old])
            if !errors.isEmpty { try refuse(other.code, CityError.invalid(errors)) }
        }
    }
}
