import CityCore
package import FoundationEssentials

/// GeoJSON text to values and back. What is wrong is said with the path to it: `features.3.geometry.coordinates.0`.
package enum GeoJSON {
    /// The field name of the document itself, where there is no path.
    static let root: String = "geojson"

    package static func geometry(_ json: Data) throws -> GeoJSONGeometry {
        try explained { try JSONDecoder().decode(GeoJSONGeometry.self, from: json) }
    }

    package static func feature(_ json: Data) throws -> GeoJSONFeature {
        try explained { try JSONDecoder().decode(GeoJSONFeature.self, from: json) }
    }

    package static func featureCollection(_ json: Data) throws -> GeoJSONFeatureCollection {
        try explained { try JSONDecoder().decode(GeoJSONFeatureCollection.self, from: json) }
    }

    /// UTF-8 JSON with sorted keys, so that equal values give equal bytes.
    package static func data(_ value: some Encodable) throws -> Data {
        let encoder: JSONEncoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    package static func text(_ value: some Encodable) throws -> String {
        String(decoding: try data(value), as: UTF8.self)
    }

    /// Runs a decoding and turns the decoder's own errors into sentences with a field.
    static func explained<Value>(_ decode: () throws -> Value) throws -> Value {
        do {
            return try decode()
        } catch let error as DecodingError {
            throw explanation(of: error)
        }
    }

    static func unknownType(_ type: String, at path: [any CodingKey], known: [String]) -> CityError {
        let list: String = known.joined(separator: ", ")
        let field: String = FieldPath.text(path).map { "\($0).type" } ?? "type"
        return CityError.invalid(
            field,
            "geojson.type",
            Wording("type 须是 \(list) 之一", "type must be one of \(list)")
        )
    }

    private static func explanation(of error: DecodingError) -> CityError {
        switch error {
        case .keyNotFound(let key, let context):
            let field: String = FieldPath.text(context.codingPath + [key]) ?? root
            return CityError.invalid(field, "geojson.missing", Wording("缺少此项，请补上", "This member is missing; add it"))
        case .valueNotFound(_, let context):
            return CityError.invalid(
                FieldPath.text(context.codingPath) ?? root,
                "geojson.missing",
                Wording("这里缺少值：位置应写成 [经度, 纬度]", "A value is missing here: a position is [longitude, latitude]")
            )
        case .typeMismatch(_, let context):
            return CityError.invalid(
                FieldPath.text(context.codingPath) ?? root,
                "geojson.nesting",
                Wording("此处类型或数组层级不对，请检查方括号", "Wrong type or nesting here; check the brackets")
            )
        case .dataCorrupted(let context): return corrupted(context)
        @unknown default: return CityError.fault("unknown decoding error", cause: error)
        }
    }

    private static func corrupted(_ context: DecodingError.Context) -> CityError {
        var error: CityError = CityError.invalid(
            FieldPath.text(context.codingPath) ?? root,
            "geojson.malformed",
            Wording(
                "不是合法的 JSON，或含有过大的数，请检查文件内容",
                "Not well-formed JSON, or a number too large to hold; check the file's contents"
            )
        )
        error.detail = context.debugDescription
        return error
    }
}
