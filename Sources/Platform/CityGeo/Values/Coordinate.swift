import CityCore

/// A place on the ground: WGS-84 or CGCS2000 degrees (they differ by centimetres), longitude first.
///
/// A value that exists is finite and in range.
package struct Coordinate: Sendable, Hashable {
    package let lng: Double
    package let lat: Double

    /// `path` is where the pair stands in the caller's input, so that the bad field is named `place.lng`.
    package init(lng: Double, lat: Double, under path: String? = nil) throws {
        guard Self.isLongitude(lng), Self.isLatitude(lat) else {
            throw CityError.invalid(Self.troubles(lng: lng, lat: lat, under: path))
        }
        self.lng = lng
        self.lat = lat
    }

    /// For numbers that come from coordinates that were checked before.
    init(trustedLng lng: Double, lat: Double) {
        self.lng = lng
        self.lat = lat
    }

    static func isLongitude(_ value: Double) -> Bool { value >= -180 && value <= 180 }

    static func isLatitude(_ value: Double) -> Bool { value >= -90 && value <= 90 }

    static let lngWording: Wording = Wording(
        "经度须是 -180 到 180 之间的度数；投影坐标请先转换为经纬度",
        "Longitude must be degrees between -180 and 180; convert projected coordinates first"
    )

    static let latWording: Wording = Wording(
        "纬度须是 -90 到 90 之间的度数；请检查经纬度是否颠倒",
        "Latitude must be degrees between -90 and 90; check that longitude comes first"
    )

    private static func troubles(lng: Double, lat: Double, under path: String?) -> [FieldError] {
        let prefix: String = path.map { "\($0)." } ?? ""
        var found: [FieldError] = []
        if !isLongitude(lng) { found.append(FieldError("\(prefix)lng", "coordinate.lng", lngWording)) }
        if !isLatitude(lat) { found.append(FieldError("\(prefix)lat", "coordinate.lat", latWording)) }
        return found
    }
}

extension Coordinate: Codable {
    private enum Keys: String, CodingKey {
        case lng
        case lat
    }

    /// Reads `{"lng":…,"lat":…}`.
    package init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Keys.self)
        let lng: Double = try box.decode(Double.self, forKey: .lng)
        let lat: Double = try box.decode(Double.self, forKey: .lat)
        try self.init(lng: lng, lat: lat, under: FieldPath.text(decoder.codingPath))
    }

    package func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Keys.self)
        try box.encode(lng, forKey: .lng)
        try box.encode(lat, forKey: .lat)
    }
}

extension Coordinate: CustomStringConvertible {
    /// Six decimals, 0.1 m: for sentences, not for storage.
    package var description: String {
        let east: Double = (lng * 1e6).rounded() / 1e6
        let north: Double = (lat * 1e6).rounded() / 1e6
        return "\(east), \(north)"
    }
}
