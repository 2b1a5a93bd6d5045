package import CityCore
import CityCrypto
import CitySQL

/// An entry in its place in the chain.
package struct AuditRecord: Sendable, Hashable {
    package var sequence: Int64
    package var id: String
    package var at: Timestamp
    package var account: AccountID
    package var accountName: String
    package var action: String
    package var objectKind: String
    package var objectID: String
    package var area: String
    package var outcome: AuditOutcome
    /// A JSON object of texts with sorted keys: the very bytes that were hashed.
    package var detail: String
    package var remoteAddress: String
    package var requestID: String
    package var previousHash: String
    package var hash: String

    static let detailValueMax: Int = 500

    init(_ entry: AuditEntry, id: String, after head: AuditHead) {
        sequence = head.sequence + 1
        self.id = id
        at = entry.at
        account = entry.account
        accountName = entry.accountName
        action = entry.action
        objectKind = entry.object?.kind ?? ""
        objectID = entry.object?.id ?? ""
        area = entry.area
        outcome = entry.outcome
        detail = AuditRecord.json(entry.detail)
        remoteAddress = entry.origin.remoteAddress
        requestID = entry.origin.requestID
        previousHash = head.hash
        hash = ""
        hash = computedHash
    }

    /// What the hash must be, from everything else.
    var computedHash: String {
        HashChain.next(
            after: previousHash,
            fields: [
                "\(sequence)", id, "\(at.milliseconds)", account.text, accountName, action, objectKind, objectID, area,
                outcome.rawValue, detail, remoteAddress, requestID,
            ]
        )
    }

    private static func json(_ detail: [String: String]) -> String {
        let short: [String: String] = detail.mapValues { String($0.prefix(detailValueMax)) }
        guard case .text(let text) = SQLJSON(short).sqlValue else { return "{}" }
        return text
    }
}

/// The end of the chain: what the next record follows. Kept apart from the records, it tells when the last are gone.
struct AuditHead: Sendable, Hashable {
    var sequence: Int64
    var hash: String
}

extension AuditRecord {
    init(row: SQLRow) throws {
        sequence = try row.get("sequence")
        id = try row.get("id")
        at = try row.get("at")
        account = try row.get("account_id")
        accountName = try row.get("account_name")
        action = try row.get("action")
        objectKind = try row.get("object_kind")
        objectID = try row.get("object_id")
        area = try row.get("area")
        outcome = try row.get("outcome")
        detail = try row.get("detail")
        remoteAddress = try row.get("remote_address")
        requestID = try row.get("request_id")
        previousHash = try row.get("previous_hash")
        hash = try row.get("hash")
    }
}
