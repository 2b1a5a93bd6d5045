import CityCore

// How a graph is kept: a mark, two counts, then millionths of degrees, places in the list, and seconds.
extension RoadGraph {
    private static let mark: [UInt8] = Array("SWROADS1".utf8)

    package func encoded() -> [UInt8] {
        var bytes: [UInt8] = Self.mark
        bytes.reserveCapacity(16 + nodes.count * 12 + origins.count * 8)
        func put(_ value: Int32) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
        put(Int32(nodes.count))
        put(Int32(origins.count))
        for node in nodes {
            put(Int32((node.lng * 1e6).rounded()))
            put(Int32((node.lat * 1e6).rounded()))
        }
        for first in firstInto { put(first) }
        for (origin, seconds) in zip(origins, seconds) {
            put(origin)
            put(Int32(bitPattern: seconds.bitPattern))
        }
        return bytes
    }

    /// Reads what `encoded` made; anything else is refused.
    package init(decoding bytes: [UInt8]) throws {
        let headBytes: Int = Self.mark.count + 8
        guard bytes.count >= headBytes, Array(bytes.prefix(Self.mark.count)) == Self.mark else { throw Self.unusable }
        var place: Int = Self.mark.count
        func next() -> Int32 {
            defer { place += 4 }
            return Int32(bitPattern: bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: UInt32.self) })
        }
        let (nodeCount, edgeCount) = (Int(next()), Int(next()))
        guard (1...Self.nodesMax).contains(nodeCount), edgeCount > 0,
            bytes.count == headBytes + nodeCount * 12 + 4 + edgeCount * 8
        else { throw Self.unusable }
        var nodes: [Coordinate] = []
        nodes.reserveCapacity(nodeCount)
        for _ in 0..<nodeCount {
            let (lng, lat) = (next(), next())
            nodes.append(try Coordinate(lng: Double(lng) / 1e6, lat: Double(lat) / 1e6))
        }
        let firstInto: [Int32] = (0...nodeCount).map { _ in next() }
        var (origins, seconds): ([Int32], [Float]) = ([], [])
        for _ in 0..<edgeCount {
            origins.append(next())
            seconds.append(Float(bitPattern: UInt32(bitPattern: next())))
        }
        guard firstInto[0] == 0, firstInto[nodeCount] == Int32(edgeCount),
            zip(firstInto, firstInto.dropFirst()).allSatisfy({ $0 <= $1 }),
            origins.allSatisfy({ (0..<Int32(nodeCount)).contains($0) }),
            seconds.allSatisfy({ $0 >= 0 && $0.isFinite })
        else { throw Self.unusable }
        self.init(nodes: nodes, firstInto: firstInto, origins: origins, seconds: seconds)
    }
}
