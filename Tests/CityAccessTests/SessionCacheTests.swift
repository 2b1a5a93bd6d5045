import CityCore
import CityHTTP
import CityTestSupport
import Testing

@testable import CityAccess

@Suite struct SessionCacheTests {
    private let now: Timestamp = TestClock.monday

    private func signedIn(_ account: String, _ session: String) -> SignedIn {
        SignedIn(identity: Identity(account: AccountID(account), name: account, grants: []), session: session)
    }

    private func cache(_ sessions: [String], countMax: Int = 10) -> SessionCache {
        let cache: SessionCache = SessionCache(keptFor: .seconds(5), countMax: countMax)
        for session in sessions {
            cache.keep(signedIn("a", session), until: now + .seconds(60), at: now, readUnder: cache.generation)
        }
        return cache
    }

    @Test func anEntryIsKeptForItsTime() {
        let cache: SessionCache = cache(["s"])
        let times: [TimeSpan] = [.zero, .seconds(5) - TimeSpan(milliseconds: 1), .seconds(5), .zero - .seconds(1)]
        #expect(times.map { cache.find("s", at: now + $0) != nil } == [true, true, false, false])
    }

    @Test func anEntryEndsWithItsSession() {
        let cache: SessionCache = cache([])
        cache.keep(signedIn("a", "s"), until: now + .seconds(2), at: now, readUnder: cache.generation)
        #expect(cache.find("s", at: now + .seconds(1)) != nil)
        #expect(cache.find("s", at: now + .seconds(2)) == nil)
    }

    @Test func whatWasReadBeforeAChangeIsNotKept() {
        let cache: SessionCache = cache([])
        let generation: UInt64 = cache.generation
        cache.forget(account: AccountID("a"))
        cache.keep(signedIn("a", "s"), until: now + .seconds(60), at: now, readUnder: generation)
        #expect(cache.find("s", at: now) == nil)
    }

    @Test func forgettingAnAccountLeavesOthers() {
        let cache: SessionCache = cache(["s", "t"])
        cache.keep(signedIn("b", "u"), until: now + .seconds(60), at: now, readUnder: cache.generation)
        cache.forget(session: "t")
        #expect(["s", "t", "u"].map { cache.find($0, at: now) != nil } == [true, false, true])
        cache.forget(account: AccountID("a"))
        #expect(["s", "t", "u"].map { cache.find($0, at: now) != nil } == [false, false, true])
    }

    @Test func itNeverHoldsMoreThanItsLimit() {
        let cache: SessionCache = cache((1...25).map { "s\($0)" }, countMax: 10)
        #expect(cache.count <= 10)
        #expect(cache.find("s25", at: now) != nil)
    }
}
