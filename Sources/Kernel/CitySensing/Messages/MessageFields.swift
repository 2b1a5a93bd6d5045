package import CityGeo

/// How a time stands in a message.
package enum MessageTime: String, Codable, CaseIterable, Sendable {
    case iso8601
    case seconds
    case milliseconds
}

package enum MessageSpeed: String, Codable, CaseIterable, Sendable {
    case kph
    case mps
    case knots

    var toKPH: Double {
        switch self {
        case .kph: 1
        case .mps: 3.6
        case .knots: 1.852
        }
    }
}

/// Where in a message what stands. A path is names and numbers between dots: `data.gps.0.lng`.
package struct MessageFields: Codable, Sendable, Hashable {
    /// The path of a list of which each element is a position; empty when the message is one.
    package var list: String?
    /// The device's number: a path from the message's root, or `topic:2` for a level of the topic, from 1.
    package var ident: String
    /// These are paths from the element of the list.
    package var lng: String
    package var lat: String
    /// When absent it is the time at which the message came.
    package var time: String?
    package var timeFormat: MessageTime?
    package var speed: String?
    package var speedUnit: MessageSpeed?
    package var direction: String?
    package var altitude: String?
    package var accuracy: String?
    package var datum: Datum?

    package init(ident: String, lng: String, lat: String) {
        self.ident = ident
        self.lng = lng
        self.lat = lat
    }

    var paths: [(name: String, path: String?)] {
        [
            ("list", list), ("ident", ident), ("lng", lng), ("lat", lat), ("time", time), ("speed", speed),
            ("direction", direction), ("altitude", altitude), ("accuracy", accuracy),
        ]
    }
}
