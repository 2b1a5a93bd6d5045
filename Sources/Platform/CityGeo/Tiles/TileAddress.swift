import CityCore
import Glibc

/// A square of the web's map pyramid: zoom, column from the west, row from the north (Web Mercator).
package struct TileAddress: Sendable, Hashable {
    package static let zoomMax: Int = 22
    /// The side of a tile in its own units (Mapbox Vector Tile 2.1, §4.1).
    package static let extent: Int = 4096
    /// Shapes are drawn this far over the edge, so that lines along it do not show.
    package static let margin: Int = 64

    package let zoom: Int
    package let column: Int
    package let row: Int

    package init(zoom: Int, column: Int, row: Int) throws {
        let side: Int = 1 << max(0, min(zoom, Self.zoomMax))
        guard (0...Self.zoomMax).contains(zoom), (0..<side).contains(column), (0..<side).contains(row) else {
            throw CityError.notFound(Wording("这块瓦片", "tile"))
        }
        self.zoom = zoom
        self.column = column
        self.row = row
    }

    /// What the tile shows, with its margin.
    package var box: BoundingBox {
        let margin: Double = Double(Self.margin) / Double(Self.extent)
        let side: Double = Double(1 << zoom)
        func lng(_ column: Double) -> Double { max(-180, min(180, column / side * 360 - 180)) }
        func lat(_ row: Double) -> Double {
            let turn: Double = .pi * (1 - 2 * row / side)
            return max(-90, min(90, atan(sinh(turn)) * 180 / .pi))
        }
        return BoundingBox(
            west: lng(Double(column) - margin),
            south: lat(Double(row) + 1 + margin),
            east: lng(Double(column) + 1 + margin),
            north: lat(Double(row) - margin)
        )
    }

    /// Whether a place lies in the tile itself, without its margin: each place in one tile of a zoom.
    package func holds(_ place: Coordinate) -> Bool {
        let at: TilePoint = point(place)
        return (0..<Self.extent).contains(at.x) && (0..<Self.extent).contains(at.y)
    }

    /// A place in the tile's units, from its north-west corner.
    package func point(_ place: Coordinate) -> TilePoint {
        let side: Double = Double(1 << zoom)
        let lat: Double = max(-85.0511, min(85.0511, place.lat)) * .pi / 180
        let column: Double = (place.lng + 180) / 360 * side - Double(column)
        let turn: Double = log(tan(lat) + 1 / cos(lat))
        let row: Double = (1 - turn / .pi) / 2 * side - Double(row)
        let extent: Double = Double(Self.extent)
        return TilePoint(x: Int((column * extent).rounded()), y: Int((row * extent).rounded()))
    }
}

/// A point in a tile's units; `y` grows to the south.
package struct TilePoint: Sendable, Hashable {
    package var x: Int
    package var y: Int

    package init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}
