package import CityCore
package import CityGeo
package import CityRegistry
package import CityTabular

/// What a table of cases from another system means: which column is what, which values mean what, by which clock its
/// times are. A JSON file, so that another city's table is a matter of writing one and not of programming.
package struct CaseMapping: Sendable, Hashable, Decodable {
    /// How times are written, and where.
    package struct Times: Sendable, Hashable {
        /// Tried one after the other: see `TimeFormat`.
        package var formats: [String]
        /// A name such as `Asia/Shanghai`, or `+08:00`.
        package var zone: String
    }

    /// Texts of the table and what they stand for here; `*` stands for every other text.
    package struct Values: Sendable, Hashable {
        package static let anyOther: String = "*"

        package var status: [String: CaseState] = [:]
        package var source: [String: CaseSource] = [:]
        package var onTime: [String: Bool] = [:]
        package var classKind: [String: ClassKind] = [:]
    }

    /// The edition of the class tables that class columns belong to. One that the registry has must have the class, by
    /// code or by name; of another one the file's own words are the codes.
    package struct Classes: Sendable, Hashable {
        package var edition: String
        /// Where there is no column for it.
        package var kind: ClassKind

        package init(edition: String, kind: ClassKind) {
            self.edition = edition
            self.kind = kind
        }
    }

    /// How coordinates are given.
    package struct Place: Sendable, Hashable {
        package var datum: Datum = .wgs84
        /// By column the texts that say that the place is not known, whatever the coordinates are.
        package var unknown: [String: [String]] = [:]
    }

    /// How the area of a case is found: by its column, then by the place if `byPlace` says so, then `code`.
    package struct AreaRule: Sendable, Hashable {
        package var code: String?
        /// The name under which the area of `code` is made when the registry does not have it.
        package var name: Wording?
        package var byPlace: Bool = false
    }

    /// How departments are found: by the code, or else the name, that the column holds.
    package struct Departments: Sendable, Hashable {
        /// Makes an organisation of each department that the registry does not have, under the mapping's area.
        package var createMissing: Bool = false
        /// Names for what the column holds.
        package var names: [String: String] = [:]
    }

    package var name: String
    package var title: Wording
    /// The name of the other system: with the number it tells cases apart, so it never changes.
    package var system: String
    package var encoding: TextEncoding
    package var delimiter: CSVDelimiter
    package var times: Times
    package var columns: [CaseField: [String]]
    package var values: Values
    package var classes: Classes?
    package var place: Place
    package var area: AreaRule
    package var departments: Departments

    func column(_ field: CaseField) -> String? { columns[field]?.first }
}
