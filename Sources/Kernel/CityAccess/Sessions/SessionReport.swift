package import CityCore

/// Who is signed in, what they may do, and how long yet.
package struct SessionReport: Sendable {
    package var account: Account
    /// Without rights while the password must be changed.
    package var identity: Identity
    package var passwordChangeRequired: Bool
    package var passwordExpiresAt: Timestamp
    package var expiresAt: Timestamp
}

/// A session that has just begun. The token is known here and to who signed in, nowhere else.
package struct OpenedSession: Sendable {
    package var token: String
    package var report: SessionReport
}
