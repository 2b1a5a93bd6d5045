import CityCore

/// A geometry as RFC 7946 §3.1 knows it.
package enum GeoJSONGeometry: Sendable, Hashable {
    case point(Coordinate)
    case multiPoint([Coordinate])
    case lineString([Coordinate])
    case multiLineString([[Coordinate]])
    case polygon(Polygon)
    case multiPolygon(MultiPolygon)
    /// Holds no other collection (RFC 7946 §3.1.8 advises against it, this code refuses it).
    case collection([GeoJSONGeometry])
}

extension GeoJSONGeometry {
    package init(_ area: any Surface) {
        if area.polygons.count == 1, let only = area.polygons.first {
            self = .polygon(only)
        } else {
            self = .multiPolygon(MultiPolygon(area.polygons))
        }
    }

    /// The type's name on the wire.
    package var kind: String {
        switch self {
        case .point: "Point"
        case .multiPoint: "MultiPoint"
        case .lineString: "LineString"
        case .multiLineString: "MultiLineString"
        case .polygon: "Polygon"
        case .multiPolygon: "MultiPolygon"
        case .collection: "GeometryCollection"
        }
    }

    /// The polygons, for whoever wants an area; any other kind of geometry is refused.
    package func area(field: String = "geometry") throws -> MultiPolygon {
        switch self {
        case .polygon(let polygon): return MultiPolygon([polygon])
        case .multiPolygon(let area) where !area.isEmpty: return area
        default:
            throw CityError.invalid(
                field,
                "geometry.not_an_area",
                Wording(
                    "这里需要面（Polygon 或 MultiPolygon），不能是 \(kind)",
                    "An area is needed here: Polygon or MultiPolygon, not \(kind)"
                )
            )
        }
    }

    /// The place, for whoever wants a point; any other kind of geometry is refused.
    package func point(field: String = "geometry") throws -> Coordinate {
        guard case .point(let place) = self else {
            throw CityError.invalid(
                field,
                "geometry.not_a_point",
                Wording("这里需要点（Point），不能是 \(kind)", "A Point is needed here, not \(kind)")
            )
        }
        return place
    }

    /// Every position, rings with their closing one.
    package var coordinates: [Coordinate] {
        switch self {
        case .point(let place): [place]
        case .multiPoint(let places), .lineString(let places): places
        case .multiLineString(let lines): lines.flatMap(\.self)
        case .polygon(let polygon): polygon.rings.flatMap(\.self)
        case .multiPolygon(let area): area.polygons.flatMap { $0.rings.flatMap(\.self) }
        case .collection(let parts): parts.flatMap(\.coordinates)
        }
    }

    package var boundingBox: BoundingBox? { BoundingBox(around: coordinates) }

    package func map(_ transform: (Coordinate) throws -> Coordinate) throws -> GeoJSONGeometry {
        switch self {
        case .point(let place): .point(try transform(place))
        case .multiPoint(let places): .multiPoint(try places.map(transform))
        case .lineString(let places): .lineString(try places.map(transform))
        case .multiLineString(let lines): .multiLineString(try lines.map { try $0.map(transform) })
        case .polygon(let polygon): .polygon(try polygon.map(transform))
        case .multiPolygon(let area): .multiPolygon(MultiPolygon(try area.polygons.map { try $0.map(transform) }))
        case .collection(let parts): .collection(try parts.map { try $0.map(transform) })
        }
    }

    /// The same geometry in another of the three systems.
    package func converted(from source: Datum, to target: Datum) throws -> GeoJSONGeometry {
        guard source != target else { return self }
        return try map { Datum.convert($0, from: source, to: target) }
    }
}
