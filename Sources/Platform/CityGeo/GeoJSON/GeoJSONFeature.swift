import CityCore

/// A geometry with its attributes (RFC 7946 §3.2).
package struct GeoJSONFeature: Sendable, Hashable {
    /// A number on the wire is kept as its text.
    package var id: String?
    package var geometry: GeoJSONGeometry?
    package var properties: [String: JSONValue]

    package init(id: String? = nil, geometry: GeoJSONGeometry?, properties: [String: JSONValue] = [:]) {
        self.id = id
        self.geometry = geometry
        self.properties = properties
    }
}

extension GeoJSONFeature: Codable {
    private enum Keys: String, CodingKey {
        case type
        case id
        case geometry
        case properties
    }

    package init(from decoder: any Decoder) throws {
        self = try GeoJSON.explained { try Self.read(decoder) }
    }

    private static func read(_ decoder: any Decoder) throws -> GeoJSONFeature {
        let box = try decoder.container(keyedBy: Keys.self)
        let type: String = try box.decode(String.self, forKey: .type)
        guard type == "Feature" else { throw GeoJSON.unknownType(type, at: box.codingPath, known: ["Feature"]) }
        let properties: [String: JSONValue]? = try box.decodeIfPresent([String: JSONValue].self, forKey: .properties)
        return GeoJSONFeature(
            id: try box.decodeIfPresent(JSONValue.self, forKey: .id)?.text,
            geometry: try box.decodeIfPresent(GeoJSONGeometry.self, forKey: .geometry),
            properties: properties ?? [:]
        )
    }

    /// `geometry` and `properties` are always there, null and empty if need be, as the standard demands.
    package func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Keys.self)
        try box.encode("Feature", forKey: .type)
        try box.encodeIfPresent(id, forKey: .id)
        try box.encode(geometry, forKey: .geometry)
        try box.encode(properties, forKey: .properties)
    }
}

/// A list of features (RFC 7946 §3.3).
package struct GeoJSONFeatureCollection: Sendable, Hashable {
    package static let featuresMax: Int = 100_000

    package var features: [GeoJSONFeature]

    package init(_ features: [GeoJSONFeature]) {
        self.features = features
    }
}

extension GeoJSONFeatureCollection: Codable {
    private enum Keys: String, CodingKey {
        case type
        case features
    }

    package init(from decoder: any Decoder) throws {
        features = try GeoJSON.explained { try Self.read(decoder) }
    }

    private static func read(_ decoder: any Decoder) throws -> [GeoJSONFeature] {
        let box = try decoder.container(keyedBy: Keys.self)
        let type: String = try box.decode(String.self, forKey: .type)
        guard type == "FeatureCollection" else {
            throw GeoJSON.unknownType(type, at: box.codingPath, known: ["FeatureCollection"])
        }
        var items = try box.nestedUnkeyedContainer(forKey: .features)
        var features: [GeoJSONFeature] = []
        while !items.isAtEnd {
            guard features.count < featuresMax else { throw refusal(FieldPath.text(items.codingPath)) }
            features.append(try items.decode(GeoJSONFeature.self))
        }
        return features
    }

    package func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Keys.self)
        try box.encode("FeatureCollection", forKey: .type)
        try box.encode(features, forKey: .features)
    }

    private static func refusal(_ field: String?) -> CityError {
        let wording: Wording = Wording(
            "要素超过 \(featuresMax) 个，请分批导入",
            "More than \(featuresMax) features; split the file"
        )
        let reason: String = "geojson.too_many_features"
        return CityError(
            .tooLarge,
            reason,
            wording,
            fields: [FieldError(field ?? GeoJSON.root, reason, wording)]
        )
    }
}
