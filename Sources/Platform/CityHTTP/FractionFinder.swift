import CityCore
import Foundation

/// Finds the fields of a body that hold a fraction where the type wants a whole number: the decoder refuses such a
/// body without saying which field it was.
struct FractionFinder {
    let components: [String: JSONSchema]
    private(set) var fields: [FieldError] = []

    /// - Returns: nil when the bytes are no JSON, or nothing of the kind is in them.
    static func fields<Body: Decodable>(of type: Body.Type, in bytes: [UInt8]) -> [FieldError]? {
        let recorder: SchemaRecorder = SchemaRecorder()
        guard let schema = try? recorder.schema(of: type),
            let tree = try? JSONSerialization.jsonObject(with: Data(bytes))
        else { return nil }
        var finder: FractionFinder = FractionFinder(components: recorder.components)
        finder.look(at: tree, as: schema, path: "")
        return finder.fields.isEmpty ? nil : finder.fields
    }

    private mutating func look(at value: Any, as schema: JSONSchema, path: String) {
        switch schema {
        case .integer:
            guard let number = value as? NSNumber, number.doubleValue != number.doubleValue.rounded() else { return }
            fields.append(
                FieldError(path, "field.type", Wording("此项须为整数", "This field must be a whole number"))
            )
        case .reference(let name):
            if let known = components[name] { look(at: value, as: known, path: path) }
        case .object(let properties):
            guard let object = value as? [String: Any] else { return }
            for property in properties {
                guard let inner = object[property.name] else { continue }
                look(at: inner, as: property.schema, path: path.isEmpty ? property.name : "\(path).\(property.name)")
            }
        case .array(let item):
            guard let list = value as? [Any] else { return }
            for (index, inner) in list.enumerated() { look(at: inner, as: item, path: "\(path).\(index)") }
        case .map(let item):
            guard let object = value as? [String: Any] else { return }
            for (key, inner) in object { look(at: inner, as: item, path: "\(path).\(key)") }
        case .anything, .string, .choice, .number, .boolean: return
        }
    }
}
