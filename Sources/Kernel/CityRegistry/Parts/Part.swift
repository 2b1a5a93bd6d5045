package import CityCore
package import CityGeo

/// A component (部件, GB/T 30428.2): a hatch, a lamp, a bench, with its place and those who answer for it.
package struct Part: Sendable, Hashable {
    package static let nameMax: Int = 60
    package static let noteMax: Int = 500

    package let code: String
    package let edition: String
    package let big: String
    package let small: String
    package let name: String
    package let place: Coordinate
    /// The smallest known area around the place.
    package let area: String
    /// The unit grid in use at the place when it was last written.
    package let gridCode: String?
    package let state: PartState
    /// 主管部门, 权属单位 and 养护单位.
    package let authority: OrganisationID?
    package let owner: OrganisationID?
    package let maintainer: OrganisationID?
    package let installedOn: CivilDate?
    package let changedOn: CivilDate?
    package let dataSource: PartSource
    package let accuracy: PartAccuracy
    package let note: String?
    package let version: Int

    package init(
        _ draft: Draft,
        code: PartCode,
        area: String,
        gridCode: String?,
        version: Int
    ) throws {
        var fields: FieldChecks = FieldChecks()
        self.code = code.text
        edition = draft.edition
        big = draft.big
        small = draft.small
        name = fields.text(draft.name, "name", 1...Part.nameMax)
        place = draft.place
        self.area = area
        self.gridCode = gridCode
        state = draft.state
        authority = draft.authority
        owner = draft.owner
        maintainer = draft.maintainer
        installedOn = draft.installedOn
        changedOn = draft.changedOn
        dataSource = draft.dataSource
        accuracy = draft.accuracy
        note = fields.optionalText(draft.note, "note", lengthMax: Part.noteMax)
        self.version = version
        Part.check(draft, code, area: area, &fields)
        try fields.finish()
    }

    /// For rows that passed the checks when they were written.
    init(stored draft: Draft, area: String, gridCode: String?, version: Int) {
        code = draft.code ?? ""
        edition = draft.edition
        big = draft.big
        small = draft.small
        name = draft.name
        place = draft.place
        self.area = area
        self.gridCode = gridCode
        state = draft.state
        authority = draft.authority
        owner = draft.owner
        maintainer = draft.maintainer
        installedOn = draft.installedOn
        changedOn = draft.changedOn
        dataSource = draft.dataSource
        accuracy = draft.accuracy
        note = draft.note
        self.version = version
    }

    /// What a person or a file says of a component. Area and grid follow from its place.
    package struct Draft: Sendable, Hashable {
        /// Given out when missing.
        package var code: String?
        package var edition: String
        package var big: String
        package var small: String
        package var name: String
        package var place: Coordinate
        package var state: PartState = .intact
        package var authority: OrganisationID?
        package var owner: OrganisationID?
        package var maintainer: OrganisationID?
        package var installedOn: CivilDate?
        package var changedOn: CivilDate?
        package var dataSource: PartSource = .other
        package var accuracy: PartAccuracy = .c
        package var note: String?

        package init(
            code: String? = nil,
            edition: String,
            big: String,
            small: String,
            name: String,
            place: Coordinate
        ) {
            self.code = code
            self.edition = edition
            self.big = big
            self.small = small
            self.name = name
            self.place = place
        }
    }

    package var organisations: [OrganisationID] { [authority, owner, maintainer].compactMap(\.self) }

    var draft: Draft {
        var draft: Draft = Draft(code: code, edition: edition, big: big, small: small, name: name, place: place)
        draft.state = state
        draft.authority = authority
        draft.owner = owner
        draft.maintainer = maintainer
        draft.installedOn = installedOn
        draft.changedOn = changedOn
        draft.dataSource = dataSource
        draft.accuracy = accuracy
        draft.note = note
        return draft
    }

    private static func check(_ draft: Draft, _ code: PartCode, area: String, _ fields: inout FieldChecks) {
        fields.require(
            code.big == draft.big && code.small == draft.small,
            "code",
            "part.code_class",
            Wording(
                "标识码 \(code.text) 中的类别与 \(draft.big)-\(draft.small) 不一致",
                "The class in the code \(code.text) is not \(draft.big)-\(draft.small)"
            )
        )
        fields.require(
            area.hasPrefix(AreaCode.scopePrefix(of: code.county))
                || code.county.hasPrefix(AreaCode.scopePrefix(of: area)),
            "code",
            "part.code_county",
            Wording(
                "标识码 \(code.text) 的区县与所在区域 \(area) 不一致",
                "The county in the code \(code.text) is not that of its area \(area)"
            )
        )
        if let installed = draft.installedOn, let changed = draft.changedOn, changed < installed {
            let wording: Wording = Wording("变更日期早于初始日期", "The day of the change is before the first day")
            fields.note("changedOn", "part.dates", wording)
        }
    }
}
