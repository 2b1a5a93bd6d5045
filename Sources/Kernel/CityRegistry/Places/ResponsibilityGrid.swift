package import CityCore

/// The tag of responsibility grids' ids.
package enum ResponsibilityGridTag {}
package typealias ResponsibilityGridID = EntityID<ResponsibilityGridTag>

/// What a responsibility grid is for: a code in small letters, `collection` and whatever else the city divides.
package enum GridPurpose {
    /// Patrol and reporting by collectors (信息采集).
    package static let collection: String = "collection"
    package static let sanitation: String = "sanitation"
    package static let enforcement: String = "enforcement"

    static func isWellFormed(_ text: String) -> Bool {
        (1...32).contains(text.utf8.count)
            && text.utf8.allSatisfy { (97...122).contains($0) || $0 == UInt8(ascii: "_") }
    }
}

/// A responsibility grid (责任网格): unit grids with the people who answer for them, for one purpose. For each purpose
/// a unit grid belongs to at most one.
package struct ResponsibilityGrid: Sendable, Hashable {
    package static let gridsMax: Int = 2_000
    package static let collectorsMax: Int = 100

    package let id: ResponsibilityGridID
    package let code: String
    package let name: String
    /// An area around all its unit grids.
    package let area: String
    package let purpose: String
    /// The person who answers for it (责任人).
    package let ownerStaff: StaffID?
    package let organisation: OrganisationID?
    package let collectors: [StaffID]
    package let gridCodes: [String]
    package let changedAt: Timestamp
    package let version: Int

    package init(id: ResponsibilityGridID, _ draft: Draft, changedAt: Timestamp, version: Int) throws {
        var fields: FieldChecks = FieldChecks()
        self.id = id
        code = fields.text(draft.code, "code", 1...32)
        name = fields.text(draft.name, "name", 1...60)
        area = draft.area.trimmed()
        purpose = draft.purpose
        ownerStaff = draft.ownerStaff
        organisation = draft.organisation
        collectors = ResponsibilityGrid.unique(draft.collectors)
        gridCodes = ResponsibilityGrid.unique(draft.gridCodes).sorted()
        self.changedAt = changedAt
        self.version = version
        fields.require(
            GridPurpose.isWellFormed(draft.purpose),
            "purpose",
            "responsibility_grid.purpose",
            Wording("用途须为 1–32 个小写字母，例如 collection", "A purpose is 1–32 small letters, such as collection")
        )
        ResponsibilityGrid.checkSizes(draft, &fields)
        ResponsibilityGrid.checkMembers(gridCodes, area: area, &fields)
        try fields.finish()
    }

    package struct Draft: Sendable, Hashable {
        package var code: String
        package var name: String
        package var area: String
        package var purpose: String
        package var ownerStaff: StaffID?
        package var organisation: OrganisationID?
        package var collectors: [StaffID]
        package var gridCodes: [String]

        package init(
            code: String,
            name: String,
            area: String,
            purpose: String = GridPurpose.collection,
            ownerStaff: StaffID? = nil,
            organisation: OrganisationID? = nil,
            collectors: [StaffID] = [],
            gridCodes: [String] = []
        ) {
            self.code = code
            self.name = name
            self.area = area
            self.purpose = purpose
            self.ownerStaff = ownerStaff
            self.organisation = organisation
            self.collectors = collectors
            self.gridCodes = gridCodes
        }
    }

    var draft: Draft {
        Draft(
            code: code,
            name: name,
            area: area,
            purpose: purpose,
            ownerStaff: ownerStaff,
            organisation: organisation,
            collectors: collectors,
            gridCodes: gridCodes
        )
    }

    /// Whether the two say the same; the order of collectors counts, because the first one is asked first.
    package func hasSameContent(as other: ResponsibilityGrid) -> Bool { draft == other.draft }

    private static func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
        var seen: Set<Element> = []
        return elements.filter { seen.insert($0).inserted }
    }

    private static func checkSizes(_ draft: Draft, _ fields: inout FieldChecks) {
        fields.require(
            draft.gridCodes.count <= gridsMax,
            "gridCodes",
            "responsibility_grid.too_many_grids",
            Wording("一个责任网格最多 \(gridsMax) 个单元网格", "A responsibility grid has at most \(gridsMax) unit grids")
        )
        fields.require(
            draft.collectors.count <= collectorsMax,
            "collectors",
            "responsibility_grid.too_many_collectors",
            Wording("一个责任网格最多 \(collectorsMax) 名采集员", "A responsibility grid has at most \(collectorsMax) collectors")
        )
    }

    private static func checkMembers(_ gridCodes: [String], area: String, _ fields: inout FieldChecks) {
        let prefix: String = AreaCode.scopePrefix(of: area)
        for (index, code) in gridCodes.enumerated() where !code.hasPrefix(prefix) {
            fields.noteFew(
                "gridCodes.\(index)",
                "responsibility_grid.foreign_grid",
                Wording("单元网格 \(code) 不在区域 \(area) 内", "The unit grid \(code) is not inside the area \(area)")
            )
        }
    }
}
