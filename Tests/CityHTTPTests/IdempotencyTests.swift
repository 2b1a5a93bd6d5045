import CityCore
import CityHTTP
import CityTestSupport
import HTTPTypes
import Testing

@Suite(.everyEngine) struct IdempotencyTests {
    private let book: String = RouteTableTests.book

    @Test func theSameRequestTwiceIsDoneOnce() async throws {
        let world: ShelfWorld = try await ShelfWorld()
        let headers: [String: String] = ["Idempotency-Key": "phone-1-0001"]
        let first: HTTPProbe.Reply = try await world.probe.send(
            .post,
            "books",
            token: "writer",
            json: book,
            headers: headers
        )
        let second: HTTPProbe.Reply = try await world.probe.send(
            .post,
            "books",
            token: "writer",
            json: book,
            headers: headers
        )
        #expect(first.status == 201 && second.status == 201)
        #expect(first.body == second.body)
        #expect(second.headers["idempotency-replayed"] == "true")
        #expect(second.etag == first.etag && second.headers["location"] == first.headers["location"])
        #expect(try await world.count == 1)
    }

    @Test func manyAtOnceAreDoneOnce() async throws {
        let world: ShelfWorld = try await ShelfWorld()
        let (probe, book): (HTTPProbe, String) = (world.probe, book)
        let statuses: [Int] = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await probe.send(
                        .post,
                        "books",
                        token: "writer",
                        json: book,
                        headers: ["Idempotency-Key": "phone-1-0002"]
                    ).status
                }
            }
            var all: [Int] = []
            for try await status in group { all.append(status) }
            return all
        }
        #expect(statuses == [Int](repeating: 201, count: 20))
        #expect(try await world.count == 1)
    }

    @Test func aKeyForAnotherRequestIsAConflict() async throws {
        let world: ShelfWorld = try await ShelfWorld()
        let headers: [String: String] = ["Idempotency-Key": "phone-1-0003"]
        _ = try await world.probe.send(.post, "books", token: "writer", json: book, headers: headers)
        let other: String = book.replacing("\"A\"", with: "\"B\"")
        let reply: HTTPProbe.Reply = try await world.probe.send(
            .post,
            "books",
            token: "writer",
            json: other,
            headers: headers
        )
        #expect(reply.status == 409)
        #expect(reply.problemCode == "idempotency.reused")
    }

    @Test func keysOfTwoPeopleDoNotMeet() async throws {
        let world: ShelfWorld = try await ShelfWorld()
        let headers: [String: String] = ["Idempotency-Key": "phone-1-0004"]
        _ = try await world.probe.send(.post, "books", token: "writer", json: book, headers: headers)
        let other: String = book.replacing("\"A\"", with: "\"B\"")
        let reply: HTTPProbe.Reply = try await world.probe.send(
            .post,
            "books",
            token: "other",
            json: other,
            headers: headers
        )
        #expect(reply.status == 201)
    }

    @Test func aRefusedRequestMayBeCorrectedUnderItsKey() async throws {
        let world: ShelfWorld = try await ShelfWorld()
        let headers: [String: String] = ["Idempotency-Key": "phone-1-0005"]
        let empty: String = book.replacing("\"A\"", with: "\"\"")
        #expect(
            try await world.probe.send(.post, "books", token: "writer", json: empty, headers: headers).status == 400
        )
        #expect(try await world.probe.send(.post, "books", token: "writer", json: book, headers: headers).status == 201)
    }

    @Test func twoClerksAtOneBookGetAClearConflict() async throws {
        let world: ShelfWorld = try await ShelfWorld()
        _ = try await world.probe.send(.post, "books", token: "writer", json: book)
        let match: [String: String] = ["If-Match": "\"1\""]
        #expect(try await world.probe.send(.put, "books/A", token: "writer", json: book, headers: match).status == 200)
        let late: HTTPProbe.Reply = try await world.probe.send(
            .put,
            "books/A",
            token: "other",
            json: book,
            headers: match
        )
        #expect(late.status == 412)
        #expect(late.problemCode == "version.stale")
    }
}
