package import CityCore

/// The name of a stage clock. Domains declare theirs as static members, so that tables read `.start(.handling)`.
package struct ClockKind: Sendable, Hashable {
    /// The stable name that is stored.
    package let name: String
    package let title: Wording

    package init(_ name: String, _ title: Wording) {
        self.name = name
        self.title = title
    }

    package static func == (left: ClockKind, right: ClockKind) -> Bool { left.name == right.name }

    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// What a transition does to the clocks of a case.
package enum ClockChange: Sendable, Hashable {
    case start(ClockKind)
    /// Ends the clock if there is one.
    case stop(ClockKind)
    case pause(ClockKind)
    case resume(ClockKind)
    /// Ends the clock if there is one, and starts a new one.
    case restart(ClockKind)
    case stopAll
    case pauseAll
    case resumeAll

    package var title: Wording {
        switch self {
        case .start(let kind): Wording("开始\(kind.title.zh)", "start \(kind.title.en)")
        case .stop(let kind): Wording("结束\(kind.title.zh)", "stop \(kind.title.en)")
        case .pause(let kind): Wording("暂停\(kind.title.zh)", "pause \(kind.title.en)")
        case .resume(let kind): Wording("恢复\(kind.title.zh)", "resume \(kind.title.en)")
        case .restart(let kind): Wording("重新开始\(kind.title.zh)", "restart \(kind.title.en)")
        case .stopAll: Wording("结束全部", "stop all")
        case .pauseAll: Wording("暂停全部", "pause all")
        case .resumeAll: Wording("恢复全部", "resume all")
        }
    }
}
