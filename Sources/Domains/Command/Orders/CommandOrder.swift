package import CityCore
package import CityGeo
import CitySQL

package enum CommandOrderTag {}
package typealias CommandOrderID = EntityID<CommandOrderTag>

package enum OrderState: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    case sent
    case read
    case underWay = "under_way"
    case onSite = "on_site"
    case done
    case refused
    case cancelled

    package var title: Wording {
        switch self {
        case .sent: Wording("已下达", "Sent")
        case .read: Wording("已阅", "Read")
        case .underWay: Wording("途中", "Under way")
        case .onSite: Wording("已到场", "On site")
        case .done: Wording("已完成", "Done")
        case .refused: Wording("已拒绝", "Refused")
        case .cancelled: Wording("已取消", "Cancelled")
        }
    }

    package var hasEnded: Bool { self == .done || self == .refused || self == .cancelled }
}

/// What is done to an order. One table: from which states, and to which.
package enum OrderAct: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    case read
    case leave
    case arrive
    case finish
    case refuse
    case cancel
    /// Says something and changes nothing.
    case note

    package var title: Wording {
        switch self {
        case .read: Wording("已阅", "Read")
        case .leave: Wording("出发", "Set out")
        case .arrive: Wording("到场", "Arrive")
        case .finish: Wording("完成", "Finish")
        case .refuse: Wording("拒绝", "Refuse")
        case .cancel: Wording("取消", "Cancel")
        case .note: Wording("备注", "Note")
        }
    }

    var from: Set<OrderState> {
        switch self {
        case .read: [.sent]
        case .leave: [.sent, .read]
        case .arrive, .refuse: [.sent, .read, .underWay]
        case .finish, .cancel, .note: [.sent, .read, .underWay, .onSite]
        }
    }

    var to: OrderState? {
        switch self {
        case .read: .read
        case .leave: .underWay
        case .arrive: .onSite
        case .finish: .done
        case .refuse: .refused
        case .cancel: .cancelled
        case .note: nil
        }
    }

    var needsWords: Bool { self == .refuse || self == .cancel || self == .note }
    /// Acts of whoever was sent; `cancel` is for whoever sends, a note for both.
    var isOfUnit: Bool { self != .cancel }
    var isOfDispatcher: Bool { self == .cancel || self == .note }
}

package enum OrderPriority: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    case normal
    case urgent

    var title: Wording {
        switch self {
        case .normal: Wording("一般", "Normal")
        case .urgent: Wording("紧急", "Urgent")
        }
    }

    var times: OrderTimes {
        switch self {
        case .normal: OrderTimes(readMinutes: 5, arriveMinutes: 30, doneMinutes: 240)
        case .urgent: OrderTimes(readMinutes: 2, arriveMinutes: 15, doneMinutes: 120)
        }
    }
}

/// Minutes from when an order was sent until it is to be read, somebody is to be there, and it is to be done.
package struct OrderTimes: Codable, Sendable, Hashable {
    package var readMinutes: Int
    package var arriveMinutes: Int
    package var doneMinutes: Int

    package init(readMinutes: Int, arriveMinutes: Int, doneMinutes: Int) {
        self.readMinutes = readMinutes
        self.arriveMinutes = arriveMinutes
        self.doneMinutes = doneMinutes
    }
}

/// What an order is about.
package enum OrderSubject: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    case none
    case caseFile = "case"
    case alert
    case help
    /// A step of an incident's plan; the id is the incident's, a slash, the step's.
    case step
}

/// 任务指令: a unit is told to go somewhere and do something.
package struct CommandOrder: Sendable, Hashable, Placed {
    package static let thing: Wording = Wording("任务指令", "order")

    package var id: CommandOrderID
    package var number: String
    /// Orders that were given together.
    package var batch: String
    package var unit: CommandUnitID
    package var unitName: String
    /// The unit's.
    package var area: String
    package var organisation: OrganisationID?
    package var title: String
    package var words: String
    package var priority: OrderPriority
    package var place: Coordinate?
    package var address: String
    package var about: OrderSubject
    package var aboutID: String
    package var aboutName: String
    package var state: OrderState
    package var sentAt: Timestamp
    package var readAt: Timestamp?
    package var leftAt: Timestamp?
    package var arrivedAt: Timestamp?
    package var endedAt: Timestamp?
    package var readBy: Timestamp
    package var arriveBy: Timestamp
    package var doneBy: Timestamp
    /// When it is next looked at for being late; nil when it has ended or everybody has been told.
    package var dueAt: Timestamp?
    /// What was not done in time: `read`, `arrive` or `done`.
    package var late: String?
    /// 0: nobody was told that it is late; 1: the dispatchers; 2: the supervisors.
    package var escalation: Int
    package var byAccount: AccountID
    package var byName: String
    package var result: String
    package var photos: [String]
    package var version: Int

    static let escalationMax: Int = 2

    /// Which deadline runs in this state.
    var deadline: (name: String, at: Timestamp)? {
        switch state {
        case .sent: ("read", readBy)
        case .read, .underWay: ("arrive", arriveBy)
        case .onSite: ("done", doneBy)
        case .done, .refused, .cancelled: nil
        }
    }

    var lastStepAt: Timestamp { arrivedAt ?? leftAt ?? readAt ?? sentAt }

    /// Does what an act does; the rules have been asked. An earlier step that nobody told of happened by then at the
    /// latest.
    mutating func apply(_ act: OrderAct, at moment: Timestamp, now: Timestamp) {
        guard let next: OrderState = act.to else { return }
        state = next
        switch act {
        case .read: readAt = moment
        case .leave: (readAt, leftAt) = (readAt ?? moment, moment)
        case .arrive: (readAt, leftAt, arrivedAt) = (readAt ?? moment, leftAt ?? moment, moment)
        case .finish:
            (readAt, leftAt, arrivedAt) = (readAt ?? moment, leftAt ?? moment, arrivedAt ?? moment)
            endedAt = moment
        case .refuse, .cancel: endedAt = moment
        case .note: break
        }
        (late, escalation) = (nil, 0)
        dueAt = deadline.map { max($0.at, now) }
    }
}

/// One line of an order's history.
package struct OrderEntry: Sendable, Hashable {
    package var at: Timestamp
    /// When the city was told; later than `at` where there was no network.
    package var toldAt: Timestamp
    /// An `OrderAct`, `send`, `late`, or `escalate`.
    package var act: String
    package var byAccount: AccountID
    package var byName: String
    package var words: String
    package var place: Coordinate?

    static func name(_ act: String) -> Wording {
        switch act {
        case "send": Wording("下达", "Sent")
        case "late": Wording("超时", "Late")
        case "escalate": Wording("超时升级", "Late, told to supervisors")
        default: OrderAct(rawValue: act)?.title ?? Wording(act, act)
        }
    }
}
