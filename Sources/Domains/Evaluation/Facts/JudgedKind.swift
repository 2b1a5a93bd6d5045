package import CityCore
import CitySQL

/// Who or what is judged. Raw values are stored and named in addresses.
package enum JudgedKind: String, Sendable, Hashable, CaseIterable, Codable {
    case city
    case county
    case street
    case community
    case grid
    case responsibilityGrid = "responsibility_grid"
    case department
    case contractor
    case collector
    case acceptor
    case dutyOfficer = "duty_officer"
    case dispatcher
    /// 小类: which problems there are, and how often they come back.
    case smallClass = "class"

    package var title: Wording {
        switch self {
        case .city: Wording("全市", "Whole city")
        case .county: Wording("区县", "Counties")
        case .street: Wording("街道", "Streets")
        case .community: Wording("社区", "Communities")
        case .grid: Wording("单元网格", "Unit grids")
        case .responsibilityGrid: Wording("责任网格", "Responsibility grids")
        case .department: Wording("部门", "Departments")
        case .contractor: Wording("采集公司", "Collection contractors")
        case .collector: Wording("监督员", "Collectors")
        case .acceptor: Wording("受理员", "Acceptors")
        case .dutyOfficer: Wording("值班长", "Duty officers")
        case .dispatcher: Wording("派遣员", "Dispatchers")
        case .smallClass: Wording("小类", "Small classes")
        }
    }

    /// Posts are people: who may see their figures is another right.
    package var isPost: Bool { JudgedKind.posts.contains(self) }
    package static let posts: Set<JudgedKind> = [.collector, .acceptor, .dutyOfficer, .dispatcher]

    /// How many characters of an area's code name an area of this level.
    private var codeLength: Int? {
        switch self {
        case .county: 6
        case .street: 9
        case .community: 12
        default: nil
        }
    }

    /// The subject that a fact counts for; nil when it counts for none of this dimension.
    func subject(of fact: Fact, at place: FactPlace) -> String? {
        switch self {
        case .city: ""
        case .county, .street, .community:
            codeLength.flatMap { place.area.utf8.count >= $0 ? String(place.area.prefix($0)) : nil }
        case .grid: place.grid
        case .responsibilityGrid: place.responsibilityGrid
        case .smallClass: place.smallClass
        case .department: fact.organisation?.text
        case .contractor: fact.contractor?.text
        case .collector, .acceptor, .dutyOfficer, .dispatcher: fact.post == rawValue ? fact.person?.text : nil
        }
    }

    /// The same as an expression on `evaluation_fact`, with the condition under which it holds.
    var expression: (subject: SQLQuery, condition: SQLQuery) {
        switch self {
        case .city: ("''", "1 = 1")
        case .county: ("substr(area, 1, 6)", "length(area) >= 6")
        case .street: ("substr(area, 1, 9)", "length(area) >= 9")
        case .community: ("substr(area, 1, 12)", "length(area) >= 12")
        case .grid: ("grid", "grid IS NOT NULL")
        case .responsibilityGrid: ("responsibility_grid", "responsibility_grid IS NOT NULL")
        case .smallClass: ("small_class", "small_class IS NOT NULL")
        case .department: ("organisation", "organisation IS NOT NULL")
        case .contractor: ("contractor", "contractor IS NOT NULL")
        case .collector, .acceptor, .dutyOfficer, .dispatcher: ("person", "post = \(rawValue) AND person IS NOT NULL")
        }
    }

    /// The facts of one subject, by what an index serves best.
    func condition(of subject: String) -> SQLQuery {
        switch self {
        case .city: "1 = 1"
        case .county, .street, .community: "area >= \(subject) AND area < \(subject + "~")"
        case .grid: "grid = \(subject)"
        case .responsibilityGrid: "responsibility_grid = \(subject)"
        case .smallClass: "small_class = \(subject)"
        case .department: "organisation = \(subject)"
        case .contractor: "contractor = \(subject)"
        case .collector, .acceptor, .dutyOfficer, .dispatcher: "person = \(subject) AND post = \(rawValue)"
        }
    }
}

/// Where the case of a fact lies, and what it is about.
package struct FactPlace: Sendable, Hashable {
    package var area: String
    package var grid: String?
    package var responsibilityGrid: String?
    package var smallClass: String?

    package init(area: String, grid: String? = nil, responsibilityGrid: String? = nil, smallClass: String? = nil) {
        self.area = area
        self.grid = grid
        self.responsibilityGrid = responsibilityGrid
        self.smallClass = smallClass
    }
}
