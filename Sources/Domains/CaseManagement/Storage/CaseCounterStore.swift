import CityCore
import CityRegistry
package import CitySQL
import CityWorkflow

/// What a counter counts: a dimension of cases, one of its values, within a county and a state.
package struct CounterKey: Sendable, Hashable {
    package enum Dimension: String, Sendable, CaseIterable {
        case all
        case street
        case organisation
        case smallClass = "class"
        case source
        /// Open cases by the colour of their stage clock.
        case lamp
        /// Open cases of an organisation by colour: `organisation/lamp`.
        case organisationLamp = "organisation_lamp"
        /// Open cases by whose turn it is and colour: `role/lamp`.
        case turnLamp = "turn_lamp"
        /// Ended cases by organisation and whether they kept their limit: `organisation/1`.
        case outcome
    }

    package var dimension: Dimension
    package var key: String
    package var county: String
    package var state: CaseState
}

extension CaseRecord {
    /// Every counter that this case is in.
    var counterKeys: Set<CounterKey> {
        var keys: Set<CounterKey> = []
        func add(_ dimension: CounterKey.Dimension, _ key: String) {
            keys.insert(CounterKey(dimension: dimension, key: key, county: place.county, state: state))
        }
        add(.all, "")
        add(.source, source.rawValue)
        if let street = place.street { add(.street, street) }
        if let organisation { add(.organisation, organisation.text) }
        if let subject { add(.smallClass, subject.key.text) }
        if let lamp, !state.isFinal {
            add(.lamp, lamp.rawValue)
            if let organisation { add(.organisationLamp, "\(organisation.text)/\(lamp.rawValue)") }
            if let role = turn.role { add(.turnLamp, "\(role.rawValue)/\(lamp.rawValue)") }
        }
        if state.isFinal, let closedOnTime {
            add(.outcome, "\(organisation?.text ?? "")/\(closedOnTime ? 1 : 0)")
        }
        return keys
    }
}

/// Changes of counters, gathered over one or many cases before they are written.
struct CounterChanges {
    private(set) var deltas: [CounterKey: Int] = [:]

    mutating func replace(_ earlier: CaseRecord?, by later: CaseRecord) {
        let before: Set<CounterKey> = earlier?.counterKeys ?? []
        let after: Set<CounterKey> = later.counterKeys
        for key in before.subtracting(after) { deltas[key, default: 0] -= 1 }
        for key in after.subtracting(before) { deltas[key, default: 0] += 1 }
    }
}

/// Every statement on `case_counter`.
package enum CaseCounterStore {
    /// As one statement for up to `rowsMax` counters: a case changes about ten at once.
    static func apply(_ changes: CounterChanges, in db: any SQLConnection) throws {
        let deltas: [(key: CounterKey, value: Int)] = changes.deltas.filter { $0.value != 0 }.map { ($0.key, $0.value) }
        for start in stride(from: 0, to: deltas.count, by: rowsMax) {
            let rows: [SQLQuery] = deltas[start..<min(start + rowsMax, deltas.count)].map { key, delta in
                "(\(key.dimension.rawValue), \(key.key), \(key.county), \(key.state), \(delta))"
            }
            try db.send(
                """
                INSERT INTO case_counter (dimension, key, county, state, n) VALUES \(rows.joined(separator: ", "))
                ON CONFLICT (dimension, key, county, state) DO UPDATE SET n = case_counter.n + excluded.n
                """
            )
        }
    }

    private static let rowsMax: Int = 24

    /// The counters of some dimensions, optionally only those of some counties.
    package static func counts(
        _ dimensions: [CounterKey.Dimension],
        counties: [String]?,
        in db: any SQLConnection
    ) throws -> [CounterKey: Int] {
        var conditions: [SQLQuery] = ["dimension IN \(list: dimensions.map(\.rawValue))", "n <> 0"]
        if let counties { conditions.append("county IN \(list: counties)") }
        var counts: [CounterKey: Int] = [:]
        try db.each("SELECT dimension, key, county, state, n FROM case_counter\(conditions.whereClause)") { row in
            guard let dimension = CounterKey.Dimension(rawValue: try row.get("dimension")) else { return }
            let key: CounterKey = CounterKey(
                dimension: dimension,
                key: try row.get("key"),
                county: try row.get("county"),
                state: try row.get("state")
            )
            counts[key] = try row.get("n", as: Int.self)
        }
        return counts
    }
}
