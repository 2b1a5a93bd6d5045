import CityCore

/// Roads as a graph: crossings, and how many seconds a drive takes from one to the next. It answers how long everybody
/// needs to one place in a single search from there, against the direction of the roads.
package struct RoadGraph: Sendable {
    /// A road that is driven in one direction.
    package struct Edge: Sendable, Hashable {
        package var from: Int
        package var to: Int
        package var seconds: Double

        package init(from: Int, to: Int, seconds: Double) {
            self.from = from
            self.to = to
            self.seconds = seconds
        }
    }

    /// Who is farther from the next crossing than this is not on these roads.
    package static let snapMaxM: Double = 1_000
    /// On the way from a place to its nearest crossing.
    static let offRoadMPS: Double = 5
    static let nodesMax: Int = 2_000_000

    let nodes: [Coordinate]
    /// The edges that lead into node n are `firstInto[n]..<firstInto[n + 1]`.
    let firstInto: [Int32]
    let origins: [Int32]
    let seconds: [Float]
    private let cells: NodeCells

    package var nodeCount: Int { nodes.count }
    package var edgeCount: Int { origins.count }

    package init(nodes: [Coordinate], edges: [Edge]) throws {
        guard !nodes.isEmpty, !edges.isEmpty, nodes.count <= Self.nodesMax else { throw Self.unusable }
        var counts: [Int32] = Array(repeating: 0, count: nodes.count + 1)
        for edge in edges {
            guard nodes.indices.contains(edge.from), nodes.indices.contains(edge.to), edge.seconds >= 0,
                edge.seconds.isFinite
            else { throw Self.unusable }
            counts[edge.to + 1] += 1
        }
        for index in 1..<counts.count { counts[index] += counts[index - 1] }
        var next: [Int32] = counts
        var origins: [Int32] = Array(repeating: 0, count: edges.count)
        var seconds: [Float] = Array(repeating: 0, count: edges.count)
        for edge in edges {
            let slot: Int = Int(next[edge.to])
            next[edge.to] += 1
            (origins[slot], seconds[slot]) = (Int32(edge.from), Float(edge.seconds))
        }
        self.init(nodes: nodes, firstInto: counts, origins: origins, seconds: seconds)
    }

    init(nodes: [Coordinate], firstInto: [Int32], origins: [Int32], seconds: [Float]) {
        self.nodes = nodes
        self.firstInto = firstInto
        self.origins = origins
        self.seconds = seconds
        cells = NodeCells(nodes)
    }

    /// How long a drive to a place takes from every crossing, up to so many seconds; nil when no road is near it.
    package func times(to place: Coordinate, within secondsMax: Double) -> RoadTimes? {
        guard let (target, distanceM) = nearest(to: place) else { return nil }
        var best: [Float] = Array(repeating: .infinity, count: nodes.count)
        var queue: RoadQueue = RoadQueue()
        best[target] = Float(distanceM / Self.offRoadMPS)
        queue.push(RoadQueue.Entry(seconds: best[target], node: Int32(target)))
        while let entry = queue.pop() {
            let node: Int = Int(entry.node)
            if entry.seconds > best[node] { continue }
            if Double(entry.seconds) > secondsMax { break }
            for slot in Int(firstInto[node])..<Int(firstInto[node + 1]) {
                let (origin, total) = (Int(origins[slot]), entry.seconds + seconds[slot])
                guard total < best[origin] else { continue }
                best[origin] = total
                queue.push(RoadQueue.Entry(seconds: total, node: Int32(origin)))
            }
        }
        return RoadTimes(graph: self, best: best)
    }

    /// Whether a road is near a place at all.
    package func reaches(_ place: Coordinate) -> Bool { nearest(to: place) != nil }

    /// The crossing that is nearest to a place, and how far it is.
    func nearest(to place: Coordinate) -> (node: Int, distanceM: Double)? {
        let scale = Ellipsoid.metresPerDegree(lat: place.lat)
        var best: (node: Int32, squared: Double) = (-1, Self.snapMaxM * Self.snapMaxM)
        for ring in Int32(0)...cells.ringsMax(scale.lng) {
            // Nothing in this ring or beyond is nearer than the ring before it is wide.
            let reachM: Double = Double(max(0, ring - 1)) * NodeCells.sizeDegrees * min(scale.lng, scale.lat)
            if best.squared < reachM * reachM { break }
            cells.visit(ring: ring, around: place) { node in
                let there: Coordinate = nodes[Int(node)]
                let (east, north) = ((there.lng - place.lng) * scale.lng, (there.lat - place.lat) * scale.lat)
                let squared: Double = east * east + north * north
                if squared < best.squared { best = (node, squared) }
            }
        }
        return best.node < 0 ? nil : (Int(best.node), best.squared.squareRoot())
    }

    static let unusable: CityError = .invalid(
        "roads",
        "roads.unusable",
        Wording("路网没有可用的路口和路段", "There are no crossings and roads in it that could be used")
    )
}

