import CityCore
import CityRegistry

extension Part {
    /// The small class that a problem with this part belongs to.
    var caseClass: ClassKey { ClassKey(edition: edition, kind: .component, big: big, small: small) }
}
