import CityCore
import CityGeo
import CitySQL

/// Polygons in a TEXT column: the `coordinates` of a GeoJSON MultiPolygon, without white space. Numbers are written in
/// the shortest form that reads back as the same number, so that shared edges stay shared.
///
/// It has its own reader because ten thousand grids must load well within a second.
struct ShapeText: SQLConvertible {
    var polygons: [Polygon]

    init(_ polygons: [Polygon]) {
        self.polygons = polygons
    }

    var sqlValue: SQLValue {
        var text: String = "["
        for (index, polygon) in polygons.enumerated() {
            text += index > 0 ? ",[" : "["
            for (position, ring) in polygon.rings.enumerated() {
                text += position > 0 ? ",[" : "["
                text += ring.map { "[\($0.lng),\($0.lat)]" }.joined(separator: ",")
                text += "]"
            }
            text += "]"
        }
        return .text(text + "]")
    }

    init(sqlValue: SQLValue) throws {
        var reader: Reader = Reader(bytes: Array(try String(sqlValue: sqlValue).utf8))
        polygons = try reader.list { reader in
            try Polygon(rings: reader.list { reader in try reader.list { reader in try reader.place() } })
        }
        guard reader.at == reader.bytes.count else { throw Reader.damaged }
    }

    private struct Reader {
        static let damaged: CityError = .fault("a stored shape is damaged")

        let bytes: [UInt8]
        var at: Int = 0

        mutating func list<Element>(_ element: (inout Reader) throws -> Element) throws -> [Element] {
            try take("[")
            var elements: [Element] = []
            while true {
                elements.append(try element(&self))
                guard at < bytes.count, bytes[at] == UInt8(ascii: ",") else { break }
                at += 1
            }
            try take("]")
            return elements
        }

        mutating func place() throws -> Coordinate {
            try take("[")
            let lng: Double = try number()
            try take(",")
            let lat: Double = try number()
            try take("]")
            return try Coordinate(lng: lng, lat: lat)
        }

        private mutating func take(_ character: Unicode.Scalar) throws {
            guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { throw Reader.damaged }
            at += 1
        }

        private mutating func number() throws -> Double {
            let start: Int = at
            while at < bytes.count, bytes[at] != UInt8(ascii: ","), bytes[at] != UInt8(ascii: "]") { at += 1 }
            guard let value = Double(String(decoding: bytes[start..<at], as: UTF8.self)) else { throw Reader.damaged }
            return value
        }
    }
}

/// The four sides of a box as rows keep them, indexed, to find what may meet another box.
struct StoredBox {
    var box: BoundingBox

    /// Condition on the columns `min_lng`, `min_lat`, `max_lng`, `max_lat`.
    var meets: SQLQuery {
        let southWest: Coordinate = box.southWest
        let northEast: Coordinate = box.northEast
        return """
            min_lng <= \(northEast.lng) AND max_lng >= \(southWest.lng)
            AND min_lat <= \(northEast.lat) AND max_lat >= \(southWest.lat)
            """
    }
}
