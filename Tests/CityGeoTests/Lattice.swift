import CityGeo

/// A made-up community at Shiyan: `size` × `size` grids of about 100 m with crooked corners that neighbours share.
struct Lattice {
    let size: Int
    private let corners: [[Coordinate]]

    init(size: Int, seed: UInt64) throws {
        self.size = size
        var random: SeededGenerator = SeededGenerator(seed: seed)
        var rows: [[Coordinate]] = []
        for row in 0...size {
            var line: [Coordinate] = []
            for column in 0...size {
                let east: Double = Double(column) + Double.random(in: -0.3...0.3, using: &random)
                let north: Double = Double(row) + Double.random(in: -0.3...0.3, using: &random)
                line.append(try Coordinate(lng: 110.7 + east * 0.001, lat: 32.5 + north * 0.0009))
            }
            rows.append(line)
        }
        corners = rows
    }

    /// Row by row from the south, west to east.
    func grids() throws -> [Polygon] {
        var grids: [Polygon] = []
        for row in 0..<size {
            for column in 0..<size {
                let ring: [Coordinate] = [
                    corners[row][column], corners[row][column + 1], corners[row + 1][column + 1],
                    corners[row + 1][column],
                ]
                grids.append(try Polygon(outer: ring))
            }
        }
        return grids
    }

    /// The border around all grids, with every corner on it.
    func border() throws -> Polygon {
        let south: [Coordinate] = corners[0]
        let east: [Coordinate] = corners.map { $0[size] }
        let north: [Coordinate] = corners[size].reversed()
        let west: [Coordinate] = corners.map { $0[0] }.reversed()
        return try Polygon(outer: south + east.dropFirst() + north.dropFirst() + west.dropFirst())
    }
}
