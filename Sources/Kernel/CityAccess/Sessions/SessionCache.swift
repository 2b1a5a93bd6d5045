import CityCore
import CityHTTP
import Synchronization

/// Sessions that were looked up a moment ago, so that a page's twenty requests read the database once. It holds a
/// bounded number for a few seconds; changes made in this process are forgotten at once.
final class SessionCache: Sendable {
    private struct Entry {
        var signedIn: SignedIn
        var endsAt: Timestamp
        var keptAt: Timestamp
    }

    private struct State {
        var entries: [String: Entry] = [:]
        var generation: UInt64 = 0
    }

    private let state: Mutex<State> = Mutex(State())
    private let keptFor: TimeSpan
    private let countMax: Int

    init(keptFor: TimeSpan, countMax: Int) {
        self.keptFor = keptFor
        self.countMax = countMax
    }

    /// Moves with every `forget`. What was read under an older one may be out of date and is not kept.
    var generation: UInt64 { state.withLock { $0.generation } }

    func find(_ tokenHash: String, at now: Timestamp) -> SignedIn? {
        state.withLock { state in
            guard let entry = state.entries[tokenHash], isFresh(entry, at: now) else { return nil }
            return entry.signedIn
        }
    }

    /// A full cache drops what is out of date, or everything: the database still knows.
    func keep(_ signedIn: SignedIn, until end: Timestamp, at now: Timestamp, readUnder generation: UInt64) {
        state.withLock { state in
            guard state.generation == generation else { return }
            if state.entries.count >= countMax { state.entries = state.entries.filter { isFresh($0.value, at: now) } }
            if state.entries.count >= countMax { state.entries.removeAll(keepingCapacity: true) }
            state.entries[signedIn.session] = Entry(signedIn: signedIn, endsAt: end, keptAt: now)
        }
    }

    func forget(session tokenHash: String) {
        state.withLock { state in
            state.generation += 1
            state.entries[tokenHash] = nil
        }
    }

    func forget(account: AccountID) {
        state.withLock { state in
            state.generation += 1
            state.entries = state.entries.filter { $0.value.signedIn.identity.account != account }
        }
    }

    var count: Int { state.withLock { $0.entries.count } }

    private func isFresh(_ entry: Entry, at now: Timestamp) -> Bool {
        now < entry.endsAt && now >= entry.keptAt && now < entry.keptAt + keptFor
    }
}
