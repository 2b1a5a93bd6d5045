/// Metres to the east and north of a middle place: degrees stretched, nothing else, so that straight edges stay
/// straight and shared corners stay shared.
///
/// At 32 N and 10 km from the middle, lengths to the east are off by 1 in 1,000; a few hundred metres away by 1 in
/// 50,000.
struct LocalFrame {
    private let middle: Coordinate
    private let metresPerDegree: (lng: Double, lat: Double)

    init(around box: BoundingBox) {
        middle = box.centre
        // The poles have no east; 89 degrees keeps the scale finite there.
        metresPerDegree = Ellipsoid.metresPerDegree(lat: min(89, max(-89, box.centre.lat)))
    }

    func metres(_ place: Coordinate) -> (x: Double, y: Double) {
        ((place.lng - middle.lng) * metresPerDegree.lng, (place.lat - middle.lat) * metresPerDegree.lat)
    }

    func place(x: Double, y: Double) throws -> Coordinate {
        try Coordinate(lng: middle.lng + x / metresPerDegree.lng, lat: middle.lat + y / metresPerDegree.lat)
    }
}
