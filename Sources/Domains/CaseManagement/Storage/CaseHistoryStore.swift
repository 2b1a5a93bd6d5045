package import CityCore
import CityCrypto
import CitySQL

/// One entry of a case's history: who did what, to whom it went, with their words. Never changed, never deleted;
/// each entry's hash covers the one before.
package struct HistoryEntry: Sendable, Hashable {
    package var position: Int
    package var at: Timestamp
    /// The raw value of a `CaseAction`, or one of the machine's own: `report`, `import`, `route`.
    package var action: String
    package var from: CaseState?
    package var to: CaseState
    package var actor: AccountID
    package var actorName: String
    package var actorRole: CaseRole?
    package var actorOrganisation: OrganisationID?
    package var receiver: CaseTurn
    package var opinion: String
    /// What changed besides the state, as JSON.
    package var data: String
    package var previousHash: String
    package var hash: String

    /// The hash that the entry must have, from its own content.
    func computedHash(of id: CaseID) -> String {
        HashChain.next(
            after: previousHash,
            fields: [
                id.text, "\(position)", "\(at.milliseconds)", action, from?.rawValue ?? "", to.rawValue, actor.text,
                actorName, actorRole?.rawValue ?? "", actorOrganisation?.text ?? "", receiver.role?.rawValue ?? "",
                receiver.organisation?.text ?? "", receiver.account?.text ?? "", opinion, data,
            ]
        )
    }
}

/// Every statement on `case_history`: it only ever inserts.
enum CaseHistoryStore {
    /// Links an entry to the record's last one and moves the record's head; `insert` then writes it.
    static func link(_ entry: HistoryEntry, to record: inout CaseRecord) -> HistoryEntry {
        var entry: HistoryEntry = entry
        entry.position = record.historyCount
        entry.previousHash = record.historyHash
        entry.hash = entry.computedHash(of: record.id)
        record.historyHash = entry.hash
        record.historyCount += 1
        return entry
    }

    static func insert(_ entry: HistoryEntry, of id: CaseID, in db: any SQLConnection) throws {
        try db.send(
            """
            INSERT INTO case_history (case_id, position, at, action, from_state, to_state, actor, actor_name,
                actor_role, actor_organisation, receiver_role, receiver_organisation, receiver_account, opinion, data,
                previous_hash, hash)
            VALUES (\(id), \(entry.position), \(entry.at), \(entry.action), \(entry.from?.rawValue),
                \(entry.to), \(entry.actor), \(entry.actorName), \(entry.actorRole?.rawValue),
                \(entry.actorOrganisation), \(entry.receiver.role?.rawValue), \(entry.receiver.organisation),
                \(entry.receiver.account), \(entry.opinion), \(entry.data), \(entry.previousHash), \(entry.hash))
            """
        )
    }

    static func list(_ id: CaseID, in db: any SQLConnection) throws -> [HistoryEntry] {
        try db.rows("SELECT \(columns) FROM case_history WHERE case_id = \(id) ORDER BY position").map(entry)
    }

    /// The organisation of whoever reported a case.
    static func reporters(of id: CaseID, in db: any SQLConnection) throws -> OrganisationID? {
        let query: SQLQuery = "SELECT actor_organisation FROM case_history WHERE case_id = \(id) AND position = 0"
        return try db.first(query)?.getIfPresent("actor_organisation")
    }

    static let columns: SQLQuery = """
        position, at, action, from_state, to_state, actor, actor_name, actor_role, actor_organisation, receiver_role,
        receiver_organisation, receiver_account, opinion, data, previous_hash, hash
        """

    static func entry(_ row: SQLRow) throws -> HistoryEntry {
        HistoryEntry(
            position: try row.get("position"),
            at: try row.get("at"),
            action: try row.get("action"),
            from: try row.getIfPresent("from_state", as: String.self).flatMap(CaseState.init(rawValue:)),
            to: try row.get("to_state"),
            actor: try row.get("actor"),
            actorName: try row.get("actor_name"),
            actorRole: try row.getIfPresent("actor_role", as: String.self).flatMap(CaseRole.init(rawValue:)),
            actorOrganisation: try row.getIfPresent("actor_organisation"),
            receiver: CaseTurn(
                role: try row.getIfPresent("receiver_role", as: String.self).flatMap(CaseRole.init(rawValue:)),
                organisation: try row.getIfPresent("receiver_organisation"),
                account: try row.getIfPresent("receiver_account")
            ),
            opinion: try row.get("opinion"),
            data: try row.get("data"),
            previousHash: try row.get("previous_hash"),
            hash: try row.get("hash")
        )
    }
}
