package import CityGeo

/// A coarse square grid over the globe, about 220 m to a side in latitude, that makes "near this point" an indexed
/// search on any engine: the point's cell and its eight neighbours.
package enum CaseCell {
    private static let cellsPerDegree: Double = 500
    private static let columns: Int = 180_000

    package static func cell(_ point: Coordinate) -> Int {
        row(point.lat) * columns + column(point.lng)
    }

    package static func neighbourhood(_ point: Coordinate) -> [Int] {
        var cells: [Int] = []
        for rowOffset in -1...1 {
            for columnOffset in -1...1 {
                cells.append((row(point.lat) + rowOffset) * columns + column(point.lng) + columnOffset)
            }
        }
        return cells
    }

    private static func row(_ lat: Double) -> Int { Int(((lat + 90) * cellsPerDegree).rounded(.down)) }
    private static func column(_ lng: Double) -> Int { Int(((lng + 180) * cellsPerDegree).rounded(.down)) }
}
