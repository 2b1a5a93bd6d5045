package import CityCore
import CitySQL

/// A body that takes part in the city's management: one of the two centres, a department, a contractor, a street.
package struct Organisation: Sendable, Hashable {
    package enum Kind: String, Sendable, Codable, CaseIterable, SQLConvertible {
        /// 监督中心: collects, files, checks, closes, evaluates.
        case supervisionCentre = "supervision_centre"
        /// 指挥中心: dispatches and coordinates.
        case commandCentre = "command_centre"
        /// 专业部门: handles what is dispatched to it.
        case department
        /// 采集公司: employs collectors.
        case collectionContractor = "collection_contractor"
        /// 养护作业单位: works for a department.
        case serviceContractor = "service_contractor"
        /// 街道（乡镇）办事处
        case street
        /// 执法队伍
        case enforcement
        case other

        package var title: Wording {
            switch self {
            case .supervisionCentre: Wording("监督中心", "supervision centre")
            case .commandCentre: Wording("指挥中心", "command centre")
            case .department: Wording("专业部门", "department")
            case .collectionContractor: Wording("采集公司", "collection contractor")
            case .serviceContractor: Wording("养护作业单位", "service contractor")
            case .street: Wording("街道", "street office")
            case .enforcement: Wording("执法队伍", "enforcement team")
            case .other: Wording("其他", "other")
            }
        }
    }

    package enum State: String, Sendable, Codable, CaseIterable, SQLConvertible {
        case active
        /// 停用: keeps its name in old cases and gets no new ones.
        case closed

        package var title: Wording {
            switch self {
            case .active: Wording("启用", "active")
            case .closed: Wording("停用", "closed")
            }
        }
    }

    package let id: OrganisationID
    /// Unique, chosen by the city; never changes.
    package let code: String
    package let name: String
    package let englishName: String?
    package let kind: Kind
    package let parent: OrganisationID?
    /// Where it serves, as a scope: `4203` is the whole city of 420300.
    package let area: String
    package let phone: String?
    package let state: State
    package let version: Int

    package init(
        id: OrganisationID,
        code: String,
        name: String,
        englishName: String? = nil,
        kind: Kind,
        parent: OrganisationID? = nil,
        area: String,
        phone: String? = nil,
        state: State = .active,
        version: Int = 1
    ) throws {
        var checks: FieldChecks = FieldChecks()
        self.id = id
        self.code = checks.identifier(code, "code", 1...32)
        self.name = checks.text(name, "name", 1...60)
        self.englishName = checks.optionalText(englishName, "englishName", lengthMax: 120)
        self.kind = kind
        self.parent = parent
        self.area = checks.areaScope(area, "area")
        self.phone = checks.phone(phone, "phone")
        self.state = state
        self.version = version
        try checks.finish()
    }

    package var title: Wording { Wording(name, englishName ?? name) }

    static let thing: Wording = Wording("机构", "organisation")

    /// Whether the two say the same, whichever version they are.
    func hasSameContent(as other: Organisation) -> Bool {
        code == other.code && name == other.name && englishName == other.englishName && kind == other.kind
            && parent == other.parent && area == other.area && phone == other.phone && state == other.state
    }
}

extension Organisation {
    /// A row passed the checks when it was written.
    init(row: SQLRow) throws {
        id = try row.get("id")
        code = try row.get("code")
        name = try row.get("name")
        englishName = try row.getIfPresent("english_name")
        kind = try row.get("kind")
        parent = try row.getIfPresent("parent_id")
        area = try row.get("area")
        phone = try row.getIfPresent("phone")
        state = try row.get("state")
        version = try row.get("version")
    }
}
