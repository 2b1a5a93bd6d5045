import CGEOS
import CityCore

// Values to GEOS geometries: in degrees, or in metres when a frame is given.
extension GEOSContext {
    func make(_ area: any Surface, in frame: LocalFrame? = nil) throws -> GEOSShape {
        if area.polygons.count == 1, let only = area.polygons.first { return try make(polygon: only, in: frame) }
        let parts: [GEOSShape] = try area.polygons.map { try make(polygon: $0, in: frame) }
        return try collect(parts, as: GEOS_MULTIPOLYGON)
    }

    func make(_ geometry: GeoJSONGeometry, in frame: LocalFrame? = nil) throws -> GEOSShape {
        switch geometry {
        case .point(let place): try make(point: place, in: frame)
        case .multiPoint(let places): try collect(places.map { try make(point: $0, in: frame) }, as: GEOS_MULTIPOINT)
        case .lineString(let places): try make(line: places, in: frame)
        case .multiLineString(let lines):
            try collect(lines.map { try make(line: $0, in: frame) }, as: GEOS_MULTILINESTRING)
        case .polygon(let polygon): try make(polygon: polygon, in: frame)
        case .multiPolygon(let area): try make(area as any Surface, in: frame)
        case .collection(let parts):
            try collect(parts.map { try make($0, in: frame) }, as: GEOS_GEOMETRYCOLLECTION)
        }
    }

    func collect(_ parts: [GEOSShape], as kind: GEOSGeomTypes) throws -> GEOSShape {
        var pointers: [OpaquePointer?] = surrender(parts)
        let count: UInt32 = UInt32(pointers.count)
        return try shape(GEOSGeom_createCollection_r(handle, Int32(kind.rawValue), &pointers, count))
    }

    private func make(polygon: Polygon, in frame: LocalFrame?) throws -> GEOSShape {
        let shell: GEOSShape = try make(ring: polygon.outer, in: frame)
        let holes: [GEOSShape] = try polygon.holes.map { try make(ring: $0, in: frame) }
        let outer: OpaquePointer? = surrender([shell])[0]
        var pointers: [OpaquePointer?] = surrender(holes)
        let count: UInt32 = UInt32(pointers.count)
        return try shape(GEOSGeom_createPolygon_r(handle, outer, &pointers, count))
    }

    private func make(point: Coordinate, in frame: LocalFrame?) throws -> GEOSShape {
        try shape(GEOSGeom_createPoint_r(handle, sequence([point], in: frame)))
    }

    private func make(line: [Coordinate], in frame: LocalFrame?) throws -> GEOSShape {
        try shape(GEOSGeom_createLineString_r(handle, sequence(line, in: frame)))
    }

    private func make(ring: [Coordinate], in frame: LocalFrame?) throws -> GEOSShape {
        try shape(GEOSGeom_createLinearRing_r(handle, sequence(ring, in: frame)))
    }

    /// The caller hands the sequence on to a geometry at once; GEOS frees it there, even when that fails.
    private func sequence(_ places: [Coordinate], in frame: LocalFrame?) throws -> OpaquePointer {
        var numbers: [Double] = []
        numbers.reserveCapacity(places.count * 2)
        for place in places {
            let pair = frame?.metres(place) ?? (place.lng, place.lat)
            numbers.append(pair.0)
            numbers.append(pair.1)
        }
        let made: OpaquePointer? = GEOSCoordSeq_copyFromBuffer_r(handle, numbers, UInt32(places.count), 0, 0)
        guard let made else { throw failure() }
        return made
    }
}
