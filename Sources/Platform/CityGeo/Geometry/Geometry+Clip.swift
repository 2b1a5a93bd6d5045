import CGEOS

extension Geometry {
    /// The part of an area inside a box, for drawing: where edges run along the box's side the result may touch itself.
    package static func clip(_ area: MultiPolygon, to box: BoundingBox) throws -> MultiPolygon {
        guard let around = area.boundingBox, around.intersects(box) else { return MultiPolygon([]) }
        if box.contains(around) { return area }
        return try GEOSContext.run { context in
            let shape: GEOSShape = try context.make(area)
            let cut: GEOSShape = try context.shape(
                GEOSClipByRect_r(context.handle, shape.pointer, box.west, box.south, box.east, box.north)
            )
            return MultiPolygon(try context.polygons(of: cut))
        }
    }
}
