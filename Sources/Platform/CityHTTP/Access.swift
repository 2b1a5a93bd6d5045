package import CityCore

/// Who may use a route. Every route states it; there is no default.
package enum Access: Sendable, Hashable {
    /// Anybody, without signing in. A test names them all.
    case open
    /// Anybody who is signed in.
    case signedIn
    /// Whoever holds the permission anywhere; the handler and its query narrow it to areas and organisations.
    case permission(Permission)

    package var text: String {
        switch self {
        case .open: "open"
        case .signedIn: "signed in"
        case .permission(let permission): permission.rawValue
        }
    }
}

/// Somebody whose session is valid, and the session's id.
package struct SignedIn: Sendable {
    package var identity: Identity
    package var session: String

    package init(identity: Identity, session: String) {
        self.identity = identity
        self.session = session
    }
}

/// Turns a session's token into who holds it; nil when there is no such session or it has ended.
package struct Authenticator: Sendable {
    package var signedIn: @Sendable (_ token: String) async throws -> SignedIn?

    package init(signedIn: @escaping @Sendable (_ token: String) async throws -> SignedIn?) {
        self.signedIn = signedIn
    }
}
