package import CityCore
package import CityGeo
import CitySQL

package enum IncidentTag {}
package typealias IncidentID = EntityID<IncidentTag>
package enum IncidentStepTag {}
package typealias IncidentStepID = EntityID<IncidentStepTag>

/// A role in an incident and who holds it.
package struct IncidentRole: Codable, Sendable, Hashable {
    package var key: String
    package var title: String
    package var words: String
    /// Somebody's name, with a phone number if need be; empty while nobody holds it.
    package var holder: String

    package init(key: String, title: String, words: String, holder: String) {
        self.key = key
        self.title = title
        self.words = words
        self.holder = holder
    }
}

/// 突发事件: something that many must deal with at once, from its beginning to the report about it.
package struct Incident: Sendable, Hashable, Placed {
    package static let thing: Wording = Wording("事件", "incident")
    /// 1 特别重大, 2 重大, 3 较大, 4 一般 (突发事件应对法 §3).
    static let levels: ClosedRange<Int> = 1...4

    package var id: IncidentID
    package var number: String
    package var title: String
    package var kind: IncidentKind
    package var level: Int
    package var area: String
    package var organisation: OrganisationID?
    package var place: Coordinate?
    package var address: String
    package var words: String
    package var plan: PlanID?
    package var planName: String
    package var planVersion: Int
    package var roles: [IncidentRole]
    package var resources: [PlanResource]
    /// An exercise: it looks like one everywhere.
    package var isDrill: Bool
    package var beganAt: Timestamp
    package var endedAt: Timestamp?
    package var rollCallMinutes: Int
    package var rollCallDue: Timestamp?
    package var summary: String
    package var byName: String
    package var version: Int

    static func levelName(_ level: Int) -> Wording {
        switch level {
        case 1: Wording("Ⅰ级（特别重大）", "Level I, most grave")
        case 2: Wording("Ⅱ级（重大）", "Level II, grave")
        case 3: Wording("Ⅲ级（较大）", "Level III, large")
        default: Wording("Ⅳ级（一般）", "Level IV")
        }
    }
}

package enum StepState: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    /// For steps before it, or for its minutes.
    case waiting
    /// It is its turn.
    case ready
    case running
    case done
    case skipped

    var title: Wording {
        switch self {
        case .waiting: Wording("未到时", "Waiting")
        case .ready: Wording("待执行", "Ready")
        case .running: Wording("执行中", "Running")
        case .done: Wording("已完成", "Done")
        case .skipped: Wording("已跳过", "Skipped")
        }
    }

    var hasEnded: Bool { self == .done || self == .skipped }
}

package enum StepAct: String, Codable, CaseIterable, Sendable {
    case start
    case finish
    case skip
    case reopen

    var from: Set<StepState> {
        switch self {
        case .start: [.waiting, .ready]
        case .finish: [.ready, .running]
        case .skip: [.waiting, .ready, .running]
        case .reopen: [.done, .skipped]
        }
    }

    var title: Wording {
        switch self {
        case .start: Wording("开始", "Start")
        case .finish: Wording("完成", "Finish")
        case .skip: Wording("跳过", "Skip")
        case .reopen: Wording("重新打开", "Open again")
        }
    }
}

package struct IncidentStep: Sendable, Hashable {
    package static let thing: Wording = Wording("步骤", "step")

    package var id: IncidentStepID
    package var incident: IncidentID
    package var place: Int
    package var content: PlanStep
    package var state: StepState
    /// When its turn came.
    package var readyAt: Timestamp?
    package var startedAt: Timestamp?
    package var dueAt: Timestamp?
    package var isLate: Bool
    package var endedAt: Timestamp?
    package var outcome: String
    package var byName: String?
    package var version: Int
}

/// One line of an incident's log. Lines are only ever added.
package struct IncidentLine: Sendable, Hashable {
    package enum Kind: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
        case incident
        case step
        case order
        case note
        case report
        case rollCall = "roll_call"
    }

    package var at: Timestamp
    package var kind: Kind
    package var words: String
    package var byName: String
}

package enum RollCallState: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    case unknown
    case safe
    case trouble

    var title: Wording {
        switch self {
        case .unknown: Wording("未应答", "No answer")
        case .safe: Wording("平安", "Safe")
        case .trouble: Wording("有险情", "In trouble")
        }
    }
}

/// What a unit answered to a roll call (PAR: personnel accountability report).
package struct RollCallAnswer: Sendable, Hashable {
    package var call: Int
    package var unit: CommandUnitID
    package var unitName: String
    package var people: Int
    package var state: RollCallState
    package var words: String
    package var begunAt: Timestamp
    package var at: Timestamp?
    package var byName: String?
}

/// How an incident stands, counted at a moment.
package struct IncidentFigures: Codable, Sendable, Hashable {
    var steps: Int
    var stepsEnded: Int
    var stepsLate: Int
    var orders: Int
    var ordersOpen: Int
    var ordersDone: Int
    /// Units that have an order and have not ended it.
    var units: Int
    var unitsOnSite: Int

    init(_ steps: [IncidentStep], _ orders: [CommandOrder]) {
        self.steps = steps.count
        stepsEnded = steps.count { $0.state.hasEnded }
        stepsLate = steps.count { $0.isLate }
        self.orders = orders.count
        ordersOpen = orders.count { !$0.state.hasEnded }
        ordersDone = orders.count { $0.state == .done }
        units = Set(orders.filter { !$0.state.hasEnded }.map(\.unit)).count
        unitsOnSite = Set(orders.filter { $0.state == .onSite }.map(\.unit)).count
    }
}

/// 情况报告: what is told upwards, with the figures of its moment.
package struct SituationReport: Sendable, Hashable {
    package var number: Int
    package var at: Timestamp
    package var words: String
    package var figures: IncidentFigures
    package var byName: String
}
