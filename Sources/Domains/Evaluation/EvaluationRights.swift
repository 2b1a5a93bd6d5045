package import CityCore
import CityRegistry

extension Permission {
    /// Scores of areas and departments, and what they are made of.
    package static let evaluationRead: Permission = Permission("evaluation.read")
    /// Scores of people in their posts; everybody sees their own.
    package static let evaluationPeople: Permission = Permission("evaluation.people")
    /// Objecting for a department.
    package static let evaluationObject: Permission = Permission("evaluation.object")
    /// Opening and freezing periods, first review of objections.
    package static let evaluationReview: Permission = Permission("evaluation.review")
    /// Deciding objections, publishing and correcting periods.
    package static let evaluationDecide: Permission = Permission("evaluation.decide")
    /// Putting new rules in force.
    package static let evaluationRules: Permission = Permission("evaluation.rules")
}

// Who may see whose figures.
extension EvaluationService {
    /// Whether a permission holds for something in an area that an organisation has; a grant for an organisation reaches
    /// those below it.
    func covers(_ identity: Identity, _ permission: Permission, area: String, organisation: OrganisationID) -> Bool {
        identity.scopes(for: permission).contains { scope in
            guard area.hasPrefix(scope.area) else { return false }
            guard let granted = scope.organisation else { return true }
            return granted == organisation
                || registry.current.organisations.ancestors(of: organisation).contains { $0.id == granted }
        }
    }

    /// League tables of departments are for all who are in them; areas for whoever has rights there; people only for
    /// whoever may see them in the whole city, and for themselves.
    func visibility(of dimension: JudgedKind, to identity: Identity) -> @Sendable (String) -> Bool {
        if identity.isSystem { return { _ in true } }
        let scopes: [AccessScope] = identity.scopes(for: .evaluationRead)
        let isCityWide: Bool = scopes.contains { $0.area.utf8.count <= 4 && $0.organisation == nil }
        if dimension.isPost {
            let seesAll: Bool = identity.scopes(for: .evaluationPeople).contains {
                $0.area.utf8.count <= 4 && $0.organisation == nil
            }
            let own: String = identity.account.text
            return { seesAll || $0 == own }
        }
        if isCityWide { return { _ in true } }
        let directory: RegistryDirectory = registry.current
        switch dimension {
        case .department, .contractor:
            return { subject in
                guard let organisation = directory.organisations.find(OrganisationID(subject)) else { return false }
                return scopes.contains {
                    organisation.area.hasPrefix($0.area) || $0.area.hasPrefix(organisation.area)
                }
            }
        case .county, .street, .community, .grid:
            return { subject in scopes.contains { subject.hasPrefix($0.area) } }
        case .responsibilityGrid:
            return { subject in
                let area: String? = directory.responsibilityGrid(ResponsibilityGridID(subject))?.area
                return scopes.contains { scope in area?.hasPrefix(scope.area) ?? false }
            }
        default: return { _ in false }
        }
    }
}

extension EvaluationService {
    /// Whose objections somebody sees; nil is all.
    func objectors(_ identity: Identity) -> [OrganisationID]? {
        let scopes: [AccessScope] = [.evaluationReview, .evaluationDecide, .evaluationRead].flatMap {
            identity.scopes(for: $0)
        }
        let deciding: [AccessScope] =
            identity.scopes(for: .evaluationReview) + identity.scopes(for: .evaluationDecide)
        if identity.isSystem || deciding.contains(where: { $0.area.isEmpty && $0.organisation == nil }) { return nil }
        let organisations: OrganisationDirectory = registry.current.organisations
        return organisations.all.filter { organisation in
            scopes.contains { scope in
                guard let granted = scope.organisation else {
                    return deciding.contains(scope) && organisation.area.hasPrefix(scope.area)
                }
                return granted == organisation.id
                    || organisations.ancestors(of: organisation.id).contains { $0.id == granted }
            }
        }.map(\.id)
    }

    /// Refuses who may not review or decide for a department, as if its objection were not there.
    func demand(_ permission: Permission, of identity: Identity, for objection: Objection) throws {
        guard let id = objection.organisation, let organisation = registry.current.organisations.find(id),
            identity.isSystem || covers(identity, permission, area: organisation.area, organisation: id)
        else { throw CityError.notFound(ObjectionStore.thing) }
    }
}
