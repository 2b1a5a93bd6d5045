package import CityCore
import CityGeo

/// One entry of a component's history: who changed what, and what it was before.
package struct PartHistory: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case created
        case changed
    }

    /// One field, before and after; what is empty is missing.
    package struct Change: Sendable, Hashable, Codable {
        package var field: String
        package var before: String?
        package var after: String?

        package init(field: String, before: String?, after: String?) {
            self.field = field
            self.before = before
            self.after = after
        }
    }

    /// The version that the component had after it.
    package var version: Int
    package var kind: Kind
    package var at: Timestamp
    package var account: AccountID
    package var name: String
    package var changes: [Change]

    /// What differs between two states of one component. Nothing for a new one: its first state follows from the
    /// present one and the changes since.
    static func changes(from before: Part, to after: Part) -> [Change] {
        zip(texts(before), texts(after)).compactMap { old, new in
            old.text == new.text ? nil : Change(field: old.field, before: old.text, after: new.text)
        }
    }

    private static func texts(_ part: Part) -> [(field: String, text: String?)] {
        [
            ("edition", part.edition), ("name", part.name), ("lng", "\(part.place.lng)"), ("lat", "\(part.place.lat)"),
            ("area", part.area), ("gridCode", part.gridCode), ("state", part.state.rawValue),
            ("authority", part.authority?.text), ("owner", part.owner?.text), ("maintainer", part.maintainer?.text),
            ("installedOn", part.installedOn?.description), ("changedOn", part.changedOn?.description),
            ("dataSource", part.dataSource.rawValue), ("accuracy", part.accuracy.rawValue), ("note", part.note),
        ]
    }
}
