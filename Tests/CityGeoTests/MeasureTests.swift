import CityCore
import CityGeo
import Testing

struct MeasureTests {
    struct Ground: Sendable {
        var corners: [(Double, Double)]
        var areaM2: Double
    }

    /// Areas of the same outlines with densely set points, computed with another program.
    @Test(arguments: [
        Ground(
            corners: [(110.798, 32.629), (110.799, 32.629), (110.799, 32.630), (110.798, 32.630)],
            areaM2: 10406.86242
        ),
        Ground(corners: [(110.5, 32.3), (111.2, 32.3), (111.0, 32.9), (110.4, 32.8)], areaM2: 3_800_933_083.366),
        Ground(corners: [(110, 32), (111, 32), (111, 33)], areaM2: 5_220_210_662.754),
    ])
    func areasAreThoseOfTheEllipsoid(ground: Ground) throws {
        let ring: [Coordinate] = try ground.corners.map { try Coordinate(lng: $0.0, lat: $0.1) }
        let polygon: Polygon = try Polygon(outer: ring)
        #expect(abs(polygon.areaM2 / ground.areaM2 - 1) < 1e-7)
    }

    @Test func aSmallAreaIsThatOfTheSurveyPlane() throws {
        let box: Polygon = try Polygon(BoundingBox(text: "110.999,32.629,111.001,32.631"))
        let plane: [ProjectedPoint] = box.outer.map { TransverseMercator.epsg4546.project($0) }
        var doubled: Double = 0
        for (before, after) in zip(plane, plane.dropFirst()) {
            let left: Double = (before.eastingM - 5e5) * (after.northingM - 3.6e6)
            let right: Double = (after.eastingM - 5e5) * (before.northingM - 3.6e6)
            doubled += left - right
        }
        #expect(abs(doubled / 2 - box.areaM2) < 0.05)
    }

    @Test func aHoleIsTakenOff() throws {
        let whole: Polygon = try Shapes.box(0, 0, 4, 4)
        let hole: Polygon = try Shapes.box(1, 1, 2, 2)
        let ring: Polygon = try Polygon(outer: whole.outer, holes: [hole.outer])
        #expect(abs(ring.areaM2 - (whole.areaM2 - hole.areaM2)) < 1e-6)
        let cut: MultiPolygon = try Geometry.difference(whole, minus: hole)
        #expect(cut.polygons.map(\.rings.count) == [2])
        #expect(try Geometry.symmetricDifferenceM2(cut, ring) == 0)
    }

