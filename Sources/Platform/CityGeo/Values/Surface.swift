/// What has an inside: a polygon or several.
package protocol Surface: Sendable {
    var polygons: [Polygon] { get }
}

extension Polygon: Surface {
    package var polygons: [Polygon] { [self] }
}

extension MultiPolygon: Surface {}

extension Surface {
    /// True area on the ellipsoid in m², with edges straight in longitude and latitude.
    ///
    /// The flat area in a survey plane is larger by up to 5 in 10,000 at the edge of a three-degree zone.
    package var areaM2: Double {
        var total: Double = 0
        for polygon in polygons {
            for (index, ring) in polygon.rings.enumerated() {
                let part: Double = abs(Ellipsoid.signedAreaM2(ring: ring))
                total += index == 0 ? part : -part
            }
        }
        return total
    }

    package var boundingBox: BoundingBox? {
        var box: BoundingBox?
        for polygon in polygons {
            guard let next = BoundingBox(around: polygon.outer) else { continue }
            box = box?.union(next) ?? next
        }
        return box
    }

    package var vertexCount: Int {
        polygons.reduce(0) { sum, polygon in sum + polygon.rings.reduce(0) { $0 + $1.count } }
    }

    package var isEmpty: Bool { polygons.isEmpty }

    /// Whether the place is inside or within 0.1 mm of an edge.
    package func contains(_ place: Coordinate) -> Bool {
        EdgeTable([polygons]).contains(place, area: 0)
    }

    package func asMultiPolygon() -> MultiPolygon { MultiPolygon(polygons) }
}
