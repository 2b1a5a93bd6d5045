package import CityCore
package import CityHTTP
import CitySQL

/// Something that somebody did or was refused. Personal data and secrets do not belong in it: name what was changed,
/// never the values.
package struct AuditEntry: Sendable {
    package var at: Timestamp
    package var account: AccountID
    package var accountName: String
    /// `thing.happened`, for instance `account.created`.
    package var action: String
    package var object: AuditObject?
    package var area: String
    package var outcome: AuditOutcome
    package var detail: [String: String]
    package var origin: AuditOrigin

    package init(
        _ action: String,
        on object: AuditObject? = nil,
        area: String,
        outcome: AuditOutcome = .ok,
        detail: [String: String] = [:],
        by identity: Identity,
        from origin: AuditOrigin,
        at now: Timestamp
    ) {
        self.at = now
        account = identity.account
        accountName = identity.name
        self.action = action
        self.object = object
        self.area = area
        self.outcome = outcome
        self.detail = detail
        self.origin = origin
    }
}

package enum AuditOutcome: String, Sendable, Codable, CaseIterable, SQLConvertible {
    case ok
    case refused
}

/// What an action was done to: a kind such as `account`, and which one.
package struct AuditObject: Sendable, Hashable {
    package var kind: String
    package var id: String

    package init(_ kind: String, _ id: String) {
        self.kind = kind
        self.id = id
    }

    package init<Thing>(_ kind: String, _ id: EntityID<Thing>) {
        self.init(kind, id.text)
    }
}

/// Where a request came from.
package struct AuditOrigin: Sendable, Hashable {
    package var remoteAddress: String
    package var userAgent: String
    package var requestID: String

    package init(remoteAddress: String = "", userAgent: String = "", requestID: String = "") {
        self.remoteAddress = remoteAddress
        self.userAgent = userAgent
        self.requestID = requestID
    }

    package init(_ call: Call) {
        self.init(
            remoteAddress: call.remoteAddress ?? "",
            userAgent: String((call.userAgent ?? "").prefix(200)),
            requestID: call.requestID
        )
    }

    /// The city's own machinery or its operator at the command line.
    package static let inside: AuditOrigin = AuditOrigin()
}
