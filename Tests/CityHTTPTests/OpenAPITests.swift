import CityCore
import CityHTTP
import CityTestSupport
import FoundationEssentials
import Testing

/// As much of an OpenAPI document as the tests look at.
private struct Document: Decodable {
    struct Schema: Decodable, Equatable {
        var type: String?
        var format: String?
        var reference: String?
        var required: [String]?
        var properties: [String: Schema]?
        var items: [Schema]?
        var choices: [String]?

        var isNullable: Bool = false

        enum CodingKeys: String, CodingKey {
            case type, format, required, properties, items, anyOf
            case reference = "$ref"
            case choices = "enum"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            if let either = try container.decodeIfPresent([Schema].self, forKey: .anyOf), let first = either.first {
                self = first
                isNullable = either.contains { $0.type == "null" }
                return
            }
            type = try container.decodeIfPresent(String.self, forKey: .type)
            format = try container.decodeIfPresent(String.self, forKey: .format)
            reference = try container.decodeIfPresent(String.self, forKey: .reference)
            required = try container.decodeIfPresent([String].self, forKey: .required)
            properties = try container.decodeIfPresent([String: Schema].self, forKey: .properties)
            items = try container.decodeIfPresent(Schema.self, forKey: .items).map { [$0] }
            choices = try container.decodeIfPresent([String].self, forKey: .choices)
        }
    }

    struct Components: Decodable {
        var schemas: [String: Schema]
    }

    var openapi: String
    var components: Components
}

@Suite(.everyEngine) struct OpenAPITests {
    @Test func theSchemaOfABodyComesFromItsType() async throws {
        let world: ShelfWorld = try await ShelfWorld()
        let json: String = try OpenAPI(world.table.routes, title: Wording("书", "Shelf"), version: "1").json
        let document: Document = try JSONDecoder().decode(Document.self, from: Data(json.utf8))
        #expect(document.openapi == "3.1.0")
        let book: Document.Schema = try #require(document.components.schemas["BookBody"])
        #expect(book.required?.sorted() == ["authors", "kind", "pages", "title"])
        #expect(book.properties?["pages"]?.type == "integer")
        #expect(book.properties?["price"]?.type == "number")
        #expect(book.properties?["kind"]?.choices == ["novel", "atlas"])
        #expect(book.properties?["authors"]?.items?.first?.reference == "#/components/schemas/BookBody_Author")
        #expect(book.properties?["printedAt"]?.format == "date-time")
        #expect(book.properties?.filter(\.value.isNullable).keys.sorted() == ["price", "printedAt", "tags"])
        #expect(document.components.schemas["BookBody_Author"]?.properties?["born"]?.format == "date")
        #expect(document.components.schemas["ListBody_BookBody"]?.properties?["items"]?.type == "array")
        #expect(document.components.schemas["Problem"] != nil)
    }

    @Test func twoDocumentsOfOneTableAreTheSameBytes() async throws {
        let world: ShelfWorld = try await ShelfWorld()
        let first: String = try OpenAPI(world.table.routes, title: Wording("书", "Shelf"), version: "1").json
        let second: String = try OpenAPI(world.table.routes, title: Wording("书", "Shelf"), version: "1").json
        #expect(first == second)
    }

    @Test func theDocumentNamesTheStatusesThatAnOperationAnswers() async throws {
        struct Operations: Decodable {
            struct Operation: Decodable {
                struct Response: Decodable {}
                var responses: [String: Response]
            }
            var paths: [String: [String: Operation]]
        }
        let world: ShelfWorld = try await ShelfWorld()
        let json: String = try OpenAPI(world.table.routes, title: Wording("书", "Shelf"), version: "1").json
        let document: Operations = try JSONDecoder().decode(Operations.self, from: Data(json.utf8))
        let book: [String: Operations.Operation] = try #require(document.paths["/api/v1/books"])
        let read: Set<String> = ["2XX", "400", "401", "403", "404", "429", "5XX"]
        #expect(Set(try #require(book["get"]).responses.keys) == read)
        let written: Set<String> = read.union(["408", "409", "412", "413", "415", "428"])
        #expect(Set(try #require(book["post"]).responses.keys) == written)
    }
}
