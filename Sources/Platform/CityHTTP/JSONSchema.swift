package import CityCore

/// The shape of a JSON value, in the words of JSON Schema 2020-12 that OpenAPI 3.1 uses.
package indirect enum JSONSchema: Sendable, Equatable {
    case anything
    case string(format: String?)
    case choice([String])
    case integer
    case number
    case boolean
    case array(JSONSchema)
    case map(JSONSchema)
    case reference(String)
    case object([Property])

    package struct Property: Sendable, Equatable {
        package var name: String
        package var schema: JSONSchema
        package var isRequired: Bool
    }
}

/// A type whose JSON is not what its stored properties say: it tells its schema, and a value to stand in for it.
package protocol SchemaDescribed {
    static var jsonSchema: JSONSchema { get }
    static var schemaSample: Self { get }
}

extension Timestamp: SchemaDescribed {
    package static var jsonSchema: JSONSchema { .string(format: "date-time") }
    package static var schemaSample: Timestamp { Timestamp(milliseconds: 0) }
}

extension CivilDate: SchemaDescribed {
    package static var jsonSchema: JSONSchema { .string(format: "date") }
    package static var schemaSample: CivilDate { CivilDate(dayNumber: 0) }
}

extension EntityID: SchemaDescribed {
    package static var jsonSchema: JSONSchema { .string(format: nil) }
    package static var schemaSample: EntityID { EntityID("") }
}

extension Permission: SchemaDescribed {
    package static var jsonSchema: JSONSchema { .string(format: nil) }
    package static var schemaSample: Permission { Permission("") }
}
