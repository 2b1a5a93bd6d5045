package import CityCore

package enum SavedViewTag {}
package typealias SavedViewID = EntityID<SavedViewTag>

/// A list's filter that somebody keeps under a name.
package struct SavedView: Sendable, Hashable {
    static let nameMax: Int = 40
    static let queryMax: Int = 2000
    /// More than anybody keeps in mind for one page.
    static let countMax: Int = 50

    package var id: SavedViewID
    package var account: AccountID
    package var page: String
    package var name: String
    package var query: String
    package var version: Int
    package var createdAt: Timestamp

    init(id: SavedViewID, account: AccountID, page: String, name: String, query: String, at now: Timestamp) throws {
        self.id = id
        self.account = account
        self.page = page
        self.name = name.trimmed()
        self.query = query
        version = 1
        createdAt = now
        try check()
    }

    /// For rows that passed the checks when they were written.
    init(
        stored id: SavedViewID,
        account: AccountID,
        page: String,
        name: String,
        query: String,
        version: Int,
        createdAt: Timestamp
    ) {
        self.id = id
        self.account = account
        self.page = page
        self.name = name
        self.query = query
        self.version = version
        self.createdAt = createdAt
    }

    func changed(name: String?, query: String?) throws -> SavedView {
        var next: SavedView = self
        if let name { next.name = name.trimmed() }
        if let query { next.query = query }
        next.version += 1
        try next.check()
        return next
    }

    private func check() throws {
        var errors: [FieldError] = []
        if page.isEmpty || page.utf8.count > 40 || !page.utf8.allSatisfy({ (97...122).contains($0) || $0 == 45 }) {
            let wording: Wording = Wording("页面名须为小写字母", "The page's name must be lower-case letters")
            errors.append(FieldError("page", "view.page", wording))
        }
        if name.isEmpty || name.count > Self.nameMax || !name.isPrintable {
            let wording: Wording = Wording(
                "名称须为 1–\(Self.nameMax) 个字",
                "The name must have 1–\(Self.nameMax) characters"
            )
            errors.append(FieldError("name", "view.name", wording))
        }
        if query.utf8.count > Self.queryMax || !query.isPrintable {
            let wording: Wording = Wording("筛选条件太长，无法保存", "The filter is too long to be kept")
            errors.append(FieldError("query", "view.query", wording))
        }
        if !errors.isEmpty { throw CityError.invalid(errors) }
    }
}
