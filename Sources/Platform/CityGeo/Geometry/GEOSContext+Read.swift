import CGEOS
import CityCore

// GEOS geometries back to values.
extension GEOSContext {
    /// The polygons of a result. Points and lines that an intersection leaves behind are dropped.
    func polygons(of shape: GEOSShape, in frame: LocalFrame? = nil) throws -> [Polygon] {
        var found: [Polygon] = []
        try collectPolygons(of: shape.pointer, in: frame, into: &found)
        return found
    }

    private func collectPolygons(of geometry: OpaquePointer, in frame: LocalFrame?, into found: inout [Polygon]) throws
    {
        let kind: Int32 = GEOSGeomTypeId_r(handle, geometry)
        switch kind {
        case Int32(GEOS_POLYGON.rawValue):
            if let polygon = try polygon(geometry, in: frame) { found.append(polygon) }
        case Int32(GEOS_MULTIPOLYGON.rawValue), Int32(GEOS_GEOMETRYCOLLECTION.rawValue):
            for index in 0..<max(0, GEOSGetNumGeometries_r(handle, geometry)) {
                guard let part = GEOSGetGeometryN_r(handle, geometry, index) else { throw failure() }
                try collectPolygons(of: part, in: frame, into: &found)
            }
        default: break
        }
    }

    private func polygon(_ geometry: OpaquePointer, in frame: LocalFrame?) throws -> Polygon? {
        guard let outer = GEOSGetExteriorRing_r(handle, geometry) else { throw failure() }
        let shell: [Coordinate] = try places(of: outer, in: frame)
        guard shell.count >= 4 else { return nil }
        var rings: [[Coordinate]] = [shell]
        for index in 0..<max(0, GEOSGetNumInteriorRings_r(handle, geometry)) {
            guard let hole = GEOSGetInteriorRingN_r(handle, geometry, index) else { throw failure() }
            rings.append(try places(of: hole, in: frame))
        }
        return Polygon(trustedRings: rings)
    }

    /// The place of a point geometry; `nil` when it is empty.
    func place(of shape: GEOSShape) throws -> Coordinate? {
        guard try !truth(GEOSisEmpty_r(handle, shape.pointer)) else { return nil }
        return try places(of: shape.pointer, in: nil).first
    }

    private func places(of line: OpaquePointer, in frame: LocalFrame?) throws -> [Coordinate] {
        guard let sequence = GEOSGeom_getCoordSeq_r(handle, line) else { throw failure() }
        return try places(in: sequence, frame: frame)
    }

    func places(in sequence: OpaquePointer, frame: LocalFrame?) throws -> [Coordinate] {
        var count: UInt32 = 0
        guard GEOSCoordSeq_getSize_r(handle, sequence, &count) == 1 else { throw failure() }
        var numbers: [Double] = [Double](repeating: 0, count: Int(count) * 2)
        guard GEOSCoordSeq_copyToBuffer_r(handle, sequence, &numbers, 0, 0) == 1 else { throw failure() }
        return try (0..<Int(count)).map { index in
            let x: Double = numbers[index * 2]
            let y: Double = numbers[index * 2 + 1]
            return try frame?.place(x: x, y: y) ?? Coordinate(lng: x, lat: y)
        }
    }
}
