/// The signals of a construction-waste truck, brought to one form whatever the vendor sends.
package struct TruckSignals: Sendable, Equatable {
    package enum Cover: String, Sendable, Codable {
        case closed
        case open
        case unknown
    }

    package enum Lift: String, Sendable, Codable {
        case down
        case up
        case unknown
    }

    package enum Load: String, Sendable, Codable {
        case empty
        case half
        case full
        case unknown
    }

    package var cover: Cover = .unknown
    package var lift: Lift = .unknown
    package var load: Load = .unknown
    package var loadKG: Double?
    /// Signals of other names.
    package var others: [String: SignalValue] = [:]

    package init() {}

    fileprivate mutating func take(_ name: String, _ value: SignalValue) {
        switch (name, value) {
        case ("cover", .state(let state)): cover = Cover(rawValue: state) ?? .unknown
        case ("lift", .state(let state)): lift = Lift(rawValue: state) ?? .unknown
        case ("load", .state(let state)): load = Load(rawValue: state) ?? .unknown
        case ("loadKG", .number(let number)): loadKG = number
        default: others[name] = value
        }
    }
}

extension Dialect {
    /// What a location says by the dialect's rules. Nil when the dialect has none, which costs nothing.
    package func signals(of location: Location) -> TruckSignals? {
        guard !signals.isEmpty else { return nil }
        var all: TruckSignals = TruckSignals()
        for rule in signals {
            if let value = value(rule, location) { all.take(rule.signal, value) }
        }
        return all
    }

    /// What a vendor's pass-through message says.
    package func signals(of message: PassThroughUp) -> TruckSignals? {
        let rules: [SignalRule] = signals.filter { $0.source == .passThrough(message.kind) }
        guard !rules.isEmpty else { return nil }
        var all: TruckSignals = TruckSignals()
        for rule in rules {
            if let value = rule.value(in: message.content) { all.take(rule.signal, value) }
        }
        return all
    }

    private func value(_ rule: SignalRule, _ location: Location) -> SignalValue? {
        switch rule.source {
        case .item(let id): location.items[id].flatMap { rule.value(in: $0) }
        case .status: rule.value(ofRaw: UInt64(location.status.rawValue), width: 32)
        case .passThrough: nil
        }
    }
}
