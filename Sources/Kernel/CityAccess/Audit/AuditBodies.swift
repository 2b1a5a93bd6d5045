package import CityCore
import FoundationEssentials

package struct AuditEntryBody: Codable, Sendable, Hashable {
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
    package var detail: [String: String]
    package var remoteAddress: String
    package var requestID: String
    package var hash: String
}

extension AuditEntryBody {
    init(_ record: AuditRecord) {
        sequence = record.sequence
        id = record.id
        at = record.at
        account = record.account
        accountName = record.accountName
        action = record.action
        objectKind = record.objectKind
        objectID = record.objectID
        area = record.area
        outcome = record.outcome
        // What was tampered with until it is no JSON any more is still listed; the verification tells of it.
        let data: Data = Data(record.detail.utf8)
        detail = (try? JSONDecoder().decode([String: String].self, from: data)) ?? ["unreadable": record.detail]
        remoteAddress = record.remoteAddress
        requestID = record.requestID
        hash = record.hash
    }
}
