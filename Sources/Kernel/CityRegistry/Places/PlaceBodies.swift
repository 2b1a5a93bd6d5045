package import CityCore
package import CityGeo
package import CityHTTP

extension GeoJSONGeometry: SchemaDescribed {
    package static var jsonSchema: JSONSchema { .map(.anything) }
    package static var schemaSample: GeoJSONGeometry { .collection([]) }
}

/// An area on the wire.
package struct AreaBody: Codable, Sendable, Hashable {
    package var code: String
    package var name: String
    package var englishName: String?
    package var level: AreaLevel
    package var parent: String?
    /// What the codes of everything inside begin with; a grant of rights names this.
    package var scopePrefix: String
    package var boundary: GeoJSONGeometry?
    package var center: Coordinate?
    package var isLocal: Bool
    package var changedAt: Timestamp
    package var version: Int

    package init(_ area: Area) {
        code = area.code
        name = area.name
        englishName = area.englishName
        level = area.level
        parent = area.parent
        scopePrefix = area.scopePrefix
        boundary = area.boundary.map { GeoJSONGeometry($0) }
        center = area.center
        isLocal = area.isLocal
        changedAt = area.changedAt
        version = area.version
    }
}

/// What a request says of an area. A change replaces all of it, so what is left out is taken away; the code stands in
/// the address then.
package struct AreaInput: Codable, Sendable {
    package var code: String?
    package var name: String
    package var englishName: String?
    package var level: AreaLevel
    package var parent: String?
    package var boundary: GeoJSONGeometry?
    package var center: Coordinate?
    package var isLocal: Bool?

    func draft(code: String) throws -> Area.Draft {
        Area.Draft(
            code: code,
            name: name,
            englishName: englishName,
            level: level,
            parent: parent,
            boundary: try boundary?.area(field: "boundary"),
            center: center,
            isLocal: isLocal
        )
    }
}

/// A unit grid on the wire. Lists leave the shape out unless it is asked for.
package struct GridBody: Codable, Sendable, Hashable {
    package var code: String
    package var area: String
    package var shape: GeoJSONGeometry?
    package var areaM2: Double
    package var note: String?
    package var state: GridState
    package var startedAt: Timestamp
    package var changedAt: Timestamp
    package var version: Int

    package init(_ grid: UnitGrid, withShape: Bool = true) {
        code = grid.code
        area = grid.area
        shape = withShape ? .polygon(grid.shape) : nil
        areaM2 = grid.areaM2
        note = grid.note
        state = grid.state
        startedAt = grid.startedAt
        changedAt = grid.changedAt
        version = grid.version
    }
}

/// What a request says of a unit grid. A change replaces all of it.
package struct GridInput: Codable, Sendable {
    package var area: String?
    package var shape: GeoJSONGeometry
    package var note: String?
    package var state: GridState?
    package var startedAt: Timestamp?

    func draft(code: String) throws -> UnitGrid.Draft {
        let area: MultiPolygon = try shape.area(field: "shape")
        guard area.polygons.count == 1, let polygon = area.polygons.first else {
            throw CityError.invalid(
                "shape",
                "geometry.not_one_polygon",
                Wording("单元网格须是一个多边形", "A unit grid is one single polygon")
            )
        }
        return UnitGrid.Draft(
            code: code,
            area: self.area,
            shape: polygon,
            note: note,
            state: state ?? .active,
            startedAt: startedAt
        )
    }
}

/// A saved grid, and what is now not right with the grids of its area. These are warnings: while a community is being
/// redrawn grid by grid it must have gaps.
package struct GridSavedBody: Codable, Sendable {
    package var grid: GridBody
    package var warnings: [Coverage.Finding]
}

/// A responsibility grid on the wire.
package struct ResponsibilityGridBody: Codable, Sendable, Hashable {
    package var id: ResponsibilityGridID
    package var code: String
    package var name: String
    package var area: String
    package var purpose: String
    package var ownerStaff: StaffID?
    package var organisation: OrganisationID?
    package var collectors: [StaffID]
    package var gridCodes: [String]
    package var changedAt: Timestamp
    package var version: Int

    package init(_ grid: ResponsibilityGrid) {
        id = grid.id
        code = grid.code
        name = grid.name
        area = grid.area
        purpose = grid.purpose
        ownerStaff = grid.ownerStaff
        organisation = grid.organisation
        collectors = grid.collectors
        gridCodes = grid.gridCodes
        changedAt = grid.changedAt
        version = grid.version
    }
}

/// A new responsibility grid.
package struct ResponsibilityGridInput: Codable, Sendable {
    package var code: String
    package var name: String
    package var area: String
    package var purpose: String?
    package var ownerStaff: StaffID?
    package var organisation: OrganisationID?
    package var collectors: [StaffID]?
    package var gridCodes: [String]?

    var draft: ResponsibilityGrid.Draft {
        ResponsibilityGrid.Draft(
            code: code,
            name: name,
            area: area,
            purpose: purpose ?? GridPurpose.collection,
            ownerStaff: ownerStaff.flatMap { $0.text.isEmpty ? nil : $0 },
            organisation: organisation.flatMap { $0.text.isEmpty ? nil : $0 },
            collectors: collectors ?? [],
            gridCodes: gridCodes ?? []
        )
    }
}

/// A change of a responsibility grid: what is left out stays; an empty id takes the person or organisation away.
package struct ResponsibilityGridChange: Codable, Sendable {
    package var code: String?
    package var name: String?
    package var area: String?
    package var ownerStaff: StaffID?
    package var organisation: OrganisationID?
    package var collectors: [StaffID]?
    package var gridCodes: [String]?

    func applied(to grid: ResponsibilityGrid) -> ResponsibilityGrid.Draft {
        var draft: ResponsibilityGrid.Draft = grid.draft
        if let code { draft.code = code }
        if let name { draft.name = name }
        if let area { draft.area = area }
        if let ownerStaff { draft.ownerStaff = ownerStaff.text.isEmpty ? nil : ownerStaff }
        if let organisation { draft.organisation = organisation.text.isEmpty ? nil : organisation }
        if let collectors { draft.collectors = collectors }
        if let gridCodes { draft.gridCodes = gridCodes }
        return draft
    }
}

/// What is at a point on the ground, with names.
package struct PlaceBody: Codable, Sendable {
    package struct AreaName: Codable, Sendable, Hashable {
        package var code: String
        package var name: String
        package var englishName: String?
        package var level: AreaLevel
    }

    package struct Named: Codable, Sendable, Hashable {
        package var id: String
        package var name: String
    }

    package struct Responsible: Codable, Sendable, Hashable {
        package var id: ResponsibilityGridID
        package var code: String
        package var name: String
        package var purpose: String
        package var organisation: Named?
        package var owner: Named?
        package var collectors: [Named]
    }

    /// WGS-84, whatever the request was in.
    package var place: Coordinate
    package var areaCode: String
    package var gridCode: String?
    /// The largest first.
    package var areas: [AreaName]
    package var responsible: [Responsible]
}
