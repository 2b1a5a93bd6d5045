import CityCore
import CityHTTP
import CityTestSupport
import HTTPTypes
import Testing

/// A request that must be refused, and how.
struct Refusal: Sendable, CustomTestStringConvertible {
    var why: String
    var method: HTTPRequest.Method = .post
    var path: String = "books"
    var token: String? = "writer"
    var json: String?
    var headers: [String: String] = [:]
    var status: Int
    var code: String
    var field: String?

    var testDescription: String { why }
}

@Suite(.everyEngine) struct RouteTableTests {
    static let book: String = #"{"title":"A","pages":3,"kind":"novel","authors":[]}"#
    private static let deep: String = String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)

    static let refusals: [Refusal] = [
        Refusal(why: "nobody", token: nil, json: book, status: 401, code: "session.missing"),
        Refusal(why: "an unknown token", token: "forged", json: book, status: 401, code: "session.missing"),
        Refusal(why: "no permission", token: "reader", json: book, status: 403, code: "permission.missing"),
        Refusal(why: "no route", path: "pamphlets", json: book, status: 404, code: "not_found"),
        Refusal(why: "malformed JSON", json: "{\"title\": ", status: 400, code: "body.malformed"),
        Refusal(why: "not UTF-8 JSON at all", json: "\u{0}\u{1}", status: 400, code: "body.malformed"),
        Refusal(why: "a thousand deep", json: deep, status: 400, code: "body.too_deep"),
        Refusal(
            why: "a wrong type",
            json: #"{"title":5,"pages":3,"kind":"novel","authors":[]}"#,
            status: 400,
            code: "field.type",
            field: "title"
        ),
        Refusal(
            why: "a fraction for a whole number",
            json: #"{"title":"A","pages":3.5,"kind":"novel","authors":[]}"#,
            status: 400,
            code: "field.type",
            field: "pages"
        ),
        Refusal(
            why: "a missing field",
            json: #"{"title":"A","kind":"novel","authors":[]}"#,
            status: 400,
            code: "field.missing",
            field: "pages"
        ),
        Refusal(
            why: "a missing field inside a list",
            json: #"{"title":"A","pages":1,"kind":"novel","authors":[{"name":"a"},{}]}"#,
            status: 400,
            code: "field.missing",
            field: "authors.1.name"
        ),
        Refusal(
            why: "an unknown choice",
            json: #"{"title":"A","pages":1,"kind":"poem","authors":[]}"#,
            status: 400,
            code: "field.value",
            field: "kind"
        ),
        Refusal(
            why: "a time without zone",
            json: #"{"title":"A","pages":1,"kind":"novel","authors":[],"printedAt":"2026-01-01T00:00:00"}"#,
            status: 400,
            code: "field.value",
            field: "printedAt"
        ),
        Refusal(
            why: "the handler's own refusal",
            json: #"{"title":"","pages":1,"kind":"novel","authors":[]}"#,
            status: 400,
            code: "book.title",
            field: "title"
        ),
        Refusal(
            why: "a form instead of JSON",
            json: nil,
            headers: ["Content-Type": "application/x-www-form-urlencoded"],
            status: 415,
            code: "body.not_json"
        ),
        Refusal(
            why: "an unknown parameter",
            method: .get,
            path: "books?colour=red",
            status: 400,
            code: "query.unknown",
            field: "colour"
        ),
        Refusal(
            why: "an unknown choice of a parameter",
            method: .get,
            path: "books?kind=poem",
            status: 400,
            code: "query.choice",
            field: "kind"
        ),
        Refusal(
            why: "a page of a thousand",
            method: .get,
            path: "books?limit=1000",
            status: 400,
            code: "page.limit",
            field: "limit"
        ),
        Refusal(
            why: "a forged cursor",
            method: .get,
            path: "books?cursor=AAAA",
            status: 400,
            code: "page.cursor",
            field: "cursor"
        ),
        Refusal(
            why: "a change without If-Match",
            method: .put,
            path: "books/A",
            json: book,
            status: 428,
            code: "version.missing"
        ),
        Refusal(
            why: "a change of what is not there",
            method: .put,
            path: "books/A",
            json: book,
            headers: ["If-Match": "\"1\""],
            status: 404,
            code: "not_found"
        ),
        Refusal(
            why: "a short idempotency key",
            json: book,
            headers: ["Idempotency-Key": "abc"],
            status: 400,
            code: "idempotency.malformed",
            field: "Idempotency-Key"
        ),
    ]

    @Test(arguments: refusals)
    func aBadRequestIsRefusedWithItsReason(refusal: Refusal) async throws {
        let world: ShelfWorld = try await ShelfWorld()
        let reply: HTTPProbe.Reply = try await world.probe.send(
            refusal.method,
            refusal.path,
            token: refusal.token,
            json: refusal.json,
            headers: refusal.headers
        )
        #expect(reply.status == refusal.status)
        let problem: Problem = try reply.decoded()
        #expect(problem.code == refusal.code)
        #expect(problem.fields?.first?.field == refusal.field)
        #expect(!problem.messages.zh.isEmpty && !problem.messages.en.isEmpty)
        #expect(try await world.count == 0)
    }

    @Test func aBodyBeyondTheLimitIsRefused() async throws {
        let world: ShelfWorld = try await ShelfWorld()
        let reply: HTTPProbe.Reply = try await world.probe.send(
            .post,
            "covers",
            token: "writer",
            bytes: [UInt8](repeating: 1, count: 1001)
        )
        #expect(reply.status == 413)
        #expect(reply.problemCode == "body.too_large")
    }

    @Test func aFaultOfOursTellsNothing() async throws {
        let world: ShelfWorld = try await ShelfWorld()
        let reply: HTTPProbe.Reply = try await world.probe.send(.get, "fault")
        #expect(reply.status == 500)
        #expect(!reply.body.contains("secret") && !reply.body.contains("no_such_table"))
    }

    @Test func theLanguageOfAnErrorFollowsTheCaller() async throws {
        let world: ShelfWorld = try await ShelfWorld()
        let zh: Problem = try await world.probe.send(.get, "books").decoded()
        let en: Problem = try await world.probe.send(.get, "books", headers: ["Accept-Language": "en"]).decoded()
        #expect(zh.detail == "请先登录")
        #expect(en.detail == "Please sign in first")
    }

    @Test func everyAnswerCarriesTheSafetyHeaders() async throws {
        let world: ShelfWorld = try await ShelfWorld()
        let reply: HTTPProbe.Reply = try await world.probe.send(.get, "books", token: "reader")
        #expect(reply.status == 200)
        #expect(reply.headers["x-content-type-options"] == "nosniff")
        #expect(reply.headers["content-security-policy"]?.contains("unsafe") == false)
    }

    @Test func aFileIsSentPieceByPiece() async throws {
        let world: ShelfWorld = try await ShelfWorld()
        let reply: HTTPProbe.Reply = try await world.probe.send(.get, "export", token: "reader")
        #expect(reply.body == "0\n1\n2\n")
        #expect(reply.headers["content-disposition"] == "attachment; filename*=UTF-8''%E4%B9%A6%2Ecsv")
    }
}
