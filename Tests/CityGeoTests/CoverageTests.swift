import CityCore
import CityGeo
import Testing

struct CoverageTests {
    struct Layout: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// West, south, east, north in units of `Shapes`; the parent is the box from (0, 0) to (4, 4).
        var children: [(Double, Double, Double, Double)]
        var isAccepted: Bool
        /// In boxes of one unit by one unit.
        var gap: Double = 0
        var outside: Double = 0
        var overlaps: [[Int]] = []
    }

    static let west: (Double, Double, Double, Double) = (0, 0, 2, 4)
    static let east: (Double, Double, Double, Double) = (2, 0, 4, 4)

    @Test(arguments: [
        Layout(testDescription: "two halves", children: [west, east], isAccepted: true),
        Layout(
            testDescription: "a corner on the neighbour's edge",
            children: [west, (2, 0, 4, 1.3), (2, 1.3, 4, 4)],
            isAccepted: true
        ),
        Layout(testDescription: "no children", children: [], isAccepted: false, gap: 16),
        Layout(testDescription: "one half missing", children: [west], isAccepted: false, gap: 8),
        Layout(testDescription: "a slit", children: [west, (2.1, 0, 4, 4)], isAccepted: false, gap: 0.4),
        Layout(testDescription: "a hair", children: [west, (2.001, 0, 4, 4)], isAccepted: true, gap: 0.004),
        Layout(
            testDescription: "an overlap",
            children: [(0, 0, 2.1, 4), east],
            isAccepted: false,
            overlaps: [[0, 1]]
        ),
        Layout(
            testDescription: "an overlap below the limit",
            children: [(0, 0, 2.000_01, 4), east],
            isAccepted: true
        ),
        Layout(
            testDescription: "the same grid twice",
            children: [west, east, west],
            isAccepted: false,
            overlaps: [[0, 2]]
        ),
        Layout(testDescription: "over the border", children: [west, (2, 0, 5, 4)], isAccepted: false, outside: 4),
        Layout(
            testDescription: "a gap and a piece outside of the same size",
            children: [(0, 0, 2, 3), east, (4, 0, 6, 1)],
            isAccepted: false,
            gap: 2,
            outside: 2
        ),
    ])
    func gapsAndOverlapsAreFound(layout: Layout) throws {
        let parent: Polygon = try Shapes.box(0, 0, 4, 4)
        let children: [Polygon] = try layout.children.map { try Shapes.box($0.0, $0.1, $0.2, $0.3) }
        let report: CoverageReport = try CoverageCheck().run(parent: parent, children: children)
        let unit: Double = try Shapes.box(0, 0, 1, 1).areaM2
        #expect(report.isAccepted == layout.isAccepted)
        #expect(report.overlaps.map { [$0.first, $0.second] } == layout.overlaps)
        #expect(abs(report.gapM2 / unit - layout.gap) < 0.001)
        #expect(abs(report.outsideM2 / unit - layout.outside) < 0.001)
        #expect(report.gaps.allSatisfy { patch in parent.contains(patch.at) })
        #expect(report.outside.allSatisfy { patch in !parent.contains(patch.at) })
    }

    @Test func anInvalidChildIsReportedAndTheOthersAreChecked() throws {
        let parent: Polygon = try Shapes.box(0, 0, 4, 4)
        let bowTie: Polygon = try Shapes.polygon([(2, 0), (4, 4), (4, 0), (2, 4)])
        let report: CoverageReport = try CoverageCheck().run(
            parent: parent,
            children: [bowTie, Shapes.box(0, 0, 2, 4)]
        )
        #expect(report.invalid.map(\.child) == [0])
        #expect(report.invalid.map(\.trouble.kind) == [.selfIntersection])
        #expect(report.gaps.count == 1)
        #expect(!report.isAccepted)
    }

    @Test func findingsSayWhichGridAndWhere() throws {
        let parent: Polygon = try Shapes.box(0, 0, 4, 4)
        let children: [Polygon] = [
            try Shapes.box(0, 0, 2.1, 4), try Shapes.box(2, 0, 5, 3),
            try Shapes.polygon([(0, 0), (4, 4), (4, 0), (0, 4)]),
        ]
        let report: CoverageReport = try CoverageCheck().run(parent: parent, children: children)
        let findings: [FieldError] = report.findings(field: "grids") { "42030200100200\($0 + 1)" }
        #expect(findings.map(\.field) == ["grids.2", "grids.0", "grids", "grids"])
        #expect(findings.map(\.reason) == ["grid.invalid", "grid.overlap", "grid.gap", "grid.outside"])
        #expect(findings.allSatisfy { $0.wording.zh.contains("110.70") && $0.wording.en.contains("110.70") })
        #expect(findings[1].wording.en.contains("420302001002002"))
    }

    @Test func tenThousandGridsAreCheckedAndOneWrongOneIsFound() throws {
        let lattice: Lattice = try Lattice(size: 100, seed: 1)
        var grids: [Polygon] = try lattice.grids()
        let border: Polygon = try lattice.border()
        let clock: ContinuousClock = ContinuousClock()
        let start: ContinuousClock.Instant = clock.now
        #expect(try CoverageCheck().run(parent: border, children: grids).isAccepted)
        // Generous: a second on an idle machine.
        #expect(clock.now - start < .seconds(20))
        let moved: Polygon = try grids[5050].map { try Coordinate(lng: $0.lng + 0.0001, lat: $0.lat) }
        grids[5050] = moved
        let report: CoverageReport = try CoverageCheck().run(parent: border, children: grids)
        #expect(!report.isAccepted)
        #expect(report.overlaps.allSatisfy { $0.first == 5050 || $0.second == 5050 })
        #expect(report.overlaps.contains { $0.first == 5050 && $0.second == 5051 })
        #expect(report.gaps.contains { $0.at.distanceM(to: moved.outer[0]) < 150 })
    }

    @Test func aHopelessListEndsSoon() throws {
        let lattice: Lattice = try Lattice(size: 100, seed: 1)
        let same: [Polygon] = Array(repeating: try lattice.grids()[0], count: 5_000)
        let report: CoverageReport = try CoverageCheck().run(parent: lattice.border(), children: same)
        #expect(report.overlapCount == CoverageCheck.overlapsMax)
        #expect(report.overlaps.count == CoverageCheck.listMax)
    }

    @Test func tooManyGridsAreRefused() throws {
        let box: Polygon = try Shapes.box(0, 0, 4, 4)
        let many: [Polygon] = Array(repeating: box, count: CoverageCheck.childrenMax + 1)
        let error = try #require(throws: CityError.self) { try CoverageCheck().run(parent: box, children: many) }
        #expect(error.code == .tooLarge)
    }
}
