package import CityCore
package import CityCrypto

/// The city's rules for passwords and sessions. The defaults are the usual reading of GB/T 22239-2019 level 3.
package struct AccessSettings: Sendable {
    /// A session ends this long after signing in, however busy it is.
    package var sessionLength: TimeSpan = .hours(12)
    /// A session ends after this long without a request.
    package var idleLimit: TimeSpan = .minutes(30)
    /// A session of a screen on a wall ends this long after signing in, and not for want of requests.
    package var displaySessionLength: TimeSpan = .days(90)
    /// A session's last use is written down at most this often; an idle session may so end this much early.
    package var touchEvery: TimeSpan = .minutes(1)
    /// Beyond this many, an account's oldest session ends when a new one begins.
    package var sessionsPerAccountMax: Int = 20

    /// So many wrong passwords or codes in a row lock the account…
    package var failuresMax: Int = 5
    /// …for this long.
    package var lockFor: TimeSpan = .seconds(600)

    /// A password must be changed when it is this old.
    package var passwordLife: TimeSpan = .days(90)
    /// So many passwords, the present one among them, may not be taken again.
    package var passwordHistory: Int = 5
    package var passwordCost: PasswordHash.Cost = .standard
    /// Passwords are hashed this many at a time; more wait, and beyond `hashesWaitingMax` are refused.
    package var hashesAtOnce: Int = 2
    package var hashesWaitingMax: Int = 64

    /// How long a session is believed without asking the database; another process's changes are seen this late.
    package var cacheFor: TimeSpan = .seconds(5)
    package var cacheMax: Int = 10_000

    /// Whether the session's cookie is sent over TLS only.
    package var cookieSecure: Bool = true
    /// Whose codes these are, as an authenticator app shows it.
    package var issuer: String = "街明"

    package init() {}
}
