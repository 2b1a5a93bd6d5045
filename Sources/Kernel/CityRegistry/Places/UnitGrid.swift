package import CityCore
package import CityGeo

/// A unit grid (单元网格, GB/T 30428.1): some 10,000 m² of ground, the smallest unit of management.
///
/// Its code has 15 digits, 14 in the older CJ/T 213: county 6, street 3, community 3, then the number within the
/// community. It begins with the code of its community, or of the smallest area that is known.
package struct UnitGrid: Sendable, Hashable {
    package static let noteMax: Int = 500

    package let code: String
    package let area: String
    package let shape: Polygon
    package let areaM2: Double
    package let note: String?
    package let state: GridState
    package let startedAt: Timestamp
    package let changedAt: Timestamp
    package let version: Int

    package init(_ draft: Draft, area: String, changedAt: Timestamp, version: Int) throws {
        var fields: FieldChecks = FieldChecks()
        code = draft.code.trimmed()
        self.area = area
        shape = draft.shape
        note = fields.optionalText(draft.note, "note", lengthMax: UnitGrid.noteMax)
        state = draft.state
        startedAt = draft.startedAt ?? changedAt
        self.changedAt = changedAt
        self.version = version
        UnitGrid.checkCode(code, &fields)
        fields.require(
            code.hasPrefix(AreaCode.scopePrefix(of: area)),
            "code",
            "grid.prefix",
            Wording("网格编码 \(code) 须以所属区域编码 \(area) 开头", "The grid code \(code) must begin with its area's code \(area)")
        )
        let isValid: Void? = try fields.collect { try Geometry.validate(draft.shape, field: "shape") }
        areaM2 = draft.shape.areaM2
        fields.require(
            areaM2 >= 1 || isValid == nil,
            "shape",
            "grid.too_small",
            Wording("网格面积不足 1 平方米，请检查坐标", "The grid is smaller than 1 m²; check its coordinates")
        )
        try fields.finish()
    }

    /// What a person or a file says of a grid. Its square metres are always computed.
    package struct Draft: Sendable, Hashable {
        package var code: String
        /// The area that the sender thinks it belongs to; found from the code when missing.
        package var area: String?
        package var shape: Polygon
        package var note: String?
        package var state: GridState
        /// When it was first drawn (初始时间).
        package var startedAt: Timestamp?

        package init(
            code: String,
            area: String? = nil,
            shape: Polygon,
            note: String? = nil,
            state: GridState = .active,
            startedAt: Timestamp? = nil
        ) {
            self.code = code
            self.area = area
            self.shape = shape
            self.note = note
            self.state = state
            self.startedAt = startedAt
        }
    }

    /// For rows that passed the checks when they were written.
    init(stored draft: Draft, area: String, areaM2: Double, changedAt: Timestamp, version: Int) {
        code = draft.code
        self.area = area
        shape = draft.shape
        self.areaM2 = areaM2
        note = draft.note
        state = draft.state
        startedAt = draft.startedAt ?? changedAt
        self.changedAt = changedAt
        self.version = version
    }

    /// Whether the two say the same, whenever they were written.
    package func hasSameContent(as other: UnitGrid) -> Bool {
        code == other.code && area == other.area && shape == other.shape && note == other.note
            && state == other.state && startedAt == other.startedAt
    }

    static func isCode(_ code: String) -> Bool {
        (14...15).contains(code.utf8.count) && AreaCode.isWellFormed(code)
    }

    private static func checkCode(_ code: String, _ fields: inout FieldChecks) {
        fields.require(
            isCode(code),
            "code",
            "grid.code",
            Wording("网格编码须为 15 位数字（旧编码 14 位）", "A grid code has 15 digits; older ones have 14")
        )
    }
}
