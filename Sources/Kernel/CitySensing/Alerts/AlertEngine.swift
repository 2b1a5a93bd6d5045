package import CityCore
import CityGeo

/// What a position, or its absence, has brought about.
package enum AlertOutcome: Sendable, Hashable {
    case entered(FenceID, at: Timestamp)
    case left(FenceID, enteredAt: Timestamp, at: Timestamp)
    /// It has held long enough: the alert begins, at the moment from which it held.
    case began(AlertRuleID, at: Timestamp, Position?)
    /// It holds again before it was over.
    case again(AlertRuleID)
    case ended(AlertRuleID, at: Timestamp, Position?)
}

/// What is kept of one device between two positions.
package struct AlertTrace: Sendable, Hashable, Codable {
    struct Hold: Sendable, Hashable, Codable {
        /// Since when the conditions hold, or held.
        var since: Timestamp
        /// The alert has begun.
        var isAlert: Bool = false
        /// Since when they hold no more; the alert ends when it stays so.
        var over: Timestamp?
    }

    /// By fence, since when.
    var inside: [String: Timestamp] = [:]
    /// By rule.
    var holds: [String: Hold] = [:]
    /// By the device's clock; not kept in the database.
    var last: Position?

    private enum CodingKeys: String, CodingKey {
        case inside
        case holds
    }

    package init() {}

    var isEmpty: Bool { inside.isEmpty && holds.isEmpty }

    /// Whether the same of it is kept.
    func isKept(like other: AlertTrace) -> Bool { inside == other.inside && holds == other.holds }
}

/// Positions in, outcomes out. Pure: the same positions bring about the same, however they are parted.
package struct AlertEngine: Sendable {
    let book: AlertBook

    package init(_ book: AlertBook) {
        self.book = book
    }

    /// A position that is newer than all before. Of an older one nothing follows: what happened then is in the track.
    package func take(_ position: Position, of device: Device, _ trace: inout AlertTrace) -> [AlertOutcome] {
        if let last = trace.last, position.at < last.at { return [] }
        let last: Position? = trace.last
        trace.last = position
        var outcomes: [AlertOutcome] = []
        var (inside, crossed): (Set<Int>, Set<Int>) = ([], [])
        if position.isLocated, let place = position.place {
            inside = Set(book.index.findAll(place))
            crossed = self.crossed(from: last, to: place, position.at, inside, trace)
            outcomes = move(to: inside, crossed, from: last?.at, position.at, &trace)
        } else {
            inside = Set(book.fences.indices.filter { trace.inside[book.fences[$0].id.text] != nil })
        }
        for rule in book.rules where rule.rule.covers(device) {
            let passed: Set<Int> = rule.inside.map { crossed.intersection($0) } ?? []
            let holds: Bool = book.holds(rule, position, inside: inside.union(passed))
            if let outcome = step(rule.rule, holds, position.at, position, &trace) { outcomes.append(outcome) }
        }
        return outcomes
    }

    /// As time passes: alerts that are over for good, rules that are no more, devices that say nothing.
    package func tick(
        _ now: Timestamp,
        seenAt: Timestamp,
        of device: Device,
        _ trace: inout AlertTrace
    ) -> [AlertOutcome] {
        var outcomes: [AlertOutcome] = []
        for rule in book.rules {
            guard let seconds = rule.rule.conditions.silentSeconds, rule.rule.covers(device) else { continue }
            let isSilent: Bool = now - seenAt >= .seconds(seconds) && book.isIn(rule.rule.window, now)
            if let outcome = step(rule.rule, isSilent, now, nil, since: seenAt, &trace) {
                outcomes.append(outcome)
            }
        }
        for (key, hold) in trace.holds {
            let rule: AlertRule? = book.rules.first { $0.rule.id.text == key }?.rule
            guard let rule, rule.covers(device) else {
                trace.holds[key] = nil
                if hold.isAlert { outcomes.append(.ended(AlertRuleID(key), at: hold.over ?? now, nil)) }
                continue
            }
            guard let over = hold.over, now - over >= .seconds(rule.rejoinSeconds) else { continue }
            trace.holds[key] = nil
            outcomes.append(.ended(rule.id, at: over, trace.last))
        }
        return outcomes
    }

    /// Fences that lie between two positions without either being in them.
    private func crossed(
        from last: Position?,
        to place: Coordinate,
        _ at: Timestamp,
        _ inside: Set<Int>,
        _ trace: AlertTrace
    ) -> Set<Int> {
        guard let last, last.isLocated, let start = last.place, at - last.at <= Self.crossingMax else { return [] }
        let seconds: Double = Double(max(1000, (at - last.at).milliseconds)) / 1000
        if start == place || start.distanceM(to: place) / seconds > Self.crossingMaxMPS { return [] }
        return Set(
            book.index.met(from: start, to: place).filter { fence in
                !inside.contains(fence) && trace.inside[book.fences[fence].id.text] == nil
            }
        )
    }

    /// Between positions farther apart in time nobody knows which way it went.
    private static let crossingMax: TimeSpan = .minutes(2)
    /// 200 km/h: nobody drove there, so one of the two is drift.
    private static let crossingMaxMPS: Double = 55.6

    private func move(
        to inside: Set<Int>,
        _ crossed: Set<Int>,
        from before: Timestamp?,
        _ at: Timestamp,
        _ trace: inout AlertTrace
    ) -> [AlertOutcome] {
        if inside.isEmpty, crossed.isEmpty, trace.inside.isEmpty { return [] }
        var outcomes: [AlertOutcome] = []
        let now: Set<String> = Set(inside.map { book.fences[$0].id.text })
        for (fence, since) in trace.inside.sorted(by: { $0.key < $1.key }) where !now.contains(fence) {
            trace.inside[fence] = nil
            outcomes.append(.left(FenceID(fence), enteredAt: since, at: at))
        }
        for fence in crossed.sorted() {
            let id: FenceID = book.fences[fence].id
            let entered: Timestamp = before ?? at
            outcomes += [.entered(id, at: entered), .left(id, enteredAt: entered, at: at)]
        }
        for fence in now.sorted() where trace.inside[fence] == nil {
            trace.inside[fence] = at
            outcomes.append(.entered(FenceID(fence), at: at))
        }
        return outcomes
    }

    private func step(
        _ rule: AlertRule,
        _ holds: Bool,
        _ at: Timestamp,
        _ position: Position?,
        since: Timestamp? = nil,
        _ trace: inout AlertTrace
    ) -> AlertOutcome? {
        let key: String = rule.id.text
        guard holds else { return stop(rule, at, position, &trace) }
        var hold: AlertTrace.Hold = trace.holds[key] ?? AlertTrace.Hold(since: since ?? at)
        defer { trace.holds[key] = hold }
        if hold.over != nil {
            hold.over = nil
            return .again(rule.id)
        }
        if hold.isAlert || at - hold.since < .seconds(rule.forSeconds) { return nil }
        hold.isAlert = true
        return .began(rule.id, at: hold.since, position ?? trace.last)
    }

    private func stop(
        _ rule: AlertRule,
        _ at: Timestamp,
        _ position: Position?,
        _ trace: inout AlertTrace
    ) -> AlertOutcome? {
        let key: String = rule.id.text
        guard var hold = trace.holds[key] else { return nil }
        guard hold.isAlert else {
            trace.holds[key] = nil
            return nil
        }
        let over: Timestamp = hold.over ?? at
        if at - over >= .seconds(rule.rejoinSeconds) {
            trace.holds[key] = nil
            return .ended(rule.id, at: over, position ?? trace.last)
        }
        hold.over = over
        trace.holds[key] = hold
        return nil
    }
}
