import CityCore
import CityGeo
import FoundationEssentials

/// A feature that may be wrong: its error is kept and the features after it are read all the same.
struct LooseFeature: Decodable, Sendable {
    private var feature: GeoJSONFeature?
    private var error: CityError?
    /// The feature as it came, when it could not be read.
    private var whole: JSONValue?

    init(from decoder: any Decoder) throws {
        do {
            feature = try GeoJSONFeature(from: decoder)
        } catch {
            self.error = CityError.told(error)
            whole = try? JSONValue(from: decoder)
        }
    }

    func item(at position: Int, datum: Datum) -> ImportReader.Item {
        guard let feature else {
            let told: CityError = error ?? .fault("a feature without error")
            return .rejected(ImportReject(line: position, error: told, raw: [Self.text(whole)]))
        }
        var values: [String: String] = [:]
        if let id = feature.id { values["code"] = id }
        for (name, value) in feature.properties { values[ImportColumns.canonical(name)] = Self.cell(value) }
        return .record(
            ImportRecord(
                line: position,
                values: values,
                geometry: feature.geometry,
                datum: datum,
                raw: [Self.text(feature)]
            )
        )
    }

    private static func cell(_ value: JSONValue) -> String {
        if case .array(let elements) = value { return elements.compactMap(\.text).joined(separator: " ") }
        return value.text ?? ""
    }

    private static func text(_ value: (some Encodable)?) -> String {
        guard let value else { return "" }
        return (try? GeoJSON.text(value)) ?? ""
    }
}

/// A FeatureCollection whose features may be wrong one by one.
struct LooseFeatureCollection: Decodable, Sendable {
    private var type: String
    var features: [LooseFeature]

    static func decode(_ data: Data) throws -> LooseFeatureCollection {
        let collection: LooseFeatureCollection
        do {
            collection = try JSONDecoder().decode(LooseFeatureCollection.self, from: data)
        } catch let error as DecodingError {
            var refusal: CityError = Self.refusal
            refusal.cause = error
            throw refusal
        }
        guard collection.type == "FeatureCollection" else { throw refusal }
        guard collection.features.count <= GeoJSONFeatureCollection.featuresMax else { throw tooMany }
        return collection
    }

    private static let refusal: CityError = CityError(
        .invalidArgument,
        "geojson.malformed",
        Wording("文件不是 GeoJSON 的 FeatureCollection，请检查内容", "The file is not a GeoJSON FeatureCollection; check it")
    )

    private static let tooMany: CityError = CityError(
        .tooLarge,
        "geojson.too_many_features",
        Wording("要素太多，请分批导入", "There are too many features; split the file")
    )
}
