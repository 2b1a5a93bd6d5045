package import CityCore

// What people read instead of codes.
extension RegistryDirectory {
    package func areaName(_ code: String) -> Wording {
        guard let area = area(code) else { return Wording(code, code) }
        return Wording(area.name, area.englishName ?? area.name)
    }

    /// The name of the area that a scope names: `4203` is the city of 420300.
    package func areaName(scope: String) -> Wording? {
        let code: String = scope + String(repeating: "0", count: max(0, 6 - scope.utf8.count))
        return area(code).map { areaName($0.code) }
    }

    /// The largest area: the city itself, where it is known.
    package var topArea: Area? { areas.values.min { ($0.level, $0.code) < ($1.level, $1.code) } }

    /// Its name, or the program's.
    package var cityName: Wording { topArea.map { areaName($0.code) } ?? Wording("街明", "Streetwise") }

    /// 茅箭区武当路街道: the path of names from the county down.
    package func areaPathName(_ code: String) -> Wording {
        let path: [Area] = areaPath(code).filter { $0.level != .city }
        guard !path.isEmpty else { return Wording(code, code) }
        return Wording(
            path.map(\.name).joined(),
            path.reversed().map { $0.englishName ?? $0.name }.joined(separator: ", ")
        )
    }

    package func organisationName(_ id: OrganisationID?) -> Wording? {
        id.map { organisations.find($0)?.title ?? Wording($0.text, $0.text) }
    }

    /// 市容环境 › 暴露垃圾; an imported class that the tables do not hold is shown by its own words.
    package func className(_ key: ClassKey) -> Wording {
        guard let small = classes.small(key) else {
            return Wording("\(key.big) › \(key.small)", "\(key.big) › \(key.small)")
        }
        return Wording("\(small.bigName.zh) › \(small.name.zh)", "\(small.bigName.en) › \(small.name.en)")
    }
}
