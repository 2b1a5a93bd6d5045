import CityCore
import CityGeo
import CityRegistry
import Foundation

/// The ground of the demo city: real names and codes of Shiyan's areas and streets, on drawn-up shapes. Everything
/// below the street is invented and says so in its name.
struct DemoPlaces: Sendable {
    var areas: [Area] = []
    var grids: [UnitGrid] = []
    var counties: [String] = []

    private struct File: Decodable {
        struct Name: Decodable {
            var zh: String
            var en: String
        }
        struct Street: Decodable {
            var code: String
            var name: Name
        }
        struct County: Decodable {
            var code: String
            var name: Name
            var center: [Double]
            var streets: [Street]
        }
        struct City: Decodable {
            var code: String
            var name: Name
        }
        var city: City
        var counties: [County]
    }

    private struct Box {
        var west: Double
        var south: Double
        var east: Double
        var north: Double

        func polygon() throws -> Polygon {
            try Polygon(
                BoundingBox(
                    southWest: Coordinate(lng: west, lat: south),
                    northEast: Coordinate(lng: east, lat: north)
                )
            )
        }

        func area() throws -> MultiPolygon { MultiPolygon([try polygon()]) }

        /// Cuts into columns that share their edges exactly.
        func columns(_ count: Int) -> [Box] {
            let edges: [Double] = Box.edges(west, east, count)
            return (0..<count).map { Box(west: edges[$0], south: south, east: edges[$0 + 1], north: north) }
        }

        /// Rows from north to south, as grids are numbered.
        func rows(_ count: Int) -> [Box] {
            let edges: [Double] = Box.edges(south, north, count)
            return (0..<count).reversed().map { Box(west: west, south: edges[$0], east: east, north: edges[$0 + 1]) }
        }

        /// As many cells as asked for, in rows of nearly equal length.
        func cells(_ count: Int) -> [Box] {
            let rowCount: Int = max(1, Int(Double(count).squareRoot().rounded()))
            var cells: [Box] = []
            for (index, row) in rows(rowCount).enumerated() {
                let before: Int = count * index / rowCount
                let after: Int = count * (index + 1) / rowCount
                cells += row.columns(after - before)
            }
            return cells
        }

        private static func edges(_ low: Double, _ high: Double, _ count: Int) -> [Double] {
            (0...count).map { index in
                index == count ? high : low + (high - low) * Double(index) / Double(count)
            }
        }
    }

    init(_ size: DemoSize, at now: Timestamp) throws {
        guard let url = Bundle.module.url(forResource: "shiyan-areas", withExtension: "json") else {
            throw CityError.fault("shiyan-areas.json is missing")
        }
        let file: File = try JSONDecoder().decode(File.self, from: try Data(contentsOf: url))
        let outlines: DemoOutlines = DemoOutlines(
            try file.counties.map { county in
                DemoOutlines.Seat(
                    code: county.code,
                    lng: county.center[0],
                    lat: county.center[1],
                    town: try DemoPlaces.box(around: county, among: file.counties).polygon()
                )
            }
        )
        let chosen: [File.County] = Array(file.counties.prefix(size.counties ?? file.counties.count))
        areas.append(
            try Area(
                Area.Draft(
                    code: file.city.code,
                    name: file.city.name.zh,
                    englishName: file.city.name.en,
                    level: .city
                ),
                changedAt: now,
                version: 1
            )
        )
        for county in chosen {
            counties.append(county.code)
            let box: Box = DemoPlaces.box(around: county, among: file.counties)
            try add(county.code, county.name, .county, file.city.code, try outlines.county(county.code), now)
            for (street, cell) in zip(county.streets, box.cells(county.streets.count)) {
                try add(street.code, street.name, .street, county.code, try cell.area(), now)
                try addCommunities(street, cell, size, now)
            }
        }
    }

    /// As large as the nearest neighbour allows, and no larger than a town.
    private static func box(around county: File.County, among counties: [File.County]) -> Box {
        var half: Double = 0.03
        for other in counties where other.code != county.code {
            let gap: Double = max(abs(other.center[0] - county.center[0]), abs(other.center[1] - county.center[1]))
            half = min(half, gap * 0.49)
        }
        return Box(
            west: county.center[0] - half,
            south: county.center[1] - half,
            east: county.center[0] + half,
            north: county.center[1] + half
        )
    }

    private mutating func addCommunities(
        _ street: File.Street,
        _ box: Box,
        _ size: DemoSize,
        _ now: Timestamp
    ) throws {
        for (index, cell) in box.columns(size.communitiesPerStreet).enumerated() {
            let code: String = "\(street.code)\(DemoPlaces.threeDigits(index + 1))"
            let name: File.Name = File.Name(
                zh: "\(street.name.zh)第\(index + 1)社区（示范）",
                en: "\(street.name.en) Community \(index + 1) (demo)"
            )
            try add(code, name, .community, street.code, try cell.area(), now)
            var number: Int = 0
            for row in cell.rows(size.gridRows) {
                for grid in row.columns(size.gridColumns) {
                    number += 1
                    let draft: UnitGrid.Draft = UnitGrid.Draft(
                        code: "\(code)\(DemoPlaces.threeDigits(number))",
                        area: code,
                        shape: try grid.polygon(),
                        note: "示范网格 demo grid"
                    )
                    grids.append(try UnitGrid(draft, area: code, changedAt: now, version: 1))
                }
            }
        }
    }

    private mutating func add(
        _ code: String,
        _ name: File.Name,
        _ level: AreaLevel,
        _ parent: String,
        _ boundary: MultiPolygon,
        _ now: Timestamp
    ) throws {
        let draft: Area.Draft = Area.Draft(
            code: code,
            name: name.zh,
            englishName: name.en,
            level: level,
            parent: parent,
            boundary: boundary
        )
        areas.append(try Area(draft, changedAt: now, version: 1))
    }

    private static func threeDigits(_ number: Int) -> String {
        String(1000 + number).dropFirst().description
    }
}
