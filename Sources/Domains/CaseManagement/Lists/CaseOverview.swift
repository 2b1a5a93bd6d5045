package import CityCore
import CityRegistry
import CitySQL
package import CityWorkflow

/// The figures that are always there: from counters, within what somebody may see, at the cost of reading a few
/// hundred small rows however many cases there are.
package struct CaseOverview: Sendable {
    package struct AreaFigures: Sendable, Hashable {
        package var open: Int = 0
        package var ended: Int = 0
        package var yellow: Int = 0
        package var red: Int = 0
    }

    package var byState: [CaseState: Int] = [:]
    package var byLamp: [Lamp: Int] = [:]
    package var byStateAndLamp: [CaseState: [Lamp: Int]] = [:]
    package var byCounty: [String: AreaFigures] = [:]
    package var bySource: [String: Int] = [:]
    package var byOrganisation: [OrganisationID: AreaFigures] = [:]

    package var open: Int { byState.reduce(0) { $0 + ($1.key.isFinal ? 0 : $1.value) } }
    package var total: Int { byState.values.reduce(0, +) }

    /// - Returns: nil when the rights are finer than the counters (below a county for somebody without a department).
    init?(_ identity: Identity, organisations: OrganisationDirectory, in db: any SQLConnection) throws {
        let scopes: [AccessScope] = identity.scopes(for: .caseRead)
        let whole: [AccessScope] = scopes.filter { $0.organisation == nil }
        if whole.contains(where: { $0.area.utf8.count > 6 }) { return nil }
        if !whole.isEmpty { try countAreas(whole, in: db) }
        var reach: [OrganisationID: [String]] = [:]
        for scope in scopes {
            guard let granted = scope.organisation else { continue }
            for organisation in organisations.subtree(of: granted) {
                reach[organisation, default: []].append(String(scope.area.prefix(6)))
            }
        }
        if !reach.isEmpty { try countOrganisations(reach, outside: whole, in: db) }
    }

    private mutating func countAreas(_ scopes: [AccessScope], in db: any SQLConnection) throws {
        let dimensions: [CounterKey.Dimension] = [.all, .lamp, .source, .organisation, .organisationLamp]
        for (key, count) in try CaseCounterStore.counts(dimensions, counties: nil, in: db)
        where scopes.contains(where: { key.county.hasPrefix($0.area) }) {
            switch key.dimension {
            case .all: add(state: key.state, county: key.county, count)
            case .lamp: add(lamp: key.key, state: key.state, county: key.county, count)
            case .source: bySource[key.key, default: 0] += count
            case .organisation: byOrganisation[OrganisationID(key.key), default: AreaFigures()].add(key.state, count)
            case .organisationLamp: addOrganisationLamp(key.key, count)
            default: break
            }
        }
    }

    /// What departments may see, in the counties of their grants, without what was counted for whole areas already.
    private mutating func countOrganisations(
        _ reach: [OrganisationID: [String]],
        outside whole: [AccessScope],
        in db: any SQLConnection
    ) throws {
        for (key, count) in try CaseCounterStore.counts([.organisation, .organisationLamp], counties: nil, in: db) {
            let parts: [Substring] = key.key.split(separator: "/")
            guard let first = parts.first, let areas = reach[OrganisationID(String(first))],
                areas.contains(where: key.county.hasPrefix), !whole.contains(where: { key.county.hasPrefix($0.area) })
            else { continue }
            if key.dimension == .organisation {
                add(state: key.state, county: key.county, count)
                byOrganisation[OrganisationID(String(first)), default: AreaFigures()].add(key.state, count)
            } else if parts.count == 2 {
                add(lamp: String(parts[1]), state: key.state, county: key.county, count)
                addOrganisationLamp(key.key, count)
            }
        }
    }

    private mutating func add(state: CaseState, county: String, _ count: Int) {
        byState[state, default: 0] += count
        byCounty[county, default: AreaFigures()].add(state, count)
    }

    private mutating func add(lamp name: String, state: CaseState, county: String, _ count: Int) {
        guard let lamp = Lamp(rawValue: name) else { return }
        byStateAndLamp[state, default: [:]][lamp, default: 0] += count
        byLamp[lamp, default: 0] += count
        byCounty[county, default: AreaFigures()].add(lamp, count)
    }

    private mutating func addOrganisationLamp(_ key: String, _ count: Int) {
        let parts: [Substring] = key.split(separator: "/")
        guard parts.count == 2, let lamp = Lamp(rawValue: String(parts[1])) else { return }
        byOrganisation[OrganisationID(String(parts[0])), default: AreaFigures()].add(lamp, count)
    }
}

extension CaseOverview.AreaFigures {
    fileprivate mutating func add(_ state: CaseState, _ count: Int) {
        if state.isFinal { ended += count } else { open += count }
    }

    fileprivate mutating func add(_ lamp: Lamp, _ count: Int) {
        switch lamp {
        case .green: break
        case .yellow: yellow += count
        case .red: red += count
        }
    }
}
