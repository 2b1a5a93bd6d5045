package import CityCore
package import CityGeo
package import CityRegistry
import CitySQL
package import CityWorkflow

package enum CaseTag {}
package typealias CaseID = EntityID<CaseTag>

/// Where a report came from.
package enum CaseSource: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    case collector
    case hotline12319 = "hotline_12319"
    case hotline12345 = "hotline_12345"
    case police110 = "police_110"
    case wechat
    case app
    case website
    case video
    case leader
    case media
    case device
    case department
    case counter
    case other

    package var title: Wording {
        switch self {
        case .collector: Wording("监督员上报", "Collector")
        case .hotline12319: Wording("12319 热线", "Hotline 12319")
        case .hotline12345: Wording("12345 转办", "Hotline 12345")
        case .police110: Wording("110 转办", "Police 110")
        case .wechat: Wording("微信", "WeChat")
        case .app: Wording("手机应用", "Mobile app")
        case .website: Wording("网站", "Website")
        case .video: Wording("视频上报", "Video")
        case .leader: Wording("领导批示", "Instruction of a leader")
        case .media: Wording("媒体曝光", "Press")
        case .device: Wording("物联网报警", "Device alarm")
        case .department: Wording("部门转办", "Another department")
        case .counter: Wording("窗口受理", "Service counter")
        case .other: Wording("其他", "Other")
        }
    }

    /// Reports of the public, as the indicators count them.
    package var isPublic: Bool {
        switch self {
        case .hotline12319, .hotline12345, .police110, .wechat, .app, .website, .media, .counter: true
        case .collector, .video, .leader, .device, .department, .other: false
        }
    }
}

/// How far a supervision has come.
package enum SupervisionStatus: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    case none
    case open
    case answered
}

/// How far an appeal against "overdue" has come: the dispatcher reviews it, the acceptor decides.
package enum AppealStatus: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    case none
    case requested
    case reviewed
    case upheld
    case rejected
}

/// Where a case is: the point, and what it lies in.
package struct CasePlace: Sendable, Hashable {
    package var coordinate: Coordinate?
    package var address: String
    /// The most specific area known; its first digits are the wider ones.
    package var area: String
    package var grid: String?
    package var responsibilityGrid: String?

    package init(
        coordinate: Coordinate?,
        address: String,
        area: String,
        grid: String? = nil,
        responsibilityGrid: String? = nil
    ) {
        self.coordinate = coordinate
        self.address = address
        self.area = area
        self.grid = grid
        self.responsibilityGrid = responsibilityGrid
    }

    /// The county-level area: what scopes and counters go by.
    package var county: String { String(area.prefix(6)) }
    package var street: String? { area.count >= 9 ? String(area.prefix(9)) : nil }
    package var cell: Int? { coordinate.map(CaseCell.cell) }
}

/// What a case is about: a small class of an edition of the class tables, and the condition under which it is filed.
package struct CaseSubject: Sendable, Hashable {
    package var key: ClassKey
    package var condition: String?

    package init(key: ClassKey, condition: String? = nil) {
        self.key = key
        self.condition = condition
    }
}

/// Whose turn it is.
package struct CaseTurn: Sendable, Hashable {
    package var role: CaseRole?
    package var organisation: OrganisationID?
    package var account: AccountID?

    package init(role: CaseRole?, organisation: OrganisationID?, account: AccountID?) {
        self.role = role
        self.organisation = organisation
        self.account = account
    }

    package static let nobody: CaseTurn = CaseTurn(role: nil, organisation: nil, account: nil)
}

/// A case as it stands now. Its past is in the history, which alone decides what is true.
package struct CaseRecord: Sendable, Hashable {
    package var id: CaseID
    package var number: String
    package var version: Int
    package var state: CaseState
    package var source: CaseSource
    package var place: CasePlace
    package var subject: CaseSubject?
    package var limit: TimeLimit?
    package var description: String
    package var part: String?
    package var isUrgent: Bool
    package var organisation: OrganisationID?
    package var suggestedOrganisation: OrganisationID?
    package var routingRule: String?
    package var turn: CaseTurn
    package var registrar: AccountID
    package var reportedAt: Timestamp
    package var filedAt: Timestamp?
    package var dispatchedAt: Timestamp?
    package var handledAt: Timestamp?
    package var closedAt: Timestamp?
    /// The end of the whole case's limit.
    package var dueAt: Timestamp?
    /// The end of the present stage's limit.
    package var stageDueAt: Timestamp?
    package var lamp: Lamp?
    /// When the lamp changes next, for the timer that keeps the counters of lamps right.
    package var lampChangesAt: Timestamp?
    /// Whether the case was closed within its limit; nil while it is open.
    package var closedOnTime: Bool?
    /// Whether the department kept the handling limit, at the last feedback.
    package var handledOnTime: Bool?
    package var verifiedTrue: Bool?
    package var reworkCount: Int
    package var returnCount: Int
    package var extensionCount: Int
    package var dispatchCount: Int
    package var suspensionCount: Int
    package var suspendedUntil: Timestamp?
    package var supervision: SupervisionStatus
    package var appeal: AppealStatus
    package var satisfaction: Int?
    package var mergedInto: CaseID?
    package var origin: CaseOrigin?
    package var historyHash: String
    package var historyCount: Int
    package var updatedAt: Timestamp
}

/// Where an imported case has its first record: the pair is unique.
package struct CaseOrigin: Sendable, Hashable {
    package var system: String
    package var number: String
    /// Of the row that it was made from: an equal one changes nothing.
    package var fingerprint: String

    package init(system: String, number: String, fingerprint: String) {
        self.system = system
        self.number = number
        self.fingerprint = fingerprint
    }
}
