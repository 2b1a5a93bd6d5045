import CityCore
import CityGeo
import FoundationEssentials
import Testing

struct GeoJSONFuzzTests {
    static let seeds: [String] =
        GeoJSONTests.geometries.map {
            #"{"type":"Feature","id":1,"geometry":\#($0),"properties":{"a":[1,{"b":null}]}}"#
        }

    static let scraps: [String] = [
        "[", "]", "{", "}", ",", ":", "\"", "null", "true", "-", "1e308", "-1e-400", "NaN", "\\u0000", "\\ud800", "0",
        "180.0000001", "[[", "]]", "\"type\"", "\"Point\"", "\"Polygon\"", "\"coordinates\":", "十",
        "9223372036854775808",
    ]

    /// Changes, drops, doubles or inserts a few pieces of a good document.
    private func mutate(_ text: String, _ random: inout SeededGenerator) -> Data {
        var bytes: [UInt8] = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let start: Int = Int.random(in: 0..<bytes.count, using: &random)
            let end: Int = min(bytes.count, start + Int.random(in: 1...12, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[start] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(start..<end)
            case 2: bytes.insert(contentsOf: Array(bytes[start..<end]), at: start)
            case 3: bytes.insert(contentsOf: Array((Self.scraps.randomElement(using: &random) ?? "").utf8), at: start)
            default: bytes.removeSubrange(start...)
            }
        }
        return Data(bytes)
    }

    /// Whatever is accepted can be written and read again; whatever is not is a `CityError` with a field.
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func damagedFeaturesAreReadOrRefused(seed: UInt64) throws {
        var random: SeededGenerator = SeededGenerator(seed: seed)
        var accepted: Int = 0
        for round in 0..<1_500 {
            let data: Data = mutate(Self.seeds[round % Self.seeds.count], &random)
            do {
                let feature: GeoJSONFeature = try GeoJSON.feature(data)
                #expect(try GeoJSON.feature(GeoJSON.data(feature)) == feature)
                if case .polygon(let polygon) = feature.geometry { _ = try Geometry.trouble(with: polygon) }
                accepted += 1
            } catch let error as CityError {
                #expect(error.code == .invalidArgument && !error.fields.isEmpty, "\(error)")
            }
        }
        #expect(accepted > 20 && accepted < 1_400)
    }
}
