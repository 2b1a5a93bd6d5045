package import CitySQL

/// Works every pay basis that was taken down out anew from its items.
package struct CollectionVerification: Sendable, Codable {
    package var statements: Int = 0
    package var items: Int = 0
    package var troubles: [String] = []

    package var isSound: Bool { troubles.isEmpty }

    package init(in db: any SQLConnection) throws {
        for kept in try StatementStore.all(in: db) {
            let items: [PayItem] = try StatementStore.items(of: kept.id, in: db)
            var derived: Statement = kept
            derived.settle(items)
            statements += 1
            self.items += items.count
            if derived.digest != kept.digest || derived.basis != kept.basis {
                troubles.append("pay basis \(kept.month.code) of lot \(kept.lot): its items do not give its sums")
            }
        }
    }
}
