import CityCore
import CityRegistry
import CitySQL

/// Who may see and do what, by permission × area × organisation, as the registry stands now.
struct CaseAuthority: Sendable {
    let organisations: OrganisationDirectory

    /// The roles in which somebody may act on a case.
    func roles(of identity: Identity, on record: CaseRecord) -> Set<CaseRole> {
        if identity.isSystem { return Set(CaseRole.allCases) }
        return Set(CaseRole.allCases.filter { holds($0, identity, record) })
    }

    func maySee(_ record: CaseRecord, _ identity: Identity) -> Bool {
        if identity.isSystem || record.registrar == identity.account { return true }
        if record.turn.account == identity.account { return true }
        return may(.caseRead, identity, on: record)
    }

    /// Whether a permission holds for a case: its area, and the department that it lies with.
    func may(_ permission: Permission, _ identity: Identity, on record: CaseRecord) -> Bool {
        covers(identity.scopes(for: permission), area: record.place.area, organisation: record.organisation)
    }

    func covers(_ scopes: [AccessScope], area: String, organisation: OrganisationID?) -> Bool {
        scopes.contains { area.hasPrefix($0.area) && covers($0.organisation, organisation) }
    }

    /// The same as `maySee`, for a query on `case_case`: alternatives of which one must hold. One without conditions
    /// means everything.
    func alternatives(_ identity: Identity, for permission: Permission = .caseRead) -> [[SQLQuery]] {
        let scopes: [AccessScope] = identity.scopes(for: permission)
        if scopes.contains(where: { $0.area.isEmpty && $0.organisation == nil }) { return [[]] }
        let alternatives: [[SQLQuery]] = scopes.flatMap(alternatives)
        return alternatives.isEmpty ? [["registrar = \(identity.account)"]] : alternatives
    }

    private func alternatives(_ scope: AccessScope) -> [[SQLQuery]] {
        let area: [SQLQuery] = scope.area.isEmpty ? [] : [CaseAuthority.inside(area: scope.area)]
        guard let organisation = scope.organisation else { return [area] }
        return organisations.subtree(of: organisation).sorted().map { ["organisation = \($0)"] + area }
    }

    /// Inside an area, by the column whose index serves best.
    static func inside(area: String) -> SQLQuery {
        switch area.utf8.count {
        case 6: "county = \(area)"
        case 9: "street = \(area)"
        default: "area >= \(area) AND area < \(area + "~")"
        }
    }

    private func holds(_ role: CaseRole, _ identity: Identity, _ record: CaseRecord) -> Bool {
        identity.scopes(for: role.permission).contains { scope in
            guard record.place.area.hasPrefix(scope.area) else { return false }
            return role.belongsToHandlingOrganisation ? covers(scope.organisation, record.organisation) : true
        }
    }

    /// Whether a grant for an organisation reaches another: itself and everything under it.
    private func covers(_ granted: OrganisationID?, _ organisation: OrganisationID?) -> Bool {
        guard let granted else { return true }
        guard let organisation else { return false }
        return granted == organisation || organisations.subtree(of: granted).contains(organisation)
    }
}
