/// One page of a list and where the next one begins.
package struct Page<Item: Sendable>: Sendable {
    package var items: [Item]
    package var next: Cursor?
    /// How many there are in all, where it was asked for.
    package var total: PageTotal?

    package init(items: [Item], next: Cursor?) {
        self.items = items
        self.next = next
    }

    /// Cuts the answer of a query that asked for one row more than the page holds.
    package init(overfetched rows: [Item], limit: Int, cursor: (Item) -> Cursor) {
        items = Array(rows.prefix(limit))
        next = rows.count > limit ? items.last.map(cursor) : nil
    }

    package func map<Other>(_ transform: (Item) throws -> Other) rethrows -> Page<Other> {
        var page: Page<Other> = Page<Other>(items: try items.map(transform), next: next)
        page.total = total
        return page
    }
}

/// How many there are in all, counted up to a bound.
package struct PageTotal: Sendable, Hashable {
    package var count: Int
    package var isMore: Bool

    package init(counted count: Int, max: Int) {
        self.count = min(count, max)
        isMore = count > max
    }
}

/// What a list request asks for: how many, from where.
package struct PageRequest: Sendable {
    package static let limitMax: Int = 500
    package static let limitDefault: Int = 50

    package var limit: Int
    package var after: Cursor?

    package init(limit: Int = PageRequest.limitDefault, after: Cursor? = nil) throws {
        guard (1...PageRequest.limitMax).contains(limit) else {
            throw CityError.invalid(
                "limit",
                "page.limit",
                Wording("每页条数须在 1 到 \(PageRequest.limitMax) 之间", "limit must be between 1 and \(PageRequest.limitMax)")
            )
        }
        self.limit = limit
        self.after = after
    }

    package static let first: PageRequest = PageRequest(uncheckedLimit: limitDefault)

    private init(uncheckedLimit: Int) {
        limit = uncheckedLimit
        after = nil
    }
}
