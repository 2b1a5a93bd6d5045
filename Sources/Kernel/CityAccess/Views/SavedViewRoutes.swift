import CityCore
import CityHTTP
import CitySQL
import HTTPTypes

/// The saved views of whoever is signed in; nobody sees another's.
struct SavedViewRoutes: Sendable {
    private static let thing: Wording = Wording("此视图", "view")

    let database: any SQLDatabase
    let clock: CityClock
    let ids: IDSource

    func register(in table: RouteTable) {
        let database: any SQLDatabase = database
        table.get(
            "views",
            access: .signedIn,
            Wording("我保存的视图", "My saved views"),
            query: [QueryParameter("page", .text, Wording("页面", "Page"))],
            answer: ListBody<SavedViewBody>.self
        ) { call in
            let page: String? = call.text("page")
            let views: [SavedView] = try await database.read { db in
                try SavedViewStore.list(of: call.identity.account, page: page, in: db)
            }
            return Answer(ListBody(items: views.map(SavedViewBody.init), next: nil))
        }
        table.write(
            .post,
            "views",
            access: .signedIn,
            Wording("保存视图", "Keep a view"),
            body: NewSavedViewBody.self,
            answer: SavedViewBody.self,
            use: create
        )
        table.write(
            .patch,
            "views/{id}",
            access: .signedIn,
            Wording("修改视图", "Change a view"),
            body: SavedViewChangeBody.self,
            answer: SavedViewBody.self,
            use: change
        )
        table.write(
            .delete,
            "views/{id}",
            access: .signedIn,
            Wording("删除视图", "Delete a view"),
            body: NoBody.self,
            answer: NoBody.self
        ) { call, _, db in
            try SavedViewStore.delete(try expected(call, db).id, in: db)
            return Answer(NoBody())
        }
    }

    private func create(
        _ call: Call,
        _ body: NewSavedViewBody,
        _ db: any SQLConnection
    ) throws -> Answer<SavedViewBody> {
        let now: Timestamp = clock.now()
        let view: SavedView = try SavedView(
            id: ids.next(at: now),
            account: call.identity.account,
            page: body.page,
            name: body.name,
            query: body.query,
            at: now
        )
        let kept: [SavedView] = try SavedViewStore.list(of: view.account, page: view.page, in: db)
        try checkName(view, among: kept)
        guard kept.count < SavedView.countMax else {
            throw CityError(
                .conflict,
                "view.count",
                Wording(
                    "最多保存 \(SavedView.countMax) 个视图，请先删除一些",
                    "At most \(SavedView.countMax) views; delete some first"
                )
            )
        }
        try SavedViewStore.insert(view, in: db)
        return .created(
            SavedViewBody(view),
            version: view.version,
            location: "\(RouteTable.prefix)views/\(view.id)"
        )
    }

    private func change(
        _ call: Call,
        _ body: SavedViewChangeBody,
        _ db: any SQLConnection
    ) throws -> Answer<SavedViewBody> {
        let view: SavedView = try expected(call, db).changed(name: body.name, query: body.query)
        try checkName(view, among: try SavedViewStore.list(of: view.account, page: view.page, in: db))
        try SavedViewStore.update(view, in: db)
        return Answer(SavedViewBody(view), version: view.version)
    }

    private func expected(_ call: Call, _ db: any SQLConnection) throws -> SavedView {
        let version: Int = try call.expectedVersion()
        guard let view = try SavedViewStore.find(try call.id(), of: call.identity.account, in: db) else {
            throw CityError.notFound(Self.thing)
        }
        guard view.version == version else { throw CityError.stale(Self.thing, current: view.version) }
        return view
    }

    private func checkName(_ view: SavedView, among kept: [SavedView]) throws {
        guard kept.contains(where: { $0.name == view.name && $0.id != view.id }) else { return }
        throw CityError(
            .conflict,
            "view.name_taken",
            Wording("已有同名视图“\(view.name)”", "There is a view named \"\(view.name)\" already"),
            fields: [FieldError("name", "view.name_taken", Wording("已有同名视图", "This name is taken"))]
        )
    }
}

struct NewSavedViewBody: Codable, Sendable, Hashable {
    var page: String
    var name: String
    /// The part of the page's address after the question mark.
    var query: String
}

/// What is absent stays.
struct SavedViewChangeBody: Codable, Sendable, Hashable {
    var name: String?
    var query: String?
}

struct SavedViewBody: Codable, Sendable, Hashable {
    var id: SavedViewID
    var page: String
    var name: String
    var query: String
    var version: Int
    var createdAt: Timestamp

    init(_ view: SavedView) {
        id = view.id
        page = view.page
        name = view.name
        query = view.query
        version = view.version
        createdAt = view.createdAt
    }
}
