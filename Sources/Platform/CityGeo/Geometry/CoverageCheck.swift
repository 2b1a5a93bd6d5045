import CGEOS
import CityCore

/// Compares one area with the smaller areas that should fill it.
package struct CoverageCheck: Sendable {
    /// The most entries in each list of a report.
    package static let listMax: Int = 100
    package static let childrenMax: Int = 50_000
    /// After so many bad pairs the search stops: the list is beyond repair by hand, and ten thousand equal grids would
    /// make fifty million pairs.
    package static let overlapsMax: Int = 1_000

    /// Two neighbours may share so much ground, as borders are drawn by hand.
    package var overlapLimitM2: Double
    /// Gaps and pieces outside may together be this part of the parent.
    package var mismatchLimit: Double

    package init(overlapLimitM2: Double = 0.5, mismatchLimit: Double = 0.001) {
        self.overlapLimitM2 = overlapLimitM2
        self.mismatchLimit = mismatchLimit
    }

    /// Throws when the parent itself is not valid; what is wrong with children stands in the report.
    package func run(parent: any Surface, children: [any Surface]) throws -> CoverageReport {
        guard children.count <= Self.childrenMax else { throw Self.refusal() }
        return try GEOSContext.run { try run(parent, children, $0) }
    }

    private func run(_ parent: any Surface, _ children: [any Surface], _ context: GEOSContext) throws -> CoverageReport
    {
        let whole: GEOSShape = try Geometry.validShape(context.make(parent), context)
        var invalid: [CoverageReport.Invalid] = []
        var valid: [Child] = []
        for (index, area) in children.enumerated() {
            let shape: GEOSShape = try context.make(area)
            if let trouble = try Geometry.trouble(with: shape, context) {
                invalid.append(CoverageReport.Invalid(child: index, trouble: trouble))
            } else if let box = area.boundingBox {
                valid.append(Child(index: index, shape: shape, box: box, areaM2: area.areaM2))
            }
        }
        let overlaps: [CoverageReport.Overlap] = try findOverlaps(valid, context)
        let union: GEOSShape = try unite(valid, context)
        return try report(parent, whole, union, valid, overlaps, invalid, context)
    }

    private struct Child {
        var index: Int
        var shape: GEOSShape
        var box: BoundingBox
        var areaM2: Double
    }

    private static func refusal() -> CityError {
        let wording: Wording = Wording(
            "一次最多检查 \(childrenMax) 个网格，请分批进行",
            "At most \(childrenMax) grids can be checked at once; split them"
        )
        return CityError(.tooLarge, "grid.too_many", wording)
    }

    private func findOverlaps(_ children: [Child], _ context: GEOSContext) throws -> [CoverageReport.Overlap] {
        let tree: BoxTree = BoxTree(children.map(\.box))
        var found: [CoverageReport.Overlap] = []
        for (position, child) in children.enumerated() where found.count < Self.overlapsMax {
            var neighbours: [Int] = []
            tree.visit(child.box) { other in
                guard other > position else { return }
                guard child.box.sharedAreaM2(with: children[other].box) > overlapLimitM2 else { return }
                neighbours.append(other)
            }
            for other in neighbours where found.count < Self.overlapsMax {
                if let overlap = try measure(child, children[other], context) { found.append(overlap) }
            }
        }
        return found.sorted { ($1.areaM2, $0.first, $0.second) < ($0.areaM2, $1.first, $1.second) }
    }

    private func measure(_ first: Child, _ second: Child, _ context: GEOSContext) throws -> CoverageReport.Overlap? {
        let shared: GEOSShape = try context.shape(
            GEOSIntersection_r(context.handle, first.shape.pointer, second.shape.pointer)
        )
        let area: MultiPolygon = MultiPolygon(try context.polygons(of: shared))
        let areaM2: Double = area.areaM2
        guard areaM2 > overlapLimitM2, let at = try middle(of: area, context) else { return nil }
        return CoverageReport.Overlap(first: first.index, second: second.index, areaM2: areaM2, at: at)
    }

    /// The children become parts of one collection, which keeps them.
    private func unite(_ children: [Child], _ context: GEOSContext) throws -> GEOSShape {
        let all: GEOSShape = try context.collect(children.map(\.shape), as: GEOS_GEOMETRYCOLLECTION)
        return try context.shape(GEOSUnaryUnion_r(context.handle, all.pointer))
    }

    private func patches(_ left: GEOSShape, minus right: GEOSShape, _ context: GEOSContext) throws -> [Polygon] {
        let rest: GEOSShape = try context.shape(GEOSDifference_r(context.handle, left.pointer, right.pointer))
        return try context.polygons(of: rest)
    }

    private func list(_ patches: [Polygon], _ context: GEOSContext) throws -> [CoverageReport.Patch] {
        let sized: [(polygon: Polygon, areaM2: Double)] = patches.map { ($0, $0.areaM2) }
        let large = sized.filter { $0.areaM2 > overlapLimitM2 }.sorted { $0.areaM2 > $1.areaM2 }
        return try large.prefix(Self.listMax).compactMap { entry in
            try middle(of: entry.polygon, context).map { CoverageReport.Patch(areaM2: entry.areaM2, at: $0) }
        }
    }

    /// A place inside the largest part, to send a person there.
    private func middle(of area: any Surface, _ context: GEOSContext) throws -> Coordinate? {
        guard let largest = area.polygons.max(by: { $0.areaM2 < $1.areaM2 }) else { return nil }
        let shape: GEOSShape = try context.make(largest)
        return try context.place(of: context.shape(GEOSPointOnSurface_r(context.handle, shape.pointer)))
    }

    private func report(
        _ parent: any Surface,
        _ whole: GEOSShape,
        _ union: GEOSShape,
        _ children: [Child],
        _ overlaps: [CoverageReport.Overlap],
        _ invalid: [CoverageReport.Invalid],
        _ context: GEOSContext
    ) throws -> CoverageReport {
        let covered: Double = MultiPolygon(try context.polygons(of: union)).areaM2
        let gaps: [Polygon] = try patches(whole, minus: union, context)
        let outside: [Polygon] = try patches(union, minus: whole, context)
        var report: CoverageReport = CoverageReport(
            parentM2: parent.areaM2,
            coveredM2: covered,
            gapM2: MultiPolygon(gaps).areaM2,
            outsideM2: MultiPolygon(outside).areaM2,
            overlapM2: max(0, children.reduce(0) { $0 + $1.areaM2 } - covered),
            invalid: invalid,
            overlaps: Array(overlaps.prefix(Self.listMax)),
            overlapCount: overlaps.count,
            gaps: try list(gaps, context),
            outside: try list(outside, context),
            isAccepted: false
        )
        report.isAccepted = invalid.isEmpty && overlaps.isEmpty && report.mismatch <= mismatchLimit
        return report
    }
}
