package import CityCore
import CityHTTP
import CityRegistry
import CitySQL

package enum PlanTag {}
package typealias PlanID = EntityID<PlanTag>

/// What a plan or an incident is about; the city's own words stand in its name.
package enum IncidentKind: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    case emergency
    case snow
    case flood
    case dust
    case event
    case other

    package var title: Wording {
        switch self {
        case .emergency: Wording("突发事件", "Emergency")
        case .snow: Wording("扫雪除冰", "Snow and ice")
        case .flood: Wording("防汛排涝", "Flood")
        case .dust: Wording("扬尘与重污染天气", "Dust and bad air")
        case .event: Wording("重大活动保障", "Large event")
        case .other: Wording("其他", "Other")
        }
    }
}

package enum PlanState: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    case draft
    case active
    case retired

    var title: Wording {
        switch self {
        case .draft: Wording("草稿", "Draft")
        case .active: Wording("可启动", "Ready for use")
        case .retired: Wording("停用", "Retired")
        }
    }
}

/// A duty in an incident, held by one person: 总指挥, 现场指挥.
package struct PlanRole: Codable, Sendable, Hashable {
    package var key: String
    package var title: String
    package var words: String

    package init(key: String, title: String, words: String) {
        self.key = key
        self.title = title
        self.words = words
    }
}

/// What must be at hand: 融雪剂 20 吨.
package struct PlanResource: Codable, Sendable, Hashable {
    package var name: String
    package var quantity: Int
    package var unit: String

    package init(name: String, quantity: Int, unit: String) {
        self.name = name
        self.quantity = quantity
        self.unit = unit
    }
}

package struct PlanStep: Codable, Sendable, Hashable {
    package var key: String
    package var title: String
    package var words: String
    /// Key of the role that answers for it; empty for nobody in particular.
    package var role: String
    /// Keys of steps above it that must have ended.
    package var after: [String]
    /// Minutes from when those have ended, or from the beginning, until it is its turn.
    package var waitMinutes: Int
    /// Minutes from its turn until it is to be done; 0 for no limit.
    package var dueMinutes: Int
    /// How many units are to be sent, and what they must be able to do.
    package var units: Int
    package var skills: [String]
    /// When its turn comes, the fittest free units are sent without anybody's choosing.
    package var isAutomatic: Bool

    package init(
        key: String,
        title: String,
        words: String = "",
        role: String = "",
        after: [String] = [],
        waitMinutes: Int = 0,
        dueMinutes: Int = 0,
        units: Int = 0,
        skills: [String] = [],
        isAutomatic: Bool = false
    ) {
        self.key = key
        self.title = title
        self.words = words
        self.role = role
        self.after = after
        self.waitMinutes = waitMinutes
        self.dueMinutes = dueMinutes
        self.units = units
        self.skills = skills
        self.isAutomatic = isAutomatic
    }
}

package struct PlanContent: Codable, Sendable, Hashable {
    /// When it is started, and what for.
    package var words: String
    package var roles: [PlanRole]
    package var resources: [PlanResource]
    package var steps: [PlanStep]
    /// Minutes between roll calls; 0 for none.
    package var rollCallMinutes: Int

    package init(
        words: String,
        roles: [PlanRole],
        resources: [PlanResource],
        steps: [PlanStep],
        rollCallMinutes: Int
    ) {
        self.words = words
        self.roles = roles
        self.resources = resources
        self.steps = steps
        self.rollCallMinutes = rollCallMinutes
    }
}

/// 预案: what is done when something happens, step by step, by whom and with what.
package struct Plan: Sendable, Hashable, Placed {
    package static let thing: Wording = Wording("预案", "plan")

    package var id: PlanID
    package var name: String
    package var kind: IncidentKind
    package var area: String
    package var state: PlanState
    package var content: PlanContent
    package var version: Int

    package var organisation: OrganisationID? { nil }
}

/// Every statement on `command_plan`.
enum PlanStore {
    private static let columns: SQLQuery = "id, name, kind, area, state, content, version"

    static func find(_ id: PlanID, in db: any SQLConnection) throws -> Plan? {
        try db.first("SELECT \(columns) FROM command_plan WHERE id = \(id)").map(plan)
    }

    /// All, by name; a city has some dozens.
    static func all(in db: any SQLConnection) throws -> [Plan] {
        try db.rows("SELECT \(columns) FROM command_plan ORDER BY name, id").map(plan)
    }

    static func insert(_ plan: Plan, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO command_plan (\(columns))
            VALUES (\(plan.id), \(plan.name), \(plan.kind), \(plan.area), \(plan.state), \(SQLJSON(plan.content)),
                \(plan.version))
            """
        )
    }

    static func update(_ plan: Plan, from version: Int, in db: any SQLConnection) throws {
        let changed: Int = try db.run(
            """
            UPDATE command_plan SET name = \(plan.name), kind = \(plan.kind), area = \(plan.area),
                state = \(plan.state), content = \(SQLJSON(plan.content)), version = \(plan.version)
            WHERE id = \(plan.id) AND version = \(version)
            """
        )
        guard changed == 1 else { throw CityError.stale(Plan.thing, current: plan.version) }
    }

    private static func plan(_ row: SQLRow) throws -> Plan {
        Plan(
            id: try row.get("id"),
            name: try row.get("name"),
            kind: try row.get("kind"),
            area: try row.get("area"),
            state: try row.get("state"),
            content: try row.get("content", as: SQLJSON<PlanContent>.self).value,
            version: try row.get("version")
        )
    }
}
