import CityCore
import CityGeo
package import CityHTTP
package import CitySQL
import CityTabular

/// Files of areas, grids and components, made page by page while they are sent. Each can be imported again.
package struct PlaceExport: Sendable {
    private static let pageRows: Int = 500

    let database: any SQLDatabase
    let directory: RegistryDirectory

    package init(database: any SQLDatabase, directory: RegistryDirectory) {
        self.database = database
        self.directory = directory
    }

    package func areas(_ filter: AreaStore.Filter) -> FileAnswer {
        var filter: AreaStore.Filter = filter
        filter.includesBoundary = true
        let chosen: AreaStore.Filter = filter
        return features("areas.geojson") { page in
            try await database.read { db in try AreaStore.list(chosen, page, in: db).map(Self.feature) }
        }
    }

    package func grids(_ filter: UnitGridStore.Filter) -> FileAnswer {
        features("grids.geojson") { page in
            try await database.read { db in try UnitGridStore.list(filter, page, in: db).map(Self.feature) }
        }
    }

    package func parts(_ filter: PartStore.Filter) -> FileAnswer {
        FileAnswer(contentType: "text/csv; charset=utf-8", filename: "parts.csv") { sink in
            var encoder: CSVEncoder = CSVEncoder(.export)
            encoder.append(texts: Self.partColumns)
            var page: PageRequest? = try PageRequest(limit: Self.pageRows)
            while let current = page {
                let rows: Page<Part> = try await database.read { db in try PartStore.list(filter, current, in: db) }
                for part in rows.items { encoder.append(cells(part)) }
                try await sink.send(encoder.drain())
                page = try rows.next.map { try PageRequest(limit: Self.pageRows, after: $0) }
            }
        }
    }

    private func features(
        _ filename: String,
        _ read: @escaping @Sendable (PageRequest) async throws -> Page<GeoJSONFeature>
    ) -> FileAnswer {
        FileAnswer(contentType: "application/geo+json", filename: filename) { sink in
            var text: String = "{\"type\":\"FeatureCollection\",\"features\":["
            var separator: String = "\n"
            var page: PageRequest? = try PageRequest(limit: Self.pageRows)
            while let current = page {
                let rows: Page<GeoJSONFeature> = try await read(current)
                for feature in rows.items {
                    text += separator + (try GeoJSON.text(feature))
                    separator = ",\n"
                }
                try await sink.send(Array(text.utf8))
                text = ""
                page = try rows.next.map { try PageRequest(limit: Self.pageRows, after: $0) }
            }
            try await sink.send(Array("\n]}\n".utf8))
        }
    }

    private static func feature(_ area: Area) -> GeoJSONFeature {
        var properties: [String: JSONValue] = [
            "code": .string(area.code), "name": .string(area.name), "level": .string(area.level.rawValue),
            "isLocal": .bool(area.isLocal),
        ]
        properties["englishName"] = area.englishName.map { .string($0) }
        properties["parent"] = area.parent.map { .string($0) }
        if area.boundary != nil, let center = area.center {
            properties["lng"] = .number(center.lng)
            properties["lat"] = .number(center.lat)
        }
        let shape: GeoJSONGeometry? = area.boundary.map { GeoJSONGeometry($0) } ?? area.center.map { .point($0) }
        return GeoJSONFeature(id: area.code, geometry: shape, properties: properties)
    }

    private static func feature(_ grid: UnitGrid) -> GeoJSONFeature {
        var properties: [String: JSONValue] = [
            "code": .string(grid.code), "area": .string(grid.area), "areaM2": .number(grid.areaM2),
            "state": .string(grid.state.rawValue), "startedAt": .string(grid.startedAt.iso8601),
            "changedAt": .string(grid.changedAt.iso8601),
        ]
        properties["note"] = grid.note.map { .string($0) }
        return GeoJSONFeature(id: grid.code, geometry: .polygon(grid.shape), properties: properties)
    }

    private static let partColumns: [String] = [
        "code", "edition", "big", "small", "name", "lng", "lat", "area", "grid_code", "state", "authority", "owner",
        "maintainer", "installed_on", "changed_on", "data_source", "accuracy", "note",
    ]

    private func cells(_ part: Part) -> [Cell] {
        [
            .text(part.code), .text(part.edition), .text(part.big), .text(part.small), .text(part.name),
            .number(part.place.lng), .number(part.place.lat), .text(part.area), Cell(part.gridCode),
            .text(part.state.rawValue), Cell(organisation(part.authority)), Cell(organisation(part.owner)),
            Cell(organisation(part.maintainer)), Cell(part.installedOn?.description),
            Cell(part.changedOn?.description), .text(part.dataSource.rawValue), .text(part.accuracy.rawValue),
            Cell(part.note),
        ]
    }

    /// By the code that people know.
    private func organisation(_ id: OrganisationID?) -> String? {
        id.map { directory.organisations.find($0)?.code ?? $0.text }
    }
}
