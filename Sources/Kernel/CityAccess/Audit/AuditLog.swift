package import CityCore
import CityCrypto
package import CitySQL

/// The city's audit log: append-only, and hash-chained so that a changed, removed or inserted entry is found.
///
/// Append in the transaction of the change itself, so that neither exists without the other. No code path changes or
/// removes an entry; that nobody did so beside the program is what `verify` proves.
package struct AuditLog: Sendable {
    private let ids: IDSource

    package init(ids: IDSource) {
        self.ids = ids
    }

    /// Answers the entry's place in the chain.
    @discardableResult
    package func append(_ entry: AuditEntry, in db: any SQLConnection) throws -> Int64 {
        let head: AuditHead = try AuditStore.heldHead(in: db)
        let record: AuditRecord = AuditRecord(entry, id: ids.make(entry.at), after: head)
        try AuditStore.insert(record, in: db)
        return record.sequence
    }

    /// The newest first, of the areas that this person may audit.
    package func page(
        _ filter: AuditFilter,
        _ request: PageRequest,
        seenBy identity: Identity,
        in db: any SQLConnection
    ) throws -> Page<AuditRecord> {
        let scopes: [AccessScope] = identity.scopes(for: .auditRead)
        let records: [AuditRecord] = try AuditStore.page(filter, scopes: scopes, request, in: db)
        return Page(overfetched: records, limit: request.limit) { record in
            Cursor(list: AuditStore.list, key: ["\(record.sequence)"])
        }
    }

    /// Walks the chain in constant memory, from a place to its end, and stops at the first entry that is wrong.
    package func verify(in db: any SQLConnection, from start: Int64 = 1) throws -> AuditVerification {
        let head: AuditHead? = try AuditStore.head(in: db)
        guard start >= 1, start <= (head?.sequence ?? 0) + 1 else {
            throw CityError.invalid(
                "from",
                "audit.from",
                Wording("起始序号不在审计链内", "The audit chain has no entry of this number to begin with")
            )
        }
        var walk: AuditWalk = try AuditWalk(start: start, in: db)
        while walk.trouble == nil {
            let records: [AuditRecord] = try AuditStore.records(from: walk.next, limit: 1000, in: db)
            if records.isEmpty { break }
            for record in records where walk.trouble == nil { walk.step(to: record) }
        }
        if walk.trouble == nil { walk.arrive(at: head) }
        return walk.verification
    }
}
