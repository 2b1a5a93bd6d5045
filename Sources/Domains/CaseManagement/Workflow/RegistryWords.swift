import CityCore
import CityRegistry

extension OrganisationDirectory {
    /// An organisation and everything under it.
    func subtree(of id: OrganisationID) -> Set<OrganisationID> {
        Set(descendants(of: id).map(\.id)).union([id])
    }
}

extension Part {
    /// The small class that a problem with this part belongs to.
    var caseClass: ClassKey { ClassKey(edition: edition, kind: .component, big: big, small: small) }
}
