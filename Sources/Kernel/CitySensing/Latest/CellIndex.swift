import CityCore
import CityGeo

/// Where devices are, in squares of a hundredth of a degree, so that those near a place are found without looking at
/// all. It follows each position at the cost of a look-up.
struct CellIndex: Sendable {
    private static let cellE6: Int32 = 10_000
    /// Beyond so many squares nobody is near; some 110 km.
    private static let ringsMax: Int32 = 100

    private struct Cell: Hashable {
        var x: Int32
        var y: Int32

        init(x: Int32, y: Int32) {
            (self.x, self.y) = (x, y)
        }

        init(_ position: Position) {
            x = CellIndex.square(position.lngE6)
            y = CellIndex.square(position.latE6)
        }
    }

    private var cells: [Cell: [DeviceSerial: Position]] = [:]
    private var places: [DeviceSerial: Cell] = [:]

    mutating func put(_ device: DeviceSerial, _ position: Position) {
        let cell: Cell = Cell(position)
        if let old = places[device], old != cell { cells[old]?[device] = nil }
        places[device] = cell
        cells[cell, default: [:]][device] = position
    }

    /// The nearest that are wanted, the nearest first.
    func nearest(
        to place: Coordinate,
        limit: Int,
        where isWanted: (DeviceSerial) -> Bool
    ) -> [(device: DeviceSerial, distanceM: Double)] {
        let centre: Position = Position(at: Timestamp(milliseconds: 0), place)
        let middle: Cell = Cell(centre)
        let scale: Double = Coordinate.metresEast(at: place)
        var found: [(device: DeviceSerial, distanceM: Double)] = []
        for ring in 0...Self.ringsMax {
            // Nothing in this ring or beyond is nearer than the ring before it is wide.
            let reach: Double = Double(max(0, ring - 1)) * Double(Self.cellE6) / 1e6 * min(scale, 110_574)
            if found.count >= limit, found[limit - 1].distanceM <= reach { break }
            var isFresh: Bool = false
            Self.visit(ring: ring, around: middle) { cell in
                for (device, position) in cells[cell] ?? [:] where isWanted(device) {
                    let east: Double = Double(position.lngE6 - centre.lngE6) / 1e6 * scale
                    let north: Double = Double(position.latE6 - centre.latE6) / 1e6 * 110_900
                    found.append((device, (east * east + north * north).squareRoot()))
                    isFresh = true
                }
            }
            if isFresh {
                found.sort { $0.distanceM < $1.distanceM }
                if found.count > limit { found.removeLast(found.count - limit) }
            }
        }
        return found
    }

    private static func square(_ valueE6: Int32) -> Int32 {
        valueE6 >= 0 ? valueE6 / cellE6 : (valueE6 - cellE6 + 1) / cellE6
    }

    private static func visit(ring: Int32, around middle: Cell, _ body: (Cell) -> Void) {
        if ring == 0 { return body(middle) }
        for step in -ring...ring {
            body(Cell(x: middle.x + step, y: middle.y - ring))
            body(Cell(x: middle.x + step, y: middle.y + ring))
        }
        for step in (1 - ring)...(ring - 1) {
            body(Cell(x: middle.x - ring, y: middle.y + step))
            body(Cell(x: middle.x + ring, y: middle.y + step))
        }
    }
}
