import CityCore
import CityGeo
import Foundation

/// A map file: what was read is written and read again as the same, and what may be done with an area is done.
func fuzzGeoJSON(_ bytes: [UInt8], choice: UInt8) {
    let data: Data = Data(bytes)
    switch choice & 3 {
    case 0:
        if let geometry = refusing({ try GeoJSON.geometry(data) }) { look(at: geometry) }
    case 1:
        guard let feature = refusing({ try GeoJSON.feature(data) }) else { return }
        guard let again = refusing({ try GeoJSON.feature(try GeoJSON.data(feature)) }) else {
            preconditionFailure("a feature that was written is not read")
        }
        precondition(again.id == feature.id && again.geometry == feature.geometry, "a feature did not come back")
        if let geometry = feature.geometry { look(at: geometry) }
    default:
        guard let collection = refusing({ try GeoJSON.featureCollection(data) }) else { return }
        for geometry in collection.features.compactMap(\.geometry) { look(at: geometry) }
    }
}

private func look(at geometry: GeoJSONGeometry) {
    guard let again = refusing({ try GeoJSON.geometry(try GeoJSON.data(geometry)) }) else {
        preconditionFailure("a geometry that was written is not read")
    }
    precondition(again == geometry, "a geometry did not come back")
    _ = refusing { try geometry.converted(from: .gcj02, to: .wgs84) }
    guard let area = refusing({ try geometry.area() }), let box = area.boundingBox else { return }
    precondition(area.areaM2.isFinite, "an area without an area")
    guard refusing({ try Geometry.validate(area) }) != nil else { return }
    guard let inside = refusing({ try Geometry.pointOnSurface(area) }) else { return }
    precondition(box.contains(inside), "a point of the area lies outside its box")
}
