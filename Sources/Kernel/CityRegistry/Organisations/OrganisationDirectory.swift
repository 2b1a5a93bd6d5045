package import CityCore
package import CitySQL

/// All organisations in memory, as one unchanging value.
package struct OrganisationDirectory: Sendable {
    /// In the order of their codes.
    package let all: [Organisation]
    private let positions: [OrganisationID: Int]
    private let codes: [String: Int]
    private let childPositions: [OrganisationID: [Int]]

    package static let empty: OrganisationDirectory = OrganisationDirectory([])

    package init(loadingFrom db: any SQLConnection) throws {
        self.init(try OrganisationStore.all(in: db))
    }

    package init(_ organisations: [Organisation]) {
        all = organisations.sorted { $0.code < $1.code }
        var positions: [OrganisationID: Int] = [:]
        var codes: [String: Int] = [:]
        var children: [OrganisationID: [Int]] = [:]
        for (position, organisation) in all.enumerated() {
            positions[organisation.id] = position
            codes[organisation.code] = position
            if let parent = organisation.parent { children[parent, default: []].append(position) }
        }
        self.positions = positions
        self.codes = codes
        childPositions = children
    }

    package func find(_ id: OrganisationID) -> Organisation? { positions[id].map { all[$0] } }

    package func find(code: String) -> Organisation? { codes[code].map { all[$0] } }

    /// Those directly below, in the order of their codes.
    package func children(of id: OrganisationID) -> [Organisation] { (childPositions[id] ?? []).map { all[$0] } }

    /// An organisation and everything under it.
    package func subtree(of id: OrganisationID) -> Set<OrganisationID> {
        Set(descendants(of: id).map(\.id)).union([id])
    }

    /// Those below at any depth, each after its parent; the organisation itself is not among them.
    package func descendants(of id: OrganisationID) -> [Organisation] {
        var found: [Organisation] = []
        var seen: Set<OrganisationID> = [id]
        var waiting: [Organisation] = children(of: id).reversed()
        while let next = waiting.popLast() {
            guard seen.insert(next.id).inserted else { continue }
            found.append(next)
            waiting += children(of: next.id).reversed()
        }
        return found
    }

    /// The organisations above, the nearest first.
    package func ancestors(of id: OrganisationID) -> [Organisation] {
        var found: [Organisation] = []
        var seen: Set<OrganisationID> = [id]
        var next: OrganisationID? = find(id)?.parent
        while let current = next, seen.insert(current).inserted, let organisation = find(current) {
            found.append(organisation)
            next = organisation.parent
        }
        return found
    }

    /// An organisation and how far below the first it stands.
    package struct TreeRow: Sendable, Hashable {
        package var organisation: Organisation
        package var depth: Int
    }

    /// The organisations that pass the test, each after its parent; one whose parent does not pass begins a tree.
    package func tree(where passes: (Organisation) -> Bool) -> [TreeRow] {
        let shown: [Organisation] = all.filter(passes)
        let ids: Set<OrganisationID> = Set(shown.map(\.id))
        let roots: [Organisation] = shown.filter { organisation in
            organisation.parent.map { !ids.contains($0) } ?? true
        }
        var rows: [TreeRow] = []
        var waiting: [TreeRow] = roots.reversed().map { TreeRow(organisation: $0, depth: 0) }
        while let row = waiting.popLast() {
            rows.append(row)
            let below: [Organisation] = children(of: row.organisation.id).filter { ids.contains($0.id) }
            waiting += below.reversed().map { TreeRow(organisation: $0, depth: row.depth + 1) }
        }
        return rows
    }
}
