/// Finds the areas that a place is in. Built once from a list, never changed, shared by all threads; to change it,
/// build another.
///
/// A place within 0.1 mm of an edge is in the area on either side, and then the earlier entry of the list wins: sort
/// the list by code, and a place on a shared border belongs to the grid with the lowest code, always the same one.
package struct GridIndex<ID: Sendable>: Sendable {
    private let ids: [ID]
    private let edges: EdgeTable
    private let tree: BoxTree
    /// The list position of each box in the tree: an empty area has no box.
    private let boxed: [Int32]

    package init(_ entries: [(id: ID, area: any Surface)]) {
        ids = entries.map(\.id)
        edges = EdgeTable(entries.map(\.area.polygons))
        var boxes: [BoundingBox] = []
        var positions: [Int32] = []
        for (position, entry) in entries.enumerated() {
            guard let box = entry.area.boundingBox else { continue }
            boxes.append(box)
            positions.append(Int32(position))
        }
        tree = BoxTree(boxes)
        boxed = positions
    }

    package var count: Int { ids.count }

    /// The first entry of the list that the place is in.
    package func find(_ place: Coordinate) -> ID? {
        var best: Int = Int.max
        tree.visit(Self.probe(place)) { box in
            let position: Int = Int(boxed[box])
            if position < best, edges.contains(place, area: position) { best = position }
        }
        return best == Int.max ? nil : ids[best]
    }

    /// Every entry that the place is in, in the order of the list: for areas that lie over each other.
    package func findAll(_ place: Coordinate) -> [ID] {
        var found: [Int] = []
        tree.visit(Self.probe(place)) { box in
            let position: Int = Int(boxed[box])
            if edges.contains(place, area: position) { found.append(position) }
        }
        return found.sorted().map { ids[$0] }
    }

    /// Every entry whose border the straight way between two places meets, in the order of the list.
    package func met(from start: Coordinate, to end: Coordinate) -> [ID] {
        let box: BoundingBox = BoundingBox(
            west: min(start.lng, end.lng),
            south: min(start.lat, end.lat),
            east: max(start.lng, end.lng),
            north: max(start.lat, end.lat)
        )
        var found: [Int] = []
        tree.visit(box) { box in
            let position: Int = Int(boxed[box])
            if edges.meets(start, end, area: position) { found.append(position) }
        }
        return found.sorted().map { ids[$0] }
    }

    private static func probe(_ place: Coordinate) -> BoundingBox {
        let reach: Double = EdgeTable.tolerance
        return BoundingBox(
            west: place.lng - reach,
            south: place.lat - reach,
            east: place.lng + reach,
            north: place.lat + reach
        )
    }
}
