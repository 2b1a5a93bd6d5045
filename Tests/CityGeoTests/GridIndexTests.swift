import CityGeo
import Testing

struct GridIndexTests {
    /// A star around a random centre, with a hole in every second one.
    private func star(_ random: inout SeededGenerator, hasHole: Bool) throws -> Polygon {
        let x: Double = Double.random(in: 0...20, using: &random)
        let y: Double = Double.random(in: 0...20, using: &random)
        let count: Int = Int.random(in: 3...40, using: &random)
        let outer: [(Double, Double)] = (0..<count).map { step in
            let reach: Double = Double.random(in: 1...4, using: &random)
            return spoke(x, y, reach, step, count)
        }
        let hole: [(Double, Double)] = (0..<5).map { spoke(x, y, 0.2, $0, 5) }
        return try Shapes.polygon(outer, holes: hasHole ? [hole] : [])
    }

    /// A point on a diamond around the centre: no need for sines.
    private func spoke(_ x: Double, _ y: Double, _ reach: Double, _ step: Int, _ count: Int) -> (Double, Double) {
        let turn: Double = 4 * Double(step) / Double(count)
        let side: Double = turn.truncatingRemainder(dividingBy: 1)
        let corner: (Double, Double) =
            switch Int(turn) {
            case 0: (1 - side, side)
            case 1: (-side, 1 - side)
            case 2: (side - 1, -side)
            default: (side, side - 1)
            }
        return (x + reach * corner.0, y + reach * corner.1)
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func theIndexAgreesWithTheGeometryEngine(seed: UInt64) throws {
        var random: SeededGenerator = SeededGenerator(seed: seed)
        var areas: [Polygon] = []
        while areas.count < 40 {
            let polygon: Polygon = try star(&random, hasHole: areas.count.isMultiple(of: 2))
            if try Geometry.trouble(with: polygon) == nil { areas.append(polygon) }
        }
        let index: GridIndex<Int> = GridIndex(areas.enumerated().map { (id: $0.offset, area: $0.element) })
        var hits: Int = 0
        for _ in 0..<300 {
            let x: Double = Double.random(in: -4...24, using: &random)
            let y: Double = Double.random(in: -4...24, using: &random)
            let place: Coordinate = try Shapes.place(x, y)
            let expected: [Int] = try areas.indices.filter {
                try Geometry.covers(.polygon(areas[$0]), .point(place))
            }
            #expect(index.findAll(place) == expected)
            #expect(index.find(place) == expected.first)
            hits += expected.count
        }
        #expect(hits > 100)
    }

    @Test func everyPlaceOfACommunityIsInExactlyOneGrid() throws {
        let lattice: Lattice = try Lattice(size: 20, seed: 7)
        let grids: [Polygon] = try lattice.grids()
        let index: GridIndex<Int> = GridIndex(grids.enumerated().map { (id: $0.offset, area: $0.element) })
        for (position, grid) in grids.enumerated() {
            let inside: Coordinate = try Geometry.pointOnSurface(grid)
            #expect(index.findAll(inside) == [position])
        }
    }

    @Test func aPlaceOnASharedBorderBelongsToTheEarlierGrid() throws {
        let lattice: Lattice = try Lattice(size: 12, seed: 11)
        let grids: [Polygon] = try lattice.grids()
        let index: GridIndex<Int> = GridIndex(grids.enumerated().map { (id: $0.offset, area: $0.element) })
        let turned: GridIndex<Int> = GridIndex(grids.enumerated().reversed().map { (id: $0.offset, area: $0.element) })
        for (position, grid) in grids.enumerated() {
            for (from, to) in zip(grid.outer, grid.outer.dropFirst()) {
                let corner: [Int] = index.findAll(from)
                let middle: Coordinate = try Coordinate(lng: (from.lng + to.lng) / 2, lat: (from.lat + to.lat) / 2)
                let edge: [Int] = index.findAll(middle)
                #expect(corner.contains(position) && [1, 2, 4].contains(corner.count))
                #expect(edge.contains(position) && [1, 2].contains(edge.count))
                #expect(index.find(middle) == edge.min())
                #expect(turned.find(middle) == edge.max())
            }
        }
    }

    @Test func noPlaceFallsIntoTheCrackAtACornerOnAnEdge() throws {
        // The corner between the two eastern grids stands on the western grid's long edge.
        let long: [(Double, Double)] = [(0, 0), (3, 0), (3.7, 10), (0, 10)]
        let corner: (Double, Double) = (3 + 0.7 * 0.37, 3.7)
        let grids: [Polygon] = [
            try Shapes.polygon(long),
            try Shapes.polygon([(3, 0), (6, 0), (6, 3.7), corner]),
            try Shapes.polygon([corner, (6, 3.7), (6, 10), (3.7, 10)]),
        ]
        let index: GridIndex<Int> = GridIndex(grids.enumerated().map { (id: $0.offset, area: $0.element) })
        for step in 0...1_000 {
            let part: Double = Double(step) / 1_000
            let place: Coordinate = try Shapes.place(3 + 0.7 * part, 10 * part)
            #expect(index.find(place) == 0)
            #expect(index.findAll(place).count >= 2)
        }
    }

    @Test func aHoleIsOutsideAndAllPartsCount() throws {
        let ring: Polygon = try Polygon(
            outer: Shapes.box(0, 0, 4, 4).outer,
            holes: [Shapes.box(1, 1, 3, 3).outer]
        )
        let island: MultiPolygon = MultiPolygon([ring, try Shapes.box(6, 0, 7, 1)])
        let index: GridIndex<String> = GridIndex([("empty", MultiPolygon([])), ("island", island)])
        let found: [String?] = [
            index.find(try Shapes.place(0.5, 2)), index.find(try Shapes.place(2, 2)),
            index.find(try Shapes.place(1, 2)),
            index.find(try Shapes.place(6.5, 0.5)), index.find(try Shapes.place(5, 0.5)),
        ]
        #expect(found == ["island", nil, "island", "island", nil])
        #expect(index.count == 2)
    }

    @Test func anEmptyIndexFindsNothing() throws {
        let index: GridIndex<Int> = GridIndex([])
        #expect(index.find(try Shapes.place(0, 0)) == nil)
        #expect(index.findAll(try Shapes.place(0, 0)) == [])
    }

    @Test func aLookupAmongTenThousandGridsIsQuick() throws {
        let lattice: Lattice = try Lattice(size: 100, seed: 1)
        let index: GridIndex<Int> = GridIndex(
            try lattice.grids().enumerated().map { (id: $0.offset, area: $0.element) }
        )
        var random: SeededGenerator = SeededGenerator(seed: 3)
        let places: [Coordinate] = try (0..<10_000).map { _ in
            let lng: Double = Double.random(in: 110.701...110.799, using: &random)
            return try Coordinate(lng: lng, lat: Double.random(in: 32.501...32.589, using: &random))
        }
        let clock: ContinuousClock = ContinuousClock()
        var missed: Int = 0
        let spent: Duration = clock.measure {
            for place in places where index.find(place) == nil { missed += 1 }
        }
        #expect(missed == 0)
        // A linear search takes a hundred times as long, even without optimisation: 6 µs here, 0.6 µs optimised.
        #expect(spent / places.count < .microseconds(100))
    }
}
