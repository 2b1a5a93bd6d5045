package import CityCore
import CityGeo
import FoundationEssentials

/// What a phone with Traccar's client, or any other that speaks the OsmAnd protocol, tells: as parameters of an address
/// or a form, or as the JSON of the client's newer editions. Facts: the open decoders of both.
package struct PhoneReport: Sendable, Hashable {
    package var ident: String
    package var position: Position

    /// Speeds are in knots; a time is in seconds, in milliseconds or ISO 8601; without one it is now.
    package init(_ parameters: [String: String], receivedAt now: Timestamp) throws {
        guard let ident = (parameters["id"] ?? parameters["deviceid"]).flatMap({ $0.isEmpty ? nil : $0 }) else {
            throw PhoneTrouble.ident
        }
        self.ident = ident
        let pair: [Substring] = (parameters["location"] ?? "").split(separator: ",")
        let lat: Double? = (parameters["lat"] ?? pair.first.map(String.init)).flatMap(Double.init)
        let lng: Double? = (parameters["lon"] ?? pair.dropFirst().first.map(String.init)).flatMap(Double.init)
        position = try Self.position(lng, lat, at: try Self.time(parameters["timestamp"], now))
        position.speedE1 = Self.tenths(parameters["speed"].flatMap(Double.init), times: 1.852)
        position.take(
            heading: (parameters["bearing"] ?? parameters["heading"]).flatMap(Double.init),
            altitude: parameters["altitude"].flatMap(Double.init),
            accuracy: parameters["accuracy"].flatMap(Double.init)
        )
        if let valid = parameters["valid"], valid != "true", valid != "1" { position.status.remove(.located) }
    }

    /// Speeds are in metres a second; −1 says that something is not known.
    package init(json: [UInt8], receivedAt now: Timestamp) throws {
        struct Report: Decodable {
            struct Location: Decodable {
                struct Coordinates: Decodable {
                    var latitude: Double
                    var longitude: Double
                    var accuracy: Double?
                    var speed: Double?
                    var heading: Double?
                    var altitude: Double?
                }

                var timestamp: String?
                var coords: Coordinates
            }

            var device_id: String
            var location: Location
        }
        guard let report = try? JSONDecoder().decode(Report.self, from: Data(json)) else { throw PhoneTrouble.json }
        if report.device_id.isEmpty { throw PhoneTrouble.ident }
        ident = report.device_id
        let coordinates = report.location.coords
        position = try Self.position(
            coordinates.longitude,
            coordinates.latitude,
            at: try Self.time(report.location.timestamp, now)
        )
        position.speedE1 = Self.tenths(coordinates.speed, times: 3.6)
        position.take(
            heading: coordinates.heading,
            altitude: coordinates.altitude,
            accuracy: coordinates.accuracy
        )
    }

    private static func position(_ lng: Double?, _ lat: Double?, at time: Timestamp) throws -> Position {
        guard let lng, let lat, let place = try? Coordinate(lng: lng, lat: lat) else { throw PhoneTrouble.place }
        var position: Position = Position(at: time, place)
        position.status = .located
        return position
    }

    private static func time(_ text: String?, _ now: Timestamp) throws -> Timestamp {
        guard let text, !text.isEmpty else { return now }
        if let number = Int64(text) {
            guard number >= 0, number < 1 << 53 else { throw PhoneTrouble.time }
            return Timestamp(milliseconds: number < Int64(Int32.max) ? number * 1000 : number)
        }
        // Written without a zone it is UTC.
        let iso: String = text.contains("T") ? text : text.replacing(" ", with: "T") + "Z"
        guard let time = Timestamp(iso8601: iso) else { throw PhoneTrouble.time }
        return time
    }

    private static func tenths(_ speed: Double?, times factor: Double) -> UInt16 {
        guard let speed, speed.isFinite, speed > 0 else { return 0 }
        return UInt16(min(65_535, (speed * factor * 10).rounded()))
    }
}

extension Position {
    fileprivate mutating func take(heading: Double?, altitude: Double?, accuracy: Double?) {
        if let heading, heading.isFinite, heading >= 0, heading < 1e6 {
            direction = UInt16(Int(heading.rounded()) % 360)
        }
        if let altitude, altitude.isFinite { altitudeM = Int16(max(-32_768, min(32_767, altitude.rounded()))) }
        if let accuracy, accuracy.isFinite, accuracy > 0 {
            accuracyM = UInt16(min(65_535, max(1, accuracy.rounded())))
        }
    }
}

private enum PhoneTrouble {
    static let ident: CityError = .invalid("id", "phone.id", Wording("缺少设备标识 id", "The device's id is missing"))
    static let place: CityError = .invalid(
        "lat",
        "phone.place",
        Wording("缺少或错误的经纬度", "lat and lon are missing or wrong")
    )
    static let time: CityError = .invalid("timestamp", "phone.time", Wording("时间不合规定", "The timestamp is no time"))
    static let json: CityError = .invalid("body", "phone.json", Wording("JSON 不合规定", "The JSON is not as expected"))
}
