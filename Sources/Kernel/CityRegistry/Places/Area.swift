package import CityCore
package import CityGeo

/// A division of the city with its code: the scope of rights, the parent of grids.
package struct Area: Sendable, Hashable {
    package static let nameMax: Int = 60

    package let code: String
    package let name: String
    package let englishName: String?
    package let level: AreaLevel
    package let parent: String?
    package let boundary: MultiPolygon?
    /// Where a label stands; within the boundary when there is one.
    package let center: Coordinate?
    /// Whether the code is the city's own and not one of GB/T 2260: development zones, scenic areas.
    package let isLocal: Bool
    package let changedAt: Timestamp
    package let version: Int

    package init(_ draft: Draft, changedAt: Timestamp, version: Int) throws {
        var fields: FieldChecks = FieldChecks()
        code = draft.code.trimmed()
        level = draft.level
        name = fields.text(draft.name, "name", 1...Area.nameMax)
        englishName = fields.optionalText(draft.englishName, "englishName", lengthMax: 120)
        parent = fields.optionalText(draft.parent, "parent", lengthMax: 12)
        boundary = draft.boundary
        isLocal = draft.isLocal ?? AreaCode.hasLetters(draft.code)
        self.changedAt = changedAt
        self.version = version
        Area.check(code, level: draft.level, parent: parent, isLocal: isLocal, &fields)
        center = try Area.center(draft, &fields)
        try fields.finish()
    }

    /// For rows that passed the checks when they were written.
    init(stored draft: Draft, changedAt: Timestamp, version: Int) {
        code = draft.code
        name = draft.name
        englishName = draft.englishName
        level = draft.level
        parent = draft.parent
        boundary = draft.boundary
        center = draft.center
        isLocal = draft.isLocal ?? false
        self.changedAt = changedAt
        self.version = version
    }

    /// What a person or a file says of an area.
    package struct Draft: Sendable, Hashable {
        package var code: String
        package var name: String
        package var englishName: String?
        package var level: AreaLevel
        package var parent: String?
        package var boundary: MultiPolygon?
        package var center: Coordinate?
        package var isLocal: Bool?

        package init(
            code: String,
            name: String,
            englishName: String? = nil,
            level: AreaLevel,
            parent: String? = nil,
            boundary: MultiPolygon? = nil,
            center: Coordinate? = nil,
            isLocal: Bool? = nil
        ) {
            self.code = code
            self.name = name
            self.englishName = englishName
            self.level = level
            self.parent = parent
            self.boundary = boundary
            self.center = center
            self.isLocal = isLocal
        }
    }

    /// What the codes of everything inside begin with: see `AreaCode.scopePrefix`.
    package var scopePrefix: String { AreaCode.scopePrefix(of: code) }

    /// Whether the two say the same, whenever they were written.
    package func hasSameContent(as other: Area) -> Bool {
        var copy: Draft = draft
        // Centres that were computed may differ in the last digits.
        if let mine = center, let theirs = other.center, mine.distanceM(to: theirs) < 0.01 { copy.center = theirs }
        return copy == other.draft
    }

    var draft: Draft {
        Draft(
            code: code,
            name: name,
            englishName: englishName,
            level: level,
            parent: parent,
            boundary: boundary,
            center: center,
            isLocal: isLocal
        )
    }

    private static func check(
        _ code: String,
        level: AreaLevel,
        parent: String?,
        isLocal: Bool,
        _ fields: inout FieldChecks
    ) {
        let isWellFormed: Bool = code.utf8.count == level.codeLength && AreaCode.isWellFormed(code)
        fields.require(
            isWellFormed,
            "code",
            "area.code",
            Wording(
                "\(level.wording.zh)编码须为 \(level.codeLength) 位数字（第 5、6 位可用大写字母表示本地编码）",
                "The code of a \(level.rawValue) has \(level.codeLength) digits; the 5th and 6th may be capital letters"
            )
        )
        fields.require(
            isLocal || !AreaCode.hasLetters(code),
            "isLocal",
            "area.local",
            Wording("含字母的编码不是国家编码，isLocal 须为 true", "A code with letters is not a national one; isLocal must be true")
        )
        guard let parent else { return }
        let isInside: Bool = parent != code && code.hasPrefix(AreaCode.scopePrefix(of: parent))
        fields.require(
            isInside,
            "parent",
            "area.parent_prefix",
            Wording("编码 \(code) 须以上级编码 \(parent) 的前缀开头", "The code \(code) must begin as its parent \(parent) does")
        )
    }

    private static func center(_ draft: Draft, _ fields: inout FieldChecks) throws -> Coordinate? {
        guard let boundary = draft.boundary else { return draft.center }
        let before: Int = fields.problems.count
        _ = try fields.collect { try Geometry.validate(boundary, field: "boundary") }
        guard fields.problems.count == before else { return draft.center }
        return try draft.center ?? Geometry.pointOnSurface(boundary)
    }
}