/// How long it takes from anywhere to the one place that was asked for.
package struct RoadTimes: Sendable {
    let graph: RoadGraph
    let best: [Float]

    /// Seconds of the drive; nil where no road is near or none leads there in the time that was searched.
    package func seconds(from place: Coordinate) -> Double? {
        guard let (node, distanceM) = graph.nearest(to: place), best[node].isFinite else { return nil }
        return Double(best[node]) + distanceM / RoadGraph.offRoadMPS
    }
}

/// Crossings by squares of a five-hundredth of a degree, some two hundred metres.
private struct NodeCells: Sendable {
    static let sizeDegrees: Double = 0.002

    private struct Cell: Hashable {
        var x: Int32
        var y: Int32
    }

    private var cells: [Cell: [Int32]] = [:]

    init(_ nodes: [Coordinate]) {
        for (index, node) in nodes.enumerated() { cells[Self.cell(node), default: []].append(Int32(index)) }
    }

    /// How many rings of squares hold all within `RoadGraph.snapMaxM`.
    func ringsMax(_ metresPerDegree: Double) -> Int32 {
        Int32(min(100, (RoadGraph.snapMaxM / (Self.sizeDegrees * max(1, metresPerDegree))).rounded(.up) + 1))
    }

    func visit(ring: Int32, around place: Coordinate, _ body: (Int32) -> Void) {
        let middle: Cell = Self.cell(place)
        func visit(_ x: Int32, _ y: Int32) {
            for node in cells[Cell(x: middle.x + x, y: middle.y + y)] ?? [] { body(node) }
        }
        if ring == 0 { return visit(0, 0) }
        for step in -ring...ring {
            visit(step, -ring)
            visit(step, ring)
        }
        for step in (1 - ring)..<ring {
            visit(-ring, step)
            visit(ring, step)
        }
    }

    private static func cell(_ place: Coordinate) -> Cell {
        Cell(
            x: Int32((place.lng / sizeDegrees).rounded(.down)),
            y: Int32((place.lat / sizeDegrees).rounded(.down))
        )
    }
}

/// A heap whose first is the least.
struct RoadQueue {
    struct Entry {
        var seconds: Float
        var node: Int32
    }

    private var heap: [Entry] = []

    mutating func push(_ entry: Entry) {
        heap.append(entry)
        var child: Int = heap.count - 1
        while child > 0, heap[(child - 1) / 2].seconds > heap[child].seconds {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func pop() -> Entry? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var parent: Int = 0
        while true {
            var least: Int = parent * 2 + 1
            guard least < heap.count else { return first }
            if least + 1 < heap.count, heap[least + 1].seconds < heap[least].seconds { least += 1 }
            guard heap[least].seconds < heap[parent].seconds else { return first }
            heap.swapAt(least, parent)
            parent = least
        }
    }
}
