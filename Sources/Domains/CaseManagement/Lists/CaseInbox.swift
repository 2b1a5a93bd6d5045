import CityCore
import CityRegistry
import CitySQL

/// Whose turn it is, told as the conditions under which a case is in somebody's inbox.
struct CaseInbox: Sendable {
    let organisations: OrganisationDirectory

    /// Alternatives of which one must hold; empty when nothing can ever be this person's turn.
    func alternatives(for identity: Identity) -> [[SQLQuery]] {
        var alternatives: [[SQLQuery]] = []
        for role in CaseRole.allCases {
            for scope in identity.scopes(for: role.permission) {
                alternatives += role == .collector ? [] : turns(role, scope)
            }
        }
        if identity.may(CaseRole.collector.permission) {
            alternatives.append(["turn_account = \(identity.account)"])
        }
        return alternatives
    }

    private func turns(_ role: CaseRole, _ scope: AccessScope) -> [[SQLQuery]] {
        let turn: [SQLQuery] = ["turn_role = \(role.rawValue)"]
        let area: [SQLQuery] = scope.area.isEmpty ? [] : [CaseAuthority.inside(area: scope.area)]
        guard role.belongsToHandlingOrganisation, let organisation = scope.organisation else { return [turn + area] }
        return organisations.subtree(of: organisation).sorted().map { turn + ["turn_organisation = \($0)"] + area }
    }
}
