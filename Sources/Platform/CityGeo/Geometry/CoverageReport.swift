package import CityCore

/// How well the grids of one community fill it: no gaps, no overlaps, none across the border (GB/T 30428.1).
/// Children are named by their position in the list that was checked.
package struct CoverageReport: Sendable, Hashable, Codable {
    /// A child that is not a valid area; it took no further part in the check.
    package struct Invalid: Sendable, Hashable, Codable {
        package var child: Int
        package var trouble: GeometryTrouble
    }

    package struct Overlap: Sendable, Hashable, Codable {
        package var first: Int
        package var second: Int
        package var areaM2: Double
        package var at: Coordinate
    }

    /// A hole between the children, or a piece of them beyond the border.
    package struct Patch: Sendable, Hashable, Codable {
        package var areaM2: Double
        package var at: Coordinate
    }

    package var parentM2: Double
    /// The ground that the children cover, counted once.
    package var coveredM2: Double
    package var gapM2: Double
    package var outsideM2: Double
    /// Ground that is counted more than once, all overlaps together.
    package var overlapM2: Double
    package var invalid: [Invalid]
    /// Pairs above the limit, largest first, at most `CoverageCheck.listMax`.
    package var overlaps: [Overlap]
    /// All pairs above the limit; the search ends at `CoverageCheck.overlapsMax`.
    package var overlapCount: Int
    package var gaps: [Patch]
    package var outside: [Patch]
    /// Whether everything stays within the limits of the check.
    package var isAccepted: Bool

    /// Gaps and pieces outside together, as a part of the parent.
    package var mismatch: Double { parentM2 > 0 ? (gapM2 + outsideM2) / parentM2 : 1 }
}

extension CoverageReport {
    /// One sentence for each finding, to show beside the child that it is about. `name` gives a child's code, `field`
    /// is the list's path in the input.
    package func findings(field: String, name: (Int) -> String) -> [FieldError] {
        var found: [FieldError] = invalid.map {
            FieldError("\(field).\($0.child)", "grid.invalid", $0.trouble.wording)
        }
        for overlap in overlaps {
            let other: String = name(overlap.second)
            let size: String = Self.size(overlap.areaM2)
            let wording: Wording = Wording(
                "与网格 \(other) 重叠 \(size)（位置 \(overlap.at)），请修改边界",
                "Overlaps grid \(other) by \(size) (at \(overlap.at)); correct the border"
            )
            found.append(FieldError("\(field).\(overlap.first)", "grid.overlap", wording))
        }
        found += gaps.map { patch in
            let size: String = Self.size(patch.areaM2)
            let wording: Wording = Wording("位置 \(patch.at) 有 \(size) 没有网格覆盖", "No grid covers \(size) at \(patch.at)")
            return FieldError(field, "grid.gap", wording)
        }
        found += outside.map { patch in
            let size: String = Self.size(patch.areaM2)
            let wording: Wording = Wording(
                "位置 \(patch.at) 有 \(size) 超出上级边界",
                "\(size) at \(patch.at) are beyond the parent's border"
            )
            return FieldError(field, "grid.outside", wording)
        }
        return found
    }

    private static func size(_ areaM2: Double) -> String {
        "\((areaM2 * 10).rounded() / 10) m²"
    }
}
