/// A vector tile while it is made (Mapbox Vector Tile 2.1).
package struct VectorTile: Sendable {
    package let address: TileAddress
    private var bytes: [UInt8] = []

    package init(_ address: TileAddress) {
        self.address = address
    }

    /// Adds a layer, unless it is empty.
    package mutating func add(_ layer: TileLayer) {
        if let encoded = layer.encoded { ProtoWriter.field(3, encoded, into: &bytes) }
    }

    package var encoded: [UInt8] { bytes }
}

/// A value of a feature's property.
package enum TileValue: Sendable, Hashable {
    case text(String)
    case number(Int)

    fileprivate var encoded: [UInt8] {
        var bytes: [UInt8] = []
        switch self {
        case .text(let text): ProtoWriter.field(1, Array(text.utf8), into: &bytes)
        case .number(let number): ProtoWriter.field(6, zigZag: number, into: &bytes)
        }
        return bytes
    }
}

/// One layer: features of one kind, whose property names and values are written once each.
package struct TileLayer: Sendable {
    private enum Kind: Int {
        case point = 1
        case polygon = 3
    }

    private let name: String
    private let address: TileAddress
    private var features: [UInt8] = []
    private var keys: [String: Int] = [:]
    private var keyBytes: [UInt8] = []
    private var values: [TileValue: Int] = [:]
    private var valueBytes: [UInt8] = []

    package init(_ name: String, of address: TileAddress) {
        self.name = name
        self.address = address
    }

    package mutating func point(_ place: Coordinate, _ properties: [(String, TileValue)]) {
        let at: TilePoint = address.point(place)
        add(.point, [1 << 3 | 1, ProtoWriter.zigZag(at.x), ProtoWriter.zigZag(at.y)], properties)
    }

    /// Cut to the tile. What is smaller than a unit of the tile is left out.
    package mutating func area(_ area: MultiPolygon, _ properties: [(String, TileValue)]) throws {
        let shown: MultiPolygon = try Geometry.clip(area, to: address.box)
        var path: TilePath = TilePath()
        for polygon in shown.polygons {
            for (index, ring) in polygon.rings.enumerated() {
                let isDrawn: Bool = path.ring(ring.map(address.point), isHole: index > 0)
                if index == 0, !isDrawn { break }
            }
        }
        if !path.commands.isEmpty { add(.polygon, path.commands, properties) }
    }

    private mutating func add(_ kind: Kind, _ geometry: [UInt64], _ properties: [(String, TileValue)]) {
        var tags: [UInt64] = []
        for (key, value) in properties {
            tags.append(UInt64(self.key(key)))
            tags.append(UInt64(self.value(value)))
        }
        var feature: [UInt8] = []
        ProtoWriter.field(2, packed: tags, into: &feature)
        ProtoWriter.field(3, UInt64(kind.rawValue), into: &feature)
        ProtoWriter.field(4, packed: geometry, into: &feature)
        ProtoWriter.field(2, feature, into: &features)
    }

    private mutating func key(_ name: String) -> Int {
        if let known = keys[name] { return known }
        keys[name] = keys.count
        ProtoWriter.field(3, Array(name.utf8), into: &keyBytes)
        return keys.count - 1
    }

    private mutating func value(_ value: TileValue) -> Int {
        if let known = values[value] { return known }
        values[value] = values.count
        ProtoWriter.field(4, value.encoded, into: &valueBytes)
        return values.count - 1
    }

    fileprivate var encoded: [UInt8]? {
        if features.isEmpty { return nil }
        var bytes: [UInt8] = []
        ProtoWriter.field(15, 2, into: &bytes)
        ProtoWriter.field(1, Array(name.utf8), into: &bytes)
        bytes += features + keyBytes + valueBytes
        ProtoWriter.field(5, UInt64(TileAddress.extent), into: &bytes)
        return bytes
    }
}

/// The drawing commands of polygons, with the pen's place.
private struct TilePath {
    private(set) var commands: [UInt64] = []
    private var pen: TilePoint = TilePoint(x: 0, y: 0)

    /// Outer rings run clockwise on the screen, holes the other way (§4.3.4.4). False when nothing is left to draw.
    mutating func ring(_ given: [TilePoint], isHole: Bool) -> Bool {
        var points: [TilePoint] = []
        for point in given where point != points.last { points.append(point) }
        if points.count > 1, points.first == points.last { points.removeLast() }
        let area: Int = Self.doubledArea(points)
        guard points.count >= 3, area != 0 else { return false }
        if (area > 0) == isHole { points.reverse() }
        commands.append(1 << 3 | 1)
        move(to: points[0])
        commands.append(UInt64(points.count - 1) << 3 | 2)
        for point in points.dropFirst() { move(to: point) }
        commands.append(1 << 3 | 7)
        return true
    }

    private mutating func move(to point: TilePoint) {
        commands.append(ProtoWriter.zigZag(point.x - pen.x))
        commands.append(ProtoWriter.zigZag(point.y - pen.y))
        pen = point
    }

    private static func doubledArea(_ points: [TilePoint]) -> Int {
        guard var previous = points.last else { return 0 }
        var sum: Int = 0
        for point in points {
            sum += previous.x * point.y - point.x * previous.y
            previous = point
        }
        return sum
    }
}

/// The few forms of Protocol Buffers that a tile is made of.
private enum ProtoWriter {
    static func zigZag(_ value: Int) -> UInt64 {
        UInt64(bitPattern: Int64(value << 1 ^ value >> 63))
    }

    static func field(_ number: Int, _ value: UInt64, into bytes: inout [UInt8]) {
        varint(UInt64(number << 3), into: &bytes)
        varint(value, into: &bytes)
    }

    static func field(_ number: Int, zigZag value: Int, into bytes: inout [UInt8]) {
        field(number, zigZag(value), into: &bytes)
    }

    static func field(_ number: Int, _ content: [UInt8], into bytes: inout [UInt8]) {
        varint(UInt64(number << 3 | 2), into: &bytes)
        varint(UInt64(content.count), into: &bytes)
        bytes += content
    }

    static func field(_ number: Int, packed values: [UInt64], into bytes: inout [UInt8]) {
        if values.isEmpty { return }
        var content: [UInt8] = []
        content.reserveCapacity(values.count * 2)
        for value in values { varint(value, into: &content) }
        field(number, content, into: &bytes)
    }

    private static func varint(_ value: UInt64, into bytes: inout [UInt8]) {
        var rest: UInt64 = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
