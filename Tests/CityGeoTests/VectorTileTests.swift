import CityCore
import CityGeo
import Testing

/// Reads what a tile holds, by the specification and not by our writer.
private struct TileReader {
    struct Feature: Equatable {
        var properties: [String: String] = [:]
        var kind: Int = 0
        var rings: [[TilePoint]] = []
    }

    private(set) var layers: [String: [Feature]] = [:]

    init(_ bytes: [UInt8]) throws {
        for field in try Self.fields(bytes) {
            if case (3, .bytes(let layer)) = field { try read(layer) }
        }
    }

    private enum Value {
        case number(UInt64)
        case bytes([UInt8])
    }

    private mutating func read(_ layer: [UInt8]) throws {
        var name: String = ""
        var keys: [String] = []
        var values: [String] = []
        var features: [[UInt8]] = []
        for field in try Self.fields(layer) {
            switch field {
            case (1, .bytes(let text)): name = String(decoding: text, as: UTF8.self)
            case (2, .bytes(let feature)): features.append(feature)
            case (3, .bytes(let text)): keys.append(String(decoding: text, as: UTF8.self))
            case (4, .bytes(let value)): values.append(try Self.text(value))
            default: break
            }
        }
        layers[name] = try features.map { try Self.feature($0, keys, values) }
    }

    private static func text(_ value: [UInt8]) throws -> String {
        for field in try fields(value) {
            switch field {
            case (1, .bytes(let text)): return String(decoding: text, as: UTF8.self)
            case (6, .number(let number)): return "\(signed(number))"
            default: break
            }
        }
        return ""
    }

    private static func feature(_ bytes: [UInt8], _ keys: [String], _ values: [String]) throws -> Feature {
        var feature: Feature = Feature()
        for field in try fields(bytes) {
            switch field {
            case (2, .bytes(let packed)):
                let tags: [UInt64] = varints(packed)
                for index in stride(from: 0, to: tags.count, by: 2) {
                    feature.properties[keys[Int(tags[index])]] = values[Int(tags[index + 1])]
                }
            case (3, .number(let kind)): feature.kind = Int(kind)
            case (4, .bytes(let packed)): feature.rings = rings(varints(packed))
            default: break
            }
        }
        return feature
    }

    private static func rings(_ commands: [UInt64]) -> [[TilePoint]] {
        var rings: [[TilePoint]] = []
        var pen: TilePoint = TilePoint(x: 0, y: 0)
        var at: Int = 0
        while at < commands.count {
            let (command, count): (UInt64, UInt64) = (commands[at] & 7, commands[at] >> 3)
            at += 1
            if command == 7 { continue }
            if command == 1 { rings.append([]) }
            for _ in 0..<count {
                pen.x += Int(signed(commands[at]))
                pen.y += Int(signed(commands[at + 1]))
                rings[rings.count - 1].append(pen)
                at += 2
            }
        }
        return rings
    }

    private static func fields(_ bytes: [UInt8]) throws -> [(Int, Value)] {
        var fields: [(Int, Value)] = []
        var rest: ArraySlice<UInt8> = bytes[...]
        while !rest.isEmpty {
            let key: UInt64 = varint(&rest)
            switch key & 7 {
            case 0: fields.append((Int(key >> 3), .number(varint(&rest))))
            case 2:
                let count: Int = Int(varint(&rest))
                fields.append((Int(key >> 3), .bytes(Array(rest.prefix(count)))))
                rest = rest.dropFirst(count)
            default: throw CityError.fault("wire type \(key & 7)")
            }
        }
        return fields
    }

    private static func varints(_ bytes: [UInt8]) -> [UInt64] {
        var rest: ArraySlice<UInt8> = bytes[...]
        var values: [UInt64] = []
        while !rest.isEmpty { values.append(varint(&rest)) }
        return values
    }

    private static func varint(_ rest: inout ArraySlice<UInt8>) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = rest.popFirst() {
            value |= UInt64(byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 { break }
        }
        return value
    }

    private static func signed(_ value: UInt64) -> Int64 {
        Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }
}

@Suite struct VectorTileTests {
    /// The tile of zoom 14 with Shiyan's centre.
    private func shiyan() throws -> TileAddress { try TileAddress(zoom: 14, column: 13234, row: 6616) }

    private func square(_ west: Double, _ south: Double, _ side: Double) throws -> Polygon {
        try Polygon(
            try BoundingBox(
                southWest: Coordinate(lng: west, lat: south),
                northEast: Coordinate(lng: west + side, lat: south + side)
            )
        )
    }

