import CityCore
import CityEvents

/// Something in the registry is new or different: an area, a grid, a part, an organisation.
package struct RegistryChanged: CityEvent, Hashable {
    package static let topic: String = "registry.changed"

    /// What it is: `area`, `grid`, `responsibility_grid`, `part`, `organisation`, `staff`, `class`, `calendar`.
    package var kind: String
    /// Its code or id; empty when an import changed many at once.
    package var code: String
    /// The area that it lies in, or for many the prefix that their areas share.
    package var area: String
    /// How many, when it is not one.
    package var count: Int?

    package init(kind: String, code: String, area: String, count: Int? = nil) {
        self.kind = kind
        self.code = code
        self.area = area
        self.count = count
    }
}
