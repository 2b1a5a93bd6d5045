/// A packed R-tree over boxes, filled by sort-tile-recursion: built once, then only read.
///
/// Level 0 holds the boxes in tile order; each box of the next level spans `fanout` boxes of the one below.
struct BoxTree: Sendable {
    private static let fanout: Int = 8

    private var order: [Int32]
    private var levels: [[BoundingBox]]

    init(_ boxes: [BoundingBox]) {
        order = Self.tiled(boxes)
        levels = []
        guard !boxes.isEmpty else { return }
        var level: [BoundingBox] = order.map { boxes[Int($0)] }
        levels.append(level)
        while level.count > Self.fanout {
            level = Self.spans(of: level)
            levels.append(level)
        }
    }

    /// Calls `body` with the position of every box that meets the given one, in no particular order.
    func visit(_ box: BoundingBox, _ body: (Int) -> Void) {
        guard let top = levels.last else { return }
        visit(box, level: levels.count - 1, range: 0..<top.count, body)
    }

    private func visit(_ box: BoundingBox, level: Int, range: Range<Int>, _ body: (Int) -> Void) {
        for index in range where levels[level][index].intersects(box) {
            if level == 0 {
                body(Int(order[index]))
            } else {
                let start: Int = index * Self.fanout
                let end: Int = min(start + Self.fanout, levels[level - 1].count)
                visit(box, level: level - 1, range: start..<end, body)
            }
        }
    }

    private static func tiled(_ boxes: [BoundingBox]) -> [Int32] {
        let leaves: Double = (Double(boxes.count) / Double(fanout)).rounded(.up)
        let slices: Int = max(1, Int(leaves.squareRoot().rounded(.up)))
        let perSlice: Int = max(fanout, (boxes.count + slices - 1) / slices)
        let byLng: [Int32] = sorted(boxes.indices.map { Int32($0) }) { boxes[Int($0)].west + boxes[Int($0)].east }
        var order: [Int32] = []
        order.reserveCapacity(boxes.count)
        for start in stride(from: 0, to: byLng.count, by: perSlice) {
            let slice: [Int32] = Array(byLng[start..<min(start + perSlice, byLng.count)])
            order += sorted(slice) { boxes[Int($0)].south + boxes[Int($0)].north }
        }
        return order
    }

    private static func sorted(_ positions: [Int32], by key: (Int32) -> Double) -> [Int32] {
        let keyed: [(key: Double, position: Int32)] = positions.map { (key($0), $0) }
        return keyed.sorted { $0.key < $1.key }.map(\.position)
    }

    private static func spans(of level: [BoundingBox]) -> [BoundingBox] {
        stride(from: 0, to: level.count, by: fanout).map { start in
            let group: ArraySlice<BoundingBox> = level[start..<min(start + fanout, level.count)]
            return group.dropFirst().reduce(level[start]) { $0.union($1) }
        }
    }
}
