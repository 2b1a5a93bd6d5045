/// The way to a value inside a JSON document, written as field errors write it: `features.3.geometry.coordinates.0`.
enum FieldPath {
    static func text(_ keys: [any CodingKey]) -> String? {
        guard !keys.isEmpty else { return nil }
        let names: [String] = keys.map { key in key.intValue.map(String.init) ?? key.stringValue }
        return names.joined(separator: ".")
    }
}
