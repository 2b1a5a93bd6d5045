package import CityCore
package import CityGeo

/// How well the unit grids of one area fill it, with the codes of those that do not fit.
package struct Coverage: Sendable, Hashable, Codable {
    package struct Finding: Sendable, Hashable, Codable {
        /// `grid.gap`, `grid.outside`, `grid.overlap` or `grid.invalid`.
        package var reason: String
        package var gridCodes: [String]
        package var areaM2: Double?
        /// A place inside the trouble, to send a person there.
        package var at: Coordinate?
        package var message: Wording
    }

    package var area: String
    package var name: String
    package var gridCount: Int
    package var areaM2: Double
    package var coveredM2: Double
    package var gapM2: Double
    package var outsideM2: Double
    package var overlapM2: Double
    /// Gaps and pieces outside together, as a part of the area.
    package var mismatch: Double
    /// Whether everything is within the limits: 0.5 m² for an overlap, 0.1 % for the mismatch.
    package var isAccepted: Bool
    package var findings: [Finding]

    /// Nil when the area has no boundary to compare with.
    package init?(of area: Area, grids: [UnitGrid]) throws {
        guard let boundary = area.boundary else { return nil }
        let check: CoverageCheck = CoverageCheck(
            overlapLimitM2: PlaceChecks.overlapLimitM2,
            mismatchLimit: PlaceChecks.mismatchLimit
        )
        let report: CoverageReport = try check.run(parent: boundary, children: grids.map(\.shape))
        self.area = area.code
        name = area.name
        gridCount = grids.count
        areaM2 = report.parentM2
        coveredM2 = report.coveredM2
        gapM2 = report.gapM2
        outsideM2 = report.outsideM2
        overlapM2 = report.overlapM2
        mismatch = report.mismatch
        isAccepted = report.isAccepted
        findings = Coverage.findings(report, grids)
    }

    private static func findings(_ report: CoverageReport, _ grids: [UnitGrid]) -> [Finding] {
        var found: [Finding] = report.invalid.map { invalid in
            let code: String = grids[invalid.child].code
            let what: Wording = invalid.trouble.wording
            let message: Wording = Wording("网格 \(code)：\(what.zh)", "Grid \(code): \(what.en)")
            return Finding(reason: "grid.invalid", gridCodes: [code], at: invalid.trouble.at, message: message)
        }
        found += report.overlaps.map { overlap in
            let first: String = grids[overlap.first].code
            let second: String = grids[overlap.second].code
            let size: String = size(overlap.areaM2)
            let message: Wording = Wording(
                "网格 \(first) 与 \(second) 重叠 \(size)",
                "Grids \(first) and \(second) overlap by \(size)"
            )
            return Finding(
                reason: "grid.overlap",
                gridCodes: [first, second],
                areaM2: overlap.areaM2,
                at: overlap.at,
                message: message
            )
        }
        found += report.gaps.map { gap in
            let message: Wording = Wording("有 \(size(gap.areaM2)) 没有网格覆盖", "No grid covers \(size(gap.areaM2))")
            return Finding(reason: "grid.gap", gridCodes: [], areaM2: gap.areaM2, at: gap.at, message: message)
        }
        found += report.outside.map { patch in
            let size: String = size(patch.areaM2)
            let message: Wording = Wording("有 \(size) 超出边界", "\(size) are beyond the border")
            return Finding(reason: "grid.outside", gridCodes: [], areaM2: patch.areaM2, at: patch.at, message: message)
        }
        return found
    }

    private static func size(_ areaM2: Double) -> String { "\((areaM2 * 10).rounded() / 10) m²" }
}
