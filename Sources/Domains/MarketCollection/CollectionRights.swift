package import CityCore
import CityHTTP
import CityRegistry
import CitySQL

extension Permission {
    /// Contracts, checks and what they come to; contractors see their own.
    package static let collectionRead: Permission = Permission("collection.read")
    /// Contracts, draws, issuing what a month comes to.
    package static let collectionManage: Permission = Permission("collection.manage")
    /// Judging reports that were drawn, patrols.
    package static let collectionCheck: Permission = Permission("collection.check")
    /// Objecting for a contractor.
    package static let collectionObject: Permission = Permission("collection.object")
    /// Deciding objections, approving what is to be paid.
    package static let collectionDecide: Permission = Permission("collection.decide")
}

extension Identity {
    func may(_ permission: Permission, for lot: Lot) -> Bool {
        may(permission, area: lot.commonArea, organisation: lot.organisation)
    }

    func demand(_ permission: Permission, for lot: Lot) throws {
        guard may(permission, for: lot) else {
            throw CityError(
                .forbidden,
                "collection.outside_your_area",
                Wording("此标段不在您的管辖区域内", "This lot lies outside your area")
            )
        }
    }

    /// A lot that somebody may see; one that they may see and not do this to is refused.
    func find(_ id: LotID, for permission: Permission, in db: any SQLConnection) throws -> Lot {
        guard let lot = try LotStore.find(id, in: db), may(.collectionRead, for: lot) || may(permission, for: lot)
        else {
            throw CityError.notFound(Lot.thing)
        }
        try demand(permission, for: lot)
        return lot
    }
}

extension SQLDatabase {
    /// Reads something of a month of a lot, which a call names by `{id}` and `{month}`, for whoever may see it.
    func readMonth<Value: Sendable>(
        _ call: Call,
        _ body: @escaping @Sendable (Lot, CollectionMonth, any SQLConnection) throws -> Value
    ) async throws -> Value {
        let id: LotID = try call.id()
        let month: CollectionMonth = try CollectionMonth(try call.parameter("month"))
        return try await read { db in try body(call.identity.find(id, for: .collectionRead, in: db), month, db) }
    }
}
