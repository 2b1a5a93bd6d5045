import CityCore
import CityGeo
import CityRegistry
import CitySQL

/// The components of the demo city, spread over its grids.
struct DemoParts {
    static let kinds: [(big: String, small: String)] = [
        ("01", "37"), ("01", "01"), ("01", "02"), ("01", "03"), ("01", "04"), ("02", "04"), ("02", "12"), ("02", "17"),
        ("03", "05"), ("03", "01"), ("04", "02"), ("04", "07"),
    ]

    let registry: RegistryDirectory
    let organisations: [String: OrganisationID]
    let edition: String

    /// 监控电子眼: what a call for help is looked at through.
    static let cameras: [(big: String, small: String)] = [("01", "50")]

    func make(
        _ count: Int,
        of kinds: [(big: String, small: String)] = DemoParts.kinds,
        in grids: [UnitGrid],
        using random: inout DemoRandom
    ) throws -> [Part] {
        var parts: [Part] = []
        var serials: [String: Int] = [:]
        for _ in 0..<count {
            guard let grid = grids.randomElement(using: &random) else { break }
            let kind = kinds[Int.random(in: 0..<kinds.count, using: &random)]
            let key: ClassKey = ClassKey(edition: edition, kind: .component, big: kind.big, small: kind.small)
            guard let small = registry.classes.small(key) else { continue }
            let county: String = String(grid.code.prefix(6))
            let serial: Int = serials["\(county)\(kind.big)\(kind.small)", default: 0] + 1
            serials["\(county)\(kind.big)\(kind.small)"] = serial
            let code: PartCode? = PartCode(
                county: county,
                big: kind.big,
                small: kind.small,
                serial: serial,
                format: .standard
            )
            guard let code else { continue }
            parts.append(try part(code, small, grid, county, &random))
        }
        return parts
    }

    private func part(
        _ code: PartCode,
        _ small: SmallClass,
        _ grid: UnitGrid,
        _ county: String,
        _ random: inout DemoRandom
    ) throws -> Part {
        var draft: Part.Draft = Part.Draft(
            code: code.text,
            edition: edition,
            big: small.key.big,
            small: small.key.small,
            name: "\(small.name.zh)（示范）",
            place: try DemoParts.point(in: grid, &random)
        )
        let suffix: String? = DemoPeople.departments.first { $0.classes.contains("component/\(small.key.big)") }?.suffix
        draft.authority = organisations[county]
        draft.owner = organisations[county]
        draft.maintainer = suffix.flatMap { organisations["\(county)\($0)"] }
        draft.dataSource = .map
        return try Part(draft, code: code, area: grid.area, gridCode: grid.code, version: 1)
    }

    static func point(in grid: UnitGrid, _ random: inout DemoRandom) throws -> Coordinate {
        guard let box = grid.shape.boundingBox else { throw CityError.fault("grid \(grid.code) has no extent") }
        let lng: Double = Double.random(in: (box.west + 1e-6)...(box.east - 1e-6), using: &random)
        let lat: Double = Double.random(in: (box.south + 1e-6)...(box.north - 1e-6), using: &random)
        return try Coordinate(lng: (lng * 1e6).rounded() / 1e6, lat: (lat * 1e6).rounded() / 1e6)
    }
}
