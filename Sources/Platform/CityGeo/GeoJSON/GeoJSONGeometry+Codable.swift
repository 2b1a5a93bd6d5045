import CityCore

extension GeoJSONGeometry: Codable {
    private enum Keys: String, CodingKey {
        case type
        case coordinates
        case geometries
    }

    package init(from decoder: any Decoder) throws {
        self = try GeoJSON.explained { try Self.read(decoder) }
    }

    private static func read(_ decoder: any Decoder) throws -> GeoJSONGeometry {
        let box = try decoder.container(keyedBy: Keys.self)
        let type: String = try box.decode(String.self, forKey: .type)
        if type == "GeometryCollection" { return .collection(try readParts(box)) }
        guard Self.kinds.contains(type) else {
            throw GeoJSON.unknownType(type, at: box.codingPath, known: Self.kinds + ["GeometryCollection"])
        }
        var reader: PositionReader = PositionReader()
        switch type {
        case "Point": return .point(try reader.position(box.nestedUnkeyedContainer(forKey: .coordinates)))
        case "MultiPoint": return .multiPoint(try reader.positions(box.nestedUnkeyedContainer(forKey: .coordinates)))
        case "LineString": return .lineString(try reader.line(box.nestedUnkeyedContainer(forKey: .coordinates)))
        case "MultiLineString":
            return .multiLineString(try reader.lines(box.nestedUnkeyedContainer(forKey: .coordinates)))
        case "Polygon": return .polygon(try reader.polygon(box.nestedUnkeyedContainer(forKey: .coordinates)))
        default: return .multiPolygon(try reader.multiPolygon(box.nestedUnkeyedContainer(forKey: .coordinates)))
        }
    }

    private static let kinds: [String] = [
        "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
    ]

    private static func readParts(_ box: KeyedDecodingContainer<Keys>) throws -> [GeoJSONGeometry] {
        guard !box.codingPath.contains(where: { $0.stringValue == Keys.geometries.rawValue }) else {
            throw CityError.invalid(
                FieldPath.text(box.codingPath) ?? GeoJSON.root,
                "geojson.nested_collection",
                Wording("GeometryCollection 不能再嵌套 GeometryCollection", "A GeometryCollection cannot hold another one")
            )
        }
        var items = try box.nestedUnkeyedContainer(forKey: .geometries)
        var budget: VertexBudget = VertexBudget()
        var parts: [GeoJSONGeometry] = []
        while !items.isAtEnd {
            let part: GeoJSONGeometry = try items.decode(GeoJSONGeometry.self)
            guard budget.take(part.coordinates.count) else {
                throw VertexBudget.refusal(FieldPath.text(items.codingPath) ?? GeoJSON.root)
            }
            parts.append(part)
        }
        return parts
    }

    package func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Keys.self)
        try box.encode(kind, forKey: .type)
        switch self {
        case .point(let place): try box.encode(place.pair, forKey: .coordinates)
        case .multiPoint(let places), .lineString(let places): try box.encode(places.map(\.pair), forKey: .coordinates)
        case .multiLineString(let lines): try box.encode(lines.map { $0.map(\.pair) }, forKey: .coordinates)
        case .polygon(let polygon): try box.encode(polygon.pairs, forKey: .coordinates)
        case .multiPolygon(let area): try box.encode(area.polygons.map(\.pairs), forKey: .coordinates)
        case .collection(let parts): try box.encode(parts, forKey: .geometries)
        }
    }
}

extension Coordinate {
    fileprivate var pair: [Double] { [lng, lat] }
}

extension Polygon {
    fileprivate var pairs: [[[Double]]] { rings.map { $0.map(\.pair) } }
}

// Polygons alone are coded as the GeoJSON geometry that they are.
extension Polygon: Codable {
    package init(from decoder: any Decoder) throws {
        let area: MultiPolygon = try MultiPolygon(from: decoder)
        guard area.polygons.count == 1, let only = area.polygons.first else {
            throw CityError.invalid(
                FieldPath.text(decoder.codingPath) ?? GeoJSON.root,
                "geometry.not_one_polygon",
                Wording("这里只能是一个多边形", "One single polygon is needed here")
            )
        }
        self = only
    }

    package func encode(to encoder: any Encoder) throws {
        try GeoJSONGeometry.polygon(self).encode(to: encoder)
    }
}

extension MultiPolygon: Codable {
    /// A Polygon is read as one part.
    package init(from decoder: any Decoder) throws {
        let geometry: GeoJSONGeometry = try GeoJSONGeometry(from: decoder)
        self = try geometry.area(field: FieldPath.text(decoder.codingPath) ?? GeoJSON.root)
    }

    package func encode(to encoder: any Encoder) throws {
        try GeoJSONGeometry.multiPolygon(self).encode(to: encoder)
    }
}
