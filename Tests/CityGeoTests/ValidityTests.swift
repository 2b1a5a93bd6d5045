import CityCore
import CityGeo
import Testing

struct ValidityTests {
    struct Drawing: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var rings: [[(Double, Double)]]
        var kind: GeometryTrouble.Kind?
        var at: (Double, Double)?
    }

    static let square: [(Double, Double)] = [(0, 0), (4, 0), (4, 4), (0, 4)]

    static let drawings: [Drawing] = [
        Drawing(testDescription: "a square", rings: [square]),
        Drawing(testDescription: "a square with a hole", rings: [square, [(1, 1), (2, 1), (2, 2), (1, 2)]]),
        Drawing(testDescription: "a square drawn clockwise", rings: [square.reversed()]),
        Drawing(testDescription: "a repeated point", rings: [[(0, 0), (4, 0), (4, 0), (4, 4), (0, 4)]]),
        Drawing(
            testDescription: "a bow-tie",
            rings: [[(0, 0), (4, 4), (4, 0), (0, 4)]],
            kind: .selfIntersection,
            at: (2, 2)
        ),
        Drawing(
            testDescription: "a spike",
            rings: [[(0, 0), (4, 0), (4, 4), (2, 4), (2, 6), (2, 4), (0, 4)]],
            kind: .ringTouchesItself
        ),
        Drawing(
            testDescription: "a ring that touches itself",
            rings: [[(0, 0), (4, 0), (4, 4), (2, 0), (0, 4)]],
            kind: .ringTouchesItself
        ),
        Drawing(
            testDescription: "a hole outside",
            rings: [square, [(5, 1), (6, 1), (6, 2), (5, 2)]],
            kind: .holeOutside
        ),
        Drawing(
            testDescription: "a hole across the border",
            rings: [square, [(3, 1), (6, 1), (6, 2), (3, 2)]],
            kind: .selfIntersection
        ),
        Drawing(
            testDescription: "a hole in a hole",
            rings: [square, [(1, 1), (3, 1), (3, 3), (1, 3)], [(1.5, 1.5), (2, 1.5), (2, 2), (1.5, 2)]],
            kind: .holesNested
        ),
        Drawing(
            testDescription: "a hole that cuts the square in two",
            rings: [square, [(0, 2), (2, 1), (4, 2), (2, 3)]],
            kind: .interiorSplit
        ),
        Drawing(testDescription: "all points equal", rings: [[(1, 1), (1, 1), (1, 1), (1, 1)]], kind: .tooFewPoints),
    ]

    @Test(arguments: drawings)
    func eachTroubleIsNamed(drawing: Drawing) throws {
        let polygon: Polygon = try Polygon(rings: drawing.rings.map { try Shapes.ring($0) })
        let trouble: GeometryTrouble? = try Geometry.trouble(with: polygon)
        #expect(trouble?.kind == drawing.kind)
        if let expected = drawing.at {
            let at: Coordinate = try #require(trouble?.at)
            #expect(try at.distanceM(to: Shapes.place(expected.0, expected.1)) < 0.01)
        }
    }

    @Test func partsInEachOtherAreNamed() throws {
        let parts: MultiPolygon = MultiPolygon([try Shapes.box(0, 0, 4, 4), try Shapes.box(1, 1, 2, 2)])
        #expect(try Geometry.trouble(with: parts)?.kind == .partsNested)
    }

    @Test func theRefusalNamesTheFieldAndThePlaceInBothLanguages() throws {
        let bowTie: Polygon = try Shapes.polygon([(0, 0), (4, 4), (4, 0), (0, 4)])
        let error = try #require(throws: CityError.self) { try Geometry.validate(bowTie, field: "grid.border") }
        #expect(error.reason == "geometry.self_intersection")
        #expect(error.fields.map(\.field) == ["grid.border"])
        #expect(error.wording.zh.contains("110.702, 32.502"))
        #expect(error.wording.en.contains("110.702, 32.502"))
    }

    @Test func everyOperationRefusesABowTie() throws {
        let bowTie: Polygon = try Shapes.polygon([(0, 0), (4, 4), (4, 0), (0, 4)])
        let square: Polygon = try Shapes.box(0, 0, 4, 4)
        let operations: [(String, () throws -> Void)] = [
            ("overlap", { _ = try Geometry.overlapM2(square, bowTie) }),
            ("difference", { _ = try Geometry.difference(bowTie, minus: square) }),
            ("union", { _ = try Geometry.union([square, bowTie]) }),
            ("centroid", { _ = try Geometry.centroid(bowTie) }),
            ("covers", { _ = try Geometry.covers(.polygon(square), .polygon(bowTie)) }),
            ("buffer", { _ = try Geometry.buffer(.polygon(bowTie), metres: 1) }),
            ("coverage", { _ = try CoverageCheck().run(parent: bowTie, children: [square]) }),
        ]
        for (name, operation) in operations {
            let error = #expect(throws: CityError.self, "\(name)") { try operation() }
            #expect(error?.reason == "geometry.self_intersection", "\(name)")
        }
    }

    @Test(arguments: [[], [[(0, 0)]], [[(0, 0), (1, 1), (0, 0)]], [[(0, 0), (1, 0), (1, 1)], [(0, 0), (1, 0)]]])
    func aRingThatEnclosesNothingIsRefused(rings: [[(Double, Double)]]) throws {
        let error = try #require(throws: CityError.self) { try Polygon(rings: rings.map { try Shapes.ring($0) }) }
        let field: String = rings.isEmpty ? "coordinates" : "coordinates.\(rings.count - 1)"
        #expect(error.fields.map(\.field) == [field])
    }

    @Test func ringsAreClosedAndTurnedTheStandardWay() throws {
        let clockwise: [(Double, Double)] = [(0, 0), (0, 4), (4, 4), (4, 0)]
        let hole: [(Double, Double)] = [(1, 1), (2, 1), (2, 2), (1, 2)]
        let polygon: Polygon = try Shapes.polygon(clockwise, holes: [hole])
        let outer: [(Double, Double)] = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]
        let inner: [(Double, Double)] = [(1, 1), (1, 2), (2, 2), (2, 1), (1, 1)]
        #expect(polygon.rings == [try Shapes.ring(outer), try Shapes.ring(inner)])
    }

    @Test func tooManyPointsAreRefusedAsTooLarge() throws {
        let place: Coordinate = try Shapes.place(0, 0)
        let ring: [Coordinate] = Array(repeating: place, count: Polygon.verticesMax + 1)
        let error = try #require(throws: CityError.self) { try Polygon(outer: ring) }
        #expect(error.code == .tooLarge)
    }
}
