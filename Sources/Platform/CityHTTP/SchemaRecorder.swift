import CityCore

/// Derives schemas from the very types that read and write JSON: it runs a type's `init(from:)` with a decoder that
/// has no data but notes which keys are asked for, as what, and whether they may be absent.
final class SchemaRecorder {
    private(set) var components: [String: JSONSchema] = [:]
    private var owners: [String: ObjectIdentifier] = [:]
    private var inProgress: Set<String> = []

    func schema<Value: Decodable>(of type: Value.Type) throws -> JSONSchema {
        try sampled(type).schema
    }

    /// The schema of a type and a value of it, with which the decoding around it can go on.
    fileprivate func sampled<Value: Decodable>(_ type: Value.Type) throws -> (schema: JSONSchema, sample: Value) {
        if let described = type as? any SchemaDescribed.Type { return try opened(described) }
        if let choice = type as? any CaseIterable.Type, let found: (JSONSchema, Value) = choices(choice) {
            return found
        }
        if let wrapper = type as? any SchemaWrapper.Type { return try cast(wrapper.sampled(by: self)) }
        if let scalar: (JSONSchema, Value) = Self.scalar(type) { return scalar }
        return try object(type)
    }

    private func opened<Described: SchemaDescribed, Value>(_ type: Described.Type) throws -> (JSONSchema, Value) {
        try cast((type.jsonSchema, type.schemaSample))
    }

    private func choices<Choice: CaseIterable, Value>(_ type: Choice.Type) -> (JSONSchema, Value)? {
        let values: [any RawRepresentable] = type.allCases.compactMap { $0 as? any RawRepresentable }
        let names: [String] = values.compactMap { $0.rawValue as? String }
        guard !names.isEmpty, let first = type.allCases.first as? Value else { return nil }
        return (.choice(names), first)
    }

    private func cast<Value>(_ pair: (JSONSchema, Any)) throws -> (JSONSchema, Value) {
        guard let value = pair.1 as? Value else { throw CityError.fault("schema sample of \(Value.self)") }
        return (pair.0, value)
    }

    private static func scalar<Value>(_ type: Value.Type) -> (JSONSchema, Value)? {
        let known: [(any Any.Type, JSONSchema, Any)] = [
            (String.self, .string(format: nil), ""),
            (Int.self, .integer, 0), (Int64.self, .integer, Int64(0)), (Int32.self, .integer, Int32(0)),
            (Double.self, .number, 0.0), (Bool.self, .boolean, false),
        ]
        for (candidate, schema, sample) in known where candidate == type {
            if let value = sample as? Value { return (schema, value) }
        }
        return nil
    }

    private func object<Value: Decodable>(_ type: Value.Type) throws -> (JSONSchema, Value) {
        let name: String = Self.componentName(type)
        let decoder: RecordingDecoder = RecordingDecoder(recorder: self)
        let sample: Value = try Value(from: decoder)
        guard let properties = decoder.notes.properties else { return (decoder.notes.single ?? .anything, sample) }
        let owner: ObjectIdentifier = ObjectIdentifier(type)
        guard owners[name, default: owner] == owner else {
            throw CityError.fault("two types are called \(name): the document would have one of them for both")
        }
        owners[name] = owner
        components[name] = .object(properties)
        return (.reference(name), sample)
    }

    /// `CityHTTP.ListBody<Cases.Row>` becomes `ListBody_Row`, `Cases.Page.Row` becomes `Page_Row`: without the module, with
    /// the types around it, and without brackets, which a component's name may not hold.
    private static func componentName(_ type: any Any.Type) -> String {
        String(reflecting: type).split { "<>, ".contains($0) }.map { name in
            let parts: [Substring] = name.split(separator: ".")
            return parts.dropFirst(parts.count > 1 ? 1 : 0).joined(separator: "_")
        }.joined(separator: "_")
    }
}

/// Generic containers of the standard library, whose schema depends on what they hold.
private protocol SchemaWrapper {
    static func sampled(by recorder: SchemaRecorder) throws -> (JSONSchema, Any)
}

extension Array: SchemaWrapper where Element: Decodable {
    fileprivate static func sampled(by recorder: SchemaRecorder) throws -> (JSONSchema, Any) {
        (.array(try recorder.schema(of: Element.self)), Self())
    }
}

extension Set: SchemaWrapper where Element: Decodable {
    fileprivate static func sampled(by recorder: SchemaRecorder) throws -> (JSONSchema, Any) {
        (.array(try recorder.schema(of: Element.self)), Self())
    }
}

extension Dictionary: SchemaWrapper where Key == String, Value: Decodable {
    fileprivate static func sampled(by recorder: SchemaRecorder) throws -> (JSONSchema, Any) {
        (.map(try recorder.schema(of: Value.self)), Self())
    }
}

extension Optional: SchemaWrapper where Wrapped: Decodable {
    fileprivate static func sampled(by recorder: SchemaRecorder) throws -> (JSONSchema, Any) {
        (try recorder.schema(of: Wrapped.self), Self.none as Any)
    }
}

/// What a type asked its decoder for.
private final class Notes {
    var properties: [JSONSchema.Property]?
    var single: JSONSchema?

    func add(_ key: any CodingKey, _ schema: JSONSchema, required: Bool) {
        let property: JSONSchema.Property = JSONSchema.Property(
            name: key.stringValue,
            schema: schema,
            isRequired: required
        )
        properties = (properties ?? []).filter { $0.name != property.name } + [property]
    }
}

private struct RecordingDecoder: Decoder {
    let recorder: SchemaRecorder
    let notes: Notes = Notes()
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        if notes.properties == nil { notes.properties = [] }
        return KeyedDecodingContainer(RecordingKeyed<Key>(recorder: recorder, notes: notes))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw CityError.fault("a body type reads an array by hand: make it SchemaDescribed")
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        RecordingSingle(recorder: recorder, notes: notes)
    }
}

private struct RecordingKeyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let recorder: SchemaRecorder
    let notes: Notes
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        let (schema, sample) = try recorder.sampled(type)
        notes.add(key, schema, required: true)
        return sample
    }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        notes.add(key, try recorder.schema(of: type), required: false)
        return nil
    }

    // The standard library asks for scalars by requirements of their own, so each is told again here.
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try absent(type, key) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try absent(type, key) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try absent(type, key) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try absent(type, key) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try absent(type, key) }

    private func absent<Value: Decodable>(_ type: Value.Type, _ key: Key) throws -> Value? {
        notes.add(key, try recorder.schema(of: type), required: false)
        return nil
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        throw CityError.fault("a body type reads nested keys by hand: make it SchemaDescribed")
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw CityError.fault("a body type reads an array by hand: make it SchemaDescribed")
    }

    func superDecoder() throws -> any Decoder { throw CityError.fault("a body type must not be a class") }
    func superDecoder(forKey key: Key) throws -> any Decoder {
        throw CityError.fault("a body type must not be a class")
    }
}

private struct RecordingSingle: SingleValueDecodingContainer {
    let recorder: SchemaRecorder
    let notes: Notes
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let (schema, sample) = try recorder.sampled(type)
        notes.single = schema
        return sample
    }
}