    private func doubledArea(_ ring: [TilePoint]) -> Int {
        ring.indices.reduce(0) { sum, index in
            let next: TilePoint = ring[(index + 1) % ring.count]
            return sum + ring[index].x * next.y - next.x * ring[index].y
        }
    }

    @Test func aPlaceIsWhereWebMercatorPutsIt() throws {
        let world: TileAddress = try TileAddress(zoom: 0, column: 0, row: 0)
        #expect(world.point(try Coordinate(lng: 0, lat: 0)) == TilePoint(x: 2048, y: 2048))
        #expect(world.point(try Coordinate(lng: -180, lat: 85.0511)) == TilePoint(x: 0, y: 0))
        let tile: TileAddress = try shiyan()
        let corner: Coordinate = try Coordinate(lng: tile.box.west, lat: tile.box.north)
        #expect(tile.point(corner) == TilePoint(x: -TileAddress.margin, y: -TileAddress.margin))
    }

    @Test(arguments: [(23, 0, 0), (-1, 0, 0), (3, 8, 0), (3, 0, -1)])
    func aTileThatDoesNotExistIsNotFound(zoom: Int, column: Int, row: Int) {
        #expect(throws: CityError.self) { try TileAddress(zoom: zoom, column: column, row: row) }
    }

    @Test func pointsKeepTheirProperties() throws {
        let tile: TileAddress = try shiyan()
        var layer: TileLayer = TileLayer("parts", of: tile)
        layer.point(tile.box.centre, [("code", .text("4203020101000001")), ("n", .number(-3))])
        layer.point(tile.box.centre, [("code", .text("4203020101000001"))])
        var made: VectorTile = VectorTile(tile)
        made.add(layer)
        let features: [TileReader.Feature] = try #require(try TileReader(made.encoded).layers["parts"])
        #expect(features.map(\.properties) == [["code": "4203020101000001", "n": "-3"], ["code": "4203020101000001"]])
        #expect(features.allSatisfy { $0.kind == 1 && $0.rings[0][0].x == 2048 })
    }

    @Test func outerRingsRunClockwiseAndHolesTheOtherWay() throws {
        let tile: TileAddress = try shiyan()
        let centre: Coordinate = tile.box.centre
        let outer: Polygon = try square(centre.lng - 0.004, centre.lat - 0.004, 0.008)
        let hole: Polygon = try square(centre.lng - 0.001, centre.lat - 0.001, 0.002)
        var layer: TileLayer = TileLayer("grids", of: tile)
        try layer.area(MultiPolygon([try Polygon(outer: outer.outer, holes: [hole.outer])]), [])
        var made: VectorTile = VectorTile(tile)
        made.add(layer)
        let rings: [[TilePoint]] = try #require(try TileReader(made.encoded).layers["grids"]?.first?.rings)
        #expect(rings.map(\.count) == [4, 4])
        #expect(doubledArea(rings[0]) > 0)
        #expect(doubledArea(rings[1]) < 0)
    }

    @Test func whatReachesOverTheEdgeIsCutAndWhatLiesElsewhereIsLeftOut() throws {
        let tile: TileAddress = try shiyan()
        var layer: TileLayer = TileLayer("areas", of: tile)
        try layer.area(MultiPolygon([try square(tile.box.west - 1, tile.box.south - 1, 4)]), [("code", .text("big"))])
        try layer.area(MultiPolygon([try square(tile.box.east + 1, tile.box.north + 1, 1)]), [("code", .text("far"))])
        try layer.area(
            MultiPolygon([try square(tile.box.west + 0.001, tile.box.south, 1e-7)]),
            [("code", .text("dot"))]
        )
        var made: VectorTile = VectorTile(tile)
        made.add(layer)
        let features: [TileReader.Feature] = try #require(try TileReader(made.encoded).layers["areas"])
        #expect(features.map(\.properties) == [["code": "big"]])
        let points: [TilePoint] = features[0].rings[0]
        let far: Int = TileAddress.extent + TileAddress.margin
        #expect(points.allSatisfy { (-64...far).contains($0.x) && (-64...far).contains($0.y) })
    }

    @Test func nothingIsAnEmptyTile() throws {
        var made: VectorTile = VectorTile(try shiyan())
        made.add(TileLayer("parts", of: try shiyan()))
        #expect(made.encoded.isEmpty)
    }
}
