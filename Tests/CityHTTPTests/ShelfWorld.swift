import CityCore
import CityHTTP
import CitySQL
import CityTestSupport
import HTTPTypes

extension Permission {
    static let shelfRead: Permission = Permission("shelf.read")
    static let shelfWrite: Permission = Permission("shelf.write")
}

/// A thing on the wire, with every kind of field that bodies use.
struct BookBody: Codable, Sendable, Hashable {
    enum Kind: String, Codable, Sendable, CaseIterable {
        case novel
        case atlas
    }

    struct Author: Codable, Sendable, Hashable {
        var name: String
        var born: CivilDate?
    }

    var title: String
    var pages: Int
    var price: Double?
    var kind: Kind
    var authors: [Author]
    var tags: [String: String]?
    var printedAt: Timestamp?
}

/// A little API on a table of its own: what the front door does for every domain is tried on it.
struct ShelfWorld {
    let database: any SQLDatabase
    let clock: TestClock = TestClock()
    let table: RouteTable
    let probe: HTTPProbe

    static let migration: Migration = Migration(
        "shelf.0001.book",
        both: ["CREATE TABLE shelf_book (title TEXT PRIMARY KEY, version BIGINT NOT NULL)"]
    )

    init() async throws {
        database = try await TestDatabase.make(Idempotency.migrations + [Self.migration])
        let authenticator: Authenticator = Authenticator { token in
            let permissions: Set<Permission>
            switch token {
            case "writer", "other": permissions = [.shelfRead, .shelfWrite]
            case "reader": permissions = [.shelfRead]
            case "powerless": permissions = []
            default: return nil
            }
            let grant: Grant = Grant(role: "r", permissions: permissions, area: "")
            return SignedIn(
                identity: Identity(account: AccountID(token), name: token, grants: [grant]),
                session: "s-\(token)"
            )
        }
        table = RouteTable(database: database, clock: clock.city, authenticator: authenticator)
        Self.register(in: table)
        probe = HTTPProbe(table)
    }

    var count: Int {
        get async throws {
            try await database.read { db in try db.value("SELECT COUNT(*) FROM shelf_book") }
        }
    }

    private static func register(in table: RouteTable) {
        let database: any SQLDatabase = table.database
        table.list(
            "books",
            access: .permission(.shelfRead),
            Wording("书", "Books"),
            query: [QueryParameter("kind", .choice(["novel", "atlas"]), Wording("种类", "Kind"))],
            item: BookBody.self
        ) { call, page in
            _ = try call.choice("kind", of: BookBody.Kind.self)
            if let after = page.after { _ = try after.key(of: "books", count: 1) }
            return Page(items: [], next: Cursor(list: "books", key: ["x"]))
        }
        table.write(
            .post,
            "books",
            access: .permission(.shelfWrite),
            Wording("加书", "Add a book"),
            body: BookBody.self,
            answer: BookBody.self
        ) { _, body, db in
            guard !body.title.isEmpty else {
                throw CityError.invalid("title", "book.title", Wording("请填写书名", "Give the title"))
            }
            try db.run("INSERT INTO shelf_book (title, version) VALUES (\(body.title), 1)")
            return .created(body, version: 1, location: "/api/v1/books/\(body.title)")
        }
        table.write(
            .put,
            "books/{title}",
            access: .permission(.shelfWrite),
            Wording("改书", "Change a book"),
            body: BookBody.self,
            answer: BookBody.self
        ) { call, body, db in
            let title: String = try call.parameter("title")
            let expected: Int = try call.expectedVersion()
            let version: Int? = try db.valueIfPresent("SELECT version FROM shelf_book WHERE title = \(title)")
            guard let version else { throw CityError.notFound(Wording("这本书", "such book")) }
            guard version == expected else { throw CityError.stale(Wording("书", "book"), current: version) }
            try db.run("UPDATE shelf_book SET version = version + 1 WHERE title = \(title)")
            return Answer(body, version: version + 1)
        }
        table.upload(
            .post,
            "covers",
            access: .permission(.shelfWrite),
            Wording("封面", "Cover"),
            bytesMax: 1000,
            answer: BookBody.Author.self
        ) { _, bytes in Answer(BookBody.Author(name: "\(bytes.count)", born: nil)) }
        table.file(
            "export",
            access: .permission(.shelfRead),
            Wording("导出", "Export"),
            contentType: "text/csv"
        ) { _ in
            FileAnswer(contentType: "text/csv", filename: "书.csv") { sink in
                for number in 0..<3 { try await sink.send(Array("\(number)\n".utf8)) }
            }
        }
        table.get("fault", access: .open, Wording("故障", "Fault"), answer: NoBody.self) { _ in
            _ = try await database.read { db in try db.rows("SELECT secret FROM no_such_table") }
            return Answer(NoBody())
        }
    }
}
