package import CityCore
import Synchronization

/// How often whom is answered. The defaults are far above what people do with the pages: a field app that sends a day's
/// photos, a map that is dragged about, an office of hundreds behind one address.
package struct RequestLimits: Sendable, Hashable {
    /// All requests from one address.
    package var address: RateLimit = RateLimit(burst: 10_000, perSecond: 400)
    /// Attempts to sign in from one address.
    package var signIn: RateLimit = RateLimit(burst: 300, perSecond: 1)
    /// Requests of one account, on all of its devices.
    package var account: RateLimit = RateLimit(burst: 3_000, perSecond: 100)
    /// Requests of one device, which is one session.
    package var device: RateLimit = RateLimit(burst: 1_500, perSecond: 50)

    package init() {}

    package init(address: RateLimit, signIn: RateLimit, account: RateLimit, device: RateLimit) {
        self.address = address
        self.signIn = signIn
        self.account = account
        self.device = device
    }

    package static let none: RequestLimits = RequestLimits(address: .none, signIn: .none, account: .none, device: .none)
}

/// Counts requests and refuses those that are too many, with 429 and when to come back.
package final class RequestLimiter: Sendable {
    private struct Buckets {
        var address: TokenBuckets
        var signIn: TokenBuckets
        var account: TokenBuckets
        var device: TokenBuckets
    }

    private let buckets: Mutex<Buckets>
    private let clock: CityClock

    package init(_ limits: RequestLimits, clock: CityClock) {
        self.clock = clock
        buckets = Mutex(
            Buckets(
                address: TokenBuckets(limits.address),
                signIn: TokenBuckets(limits.signIn),
                account: TokenBuckets(limits.account),
                device: TokenBuckets(limits.device)
            )
        )
    }

    package func check(address: NetworkAddress, isSignIn: Bool) throws {
        let (now, key): (Timestamp, String) = (clock.now(), address.holder)
        let (wait, signInWait): (Int?, Int?) = buckets.withLock { buckets in
            (buckets.address.take(key, at: now), isSignIn ? buckets.signIn.take(key, at: now) : nil)
        }
        if let wait {
            throw Self.refused("rate.address", wait, Wording("来自此网络地址的请求", "requests from this network address"))
        }
        if let signInWait {
            throw Self.refused("rate.sign_in", signInWait, Wording("来自此网络地址的登录", "sign-ins from this network address"))
        }
    }

    package func check(_ signedIn: SignedIn) throws {
        let now: Timestamp = clock.now()
        let (device, account): (Int?, Int?) = buckets.withLock { buckets in
            (
                buckets.device.take(signedIn.session, at: now),
                buckets.account.take(signedIn.identity.account.text, at: now)
            )
        }
        if let device {
            throw Self.refused("rate.device", device, Wording("此设备的请求", "requests of this device"))
        }
        if let account {
            throw Self.refused("rate.account", account, Wording("此账号的请求", "requests of this account"))
        }
    }

    /// The same authenticator, for those who do not ask too often.
    package func limiting(_ authenticator: Authenticator) -> Authenticator {
        Authenticator { token in
            let signedIn: SignedIn? = try await authenticator.signedIn(token)
            if let signedIn { try self.check(signedIn) }
            return signedIn
        }
    }

    private static func refused(_ reason: String, _ seconds: Int, _ what: Wording) -> CityError {
        CityError(
            .exhausted,
            reason,
            Wording("\(what.zh)过多，请 \(seconds) 秒后再试", "Too many \(what.en); try again in \(seconds) s"),
            retryAfterSeconds: seconds
        )
    }
}
