import CityCore
package import CityGeo

/// Points and polygons as text (OGC Simple Features, 7): `POLYGON ((110.79 32.65, …))`. Heights and measures are
/// dropped, as is an `SRID=4326;` before the word.
package enum WKT {
    package static func geometry(_ text: String) throws -> GeoJSONGeometry {
        var reader: Reader = Reader(bytes: Array(text.utf8))
        let word: String = reader.word()
        let geometry: GeoJSONGeometry
        switch word {
        case "POINT": geometry = .point(try reader.list { reader in try reader.place() }[0])
        case "POLYGON": geometry = .polygon(try reader.polygon())
        case "MULTIPOLYGON":
            geometry = .multiPolygon(MultiPolygon(try reader.list { reader in try reader.polygon() }))
        default: throw refusal
        }
        guard reader.isAtEnd else { throw refusal }
        return geometry
    }

    private static let refusal: CityError = .invalid(
        "geometry",
        "wkt.malformed",
        Wording(
            "几何须为 WKT 的 POINT、POLYGON、MULTIPOLYGON 或 GeoJSON",
            "A geometry must be POINT, POLYGON or MULTIPOLYGON in WKT, or GeoJSON"
        )
    )

    private struct Reader {
        let bytes: [UInt8]
        var at: Int = 0

        var isAtEnd: Bool {
            mutating get {
                skipSpace()
                return at == bytes.count
            }
        }

        /// The kind of geometry in capitals, without the letters that announce heights and measures.
        mutating func word() -> String {
            if let semicolon = bytes.prefix(16).firstIndex(of: UInt8(ascii: ";")) { at = semicolon + 1 }
            skipSpace()
            let end: Int = bytes[at...].firstIndex(of: UInt8(ascii: "(")) ?? bytes.count
            let words = String(decoding: bytes[at..<end], as: UTF8.self).uppercased().split { $0 == " " }
            at = end
            return words.first.map(String.init) ?? ""
        }

        mutating func polygon() throws -> Polygon {
            try Polygon(rings: list { reader in try reader.list { reader in try reader.place() } }, under: "geometry")
        }

        mutating func list<Element>(_ element: (inout Reader) throws -> Element) throws -> [Element] {
            guard take(UInt8(ascii: "(")) else { throw WKT.refusal }
            var elements: [Element] = []
            repeat {
                elements.append(try element(&self))
                guard elements.count <= Polygon.verticesMax else { throw WKT.refusal }
            } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: ")")) else { throw WKT.refusal }
            return elements
        }

        mutating func place() throws -> Coordinate {
            var numbers: [Double] = []
            while let number = number() { numbers.append(number) }
            guard (2...4).contains(numbers.count) else { throw WKT.refusal }
            return try Coordinate(lng: numbers[0], lat: numbers[1], under: "geometry")
        }

        private mutating func number() -> Double? {
            skipSpace()
            let start: Int = at
            while at < bytes.count, !"(), \t\r\n".utf8.contains(bytes[at]) { at += 1 }
            return at > start ? Double(String(decoding: bytes[start..<at], as: UTF8.self)) ?? .nan : nil
        }

        private mutating func take(_ byte: UInt8) -> Bool {
            skipSpace()
            guard at < bytes.count, bytes[at] == byte else { return false }
            at += 1
            return true
        }

        private mutating func skipSpace() {
            while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
        }
    }
}