    struct Pair: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var second: (Double, Double, Double, Double)
        /// In boxes of one unit by one unit.
        var overlap: Double
        var symmetricDifference: Double
        var excess: Double
    }

    /// The first area is always the box from (0, 0) to (4, 4).
    @Test(arguments: [
        Pair(testDescription: "equal", second: (0, 0, 4, 4), overlap: 16, symmetricDifference: 0, excess: 0),
        Pair(testDescription: "inside", second: (1, 1, 3, 3), overlap: 4, symmetricDifference: 12, excess: 0),
        Pair(testDescription: "half over", second: (2, 0, 6, 4), overlap: 8, symmetricDifference: 16, excess: 8),
        Pair(testDescription: "edge to edge", second: (4, 0, 8, 4), overlap: 0, symmetricDifference: 32, excess: 16),
        Pair(testDescription: "corner", second: (4, 4, 5, 5), overlap: 0, symmetricDifference: 17, excess: 1),
        Pair(testDescription: "apart", second: (6, 6, 7, 7), overlap: 0, symmetricDifference: 17, excess: 1),
    ])
    func sharedGroundIsMeasured(pair: Pair) throws {
        let first: Polygon = try Shapes.box(0, 0, 4, 4)
        let second: Polygon = try Shapes.box(pair.second.0, pair.second.1, pair.second.2, pair.second.3)
        let unit: Double = try Shapes.box(0, 0, 1, 1).areaM2
        #expect(abs(try Geometry.overlapM2(first, second) / unit - pair.overlap) < 0.01)
        #expect(abs(try Geometry.symmetricDifferenceM2(first, second) / unit - pair.symmetricDifference) < 0.01)
        #expect(abs(try Geometry.excessM2(of: second, beyond: first) / unit - pair.excess) < 0.01)
        let covers: Bool = try Geometry.covers(.polygon(first), .polygon(second))
        #expect(covers == (pair.excess == 0))
    }

    struct Gap: Sendable {
        var first: GeoJSONGeometry
        var second: GeoJSONGeometry
        var metres: Double
    }

    static func gaps() throws -> [Gap] {
        let box: GeoJSONGeometry = .polygon(try Shapes.box(0, 0, 4, 4))
        let road: GeoJSONGeometry = .lineString(try Shapes.ring([(6, -5), (6, 9)]))
        return [
            Gap(first: box, second: .point(try Shapes.place(2, 2)), metres: 0),
            Gap(first: box, second: .point(try Shapes.place(4, 2)), metres: 0),
            Gap(first: box, second: .point(try Shapes.place(2, 5)), metres: 110.895),
            Gap(first: .point(try Shapes.place(6, 4)), second: box, metres: 2 * 93.974),
            Gap(first: box, second: road, metres: 2 * 93.974),
            Gap(first: box, second: .lineString(try Shapes.ring([(-1, 2), (9, 2)])), metres: 0),
        ]
    }

    @Test func distancesToAreasAndLinesAreMetresOnTheGround() throws {
        for gap in try Self.gaps() {
            let metres: Double = try Geometry.distanceM(gap.first, gap.second)
            #expect(abs(metres - gap.metres) < 0.05, "\(gap.first.kind) to \(gap.second.kind)")
        }
    }

    @Test func aBufferReachesSoManyMetresAllAround() throws {
        let centre: Coordinate = try Shapes.place(0, 0)
        let disc: MultiPolygon = try Geometry.buffer(.point(centre), metres: 50)
        let reach: [Double] = disc.polygons.flatMap(\.outer).map { $0.distanceM(to: centre) }
        #expect(reach.count == 65)
        #expect(reach.allSatisfy { abs($0 - 50) < 0.01 })
        #expect(abs(disc.areaM2 / (50 * 50 * Double.pi) - 1) < 0.002)
    }

    @Test func aShrunkenAreaIsInsideAndMayVanish() throws {
        let box: Polygon = try Shapes.box(0, 0, 1, 1)
        let smaller: MultiPolygon = try Geometry.buffer(.polygon(box), metres: -10)
        #expect(try Geometry.covers(.polygon(box), GeoJSONGeometry(smaller)))
        #expect(try Geometry.buffer(.polygon(box), metres: -60).isEmpty)
    }

    @Test(arguments: [Double.nan, .infinity, 100_001, -1e12])
    func aSenselessBufferIsRefused(metres: Double) throws {
        let centre: Coordinate = try Shapes.place(0, 0)
        let error = try #require(throws: CityError.self) { try Geometry.buffer(.point(centre), metres: metres) }
        #expect(error.fields.map(\.field) == ["metres"])
    }

    @Test func theCentroidMayBeOutsideButThePointOnSurfaceIsNot() throws {
        let horseshoe: Polygon = try Shapes.polygon(
            [(0, 0), (10, 0), (10, 10), (9, 10), (9, 1), (1, 1), (1, 10), (0, 10)]
        )
        #expect(!horseshoe.contains(try Geometry.centroid(horseshoe)))
        #expect(horseshoe.contains(try Geometry.pointOnSurface(horseshoe)))
        let box: Polygon = try Shapes.box(0, 0, 4, 4)
        #expect(try Geometry.centroid(box).distanceM(to: Shapes.place(2, 2)) < 0.001)
    }

    @Test func manyAreasMeltIntoOne() throws {
        let lattice: Lattice = try Lattice(size: 12, seed: 5)
        let grids: [Polygon] = try lattice.grids()
        let union: MultiPolygon = try Geometry.union(grids)
        #expect(union.polygons.count == 1)
        #expect(try Geometry.symmetricDifferenceM2(union, lattice.border()) < 0.001)
        #expect(try Geometry.union([]).isEmpty)
    }

    @Test func aLineIsAsLongAsItsParts() throws {
        let line: [Coordinate] = try Shapes.ring([(0, 0), (1, 0), (1, 1)])
        #expect(abs(Geometry.lengthM(line) - (93.978 + 110.895)) < 0.05)
        #expect(Geometry.lengthM([]) == 0)
    }

    @Test func manyTasksMayComputeAtOnce() async throws {
        let lattice: Lattice = try Lattice(size: 8, seed: 9)
        let grids: [Polygon] = try lattice.grids()
        let border: Polygon = try lattice.border()
        let areas: [Double] = try await withThrowingTaskGroup(of: Double.self) { group in
            for _ in 0..<16 {
                group.addTask { try CoverageCheck().run(parent: border, children: grids).coveredM2 }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(areas.count == 16)
        #expect(Set(areas).count == 1)
    }
}
