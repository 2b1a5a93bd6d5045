package import CityCore
import Synchronization

/// Something that has just changed, for pages that are open now.
package struct LiveEvent: Sendable, Hashable {
    /// Its place in the outbox: what a page sends back as `Last-Event-ID` after a lost line.
    package var sequence: Int64
    package var topic: String
    package var area: String
    package var organisation: OrganisationID?
    package var json: String

    package init(sequence: Int64, topic: String, area: String, organisation: OrganisationID?, json: String) {
        self.sequence = sequence
        self.topic = topic
        self.area = area
        self.organisation = organisation
        self.json = json
    }
}

/// Hands events to the pages that listen. A page that reads too slowly is cut off rather than waited for; it comes
/// back with its last event's id and is given what it missed.
package final class LiveHub: Sendable {
    enum Signal: Sendable {
        case event(LiveEvent)
        /// A comment line that keeps proxies from closing a quiet line.
        case beat
    }

    private struct Listener {
        var identity: Identity
        var topics: Set<String>
        var continuation: AsyncStream<Signal>.Continuation
        var since: ContinuousClock.Instant
    }

    private static let bufferMax: Int = 512
    package static let listenersMax: Int = 10_000
    /// A line is ended after this long: the page comes back at once, and its rights are looked at again.
    private static let lineMax: Duration = .seconds(600)

    private let permissions: [String: Permission]
    private let covers: @Sendable (_ granted: OrganisationID, _ organisation: OrganisationID) -> Bool
    private let listeners: Mutex<[Int: Listener]> = Mutex([:])
    private let nextKey: Atomic<Int> = Atomic(0)

    /// - Parameters:
    ///   - permissions: which permission a topic needs; topics that are not named here are never sent.
    ///   - covers: whether a grant for one organisation reaches another.
    package init(
        permissions: [String: Permission],
        covers: @escaping @Sendable (_ granted: OrganisationID, _ organisation: OrganisationID) -> Bool
    ) {
        self.permissions = permissions
        self.covers = covers
    }

    package var count: Int { listeners.withLock { $0.count } }

    package var topics: [String] { permissions.keys.sorted() }

    package func publish(_ events: [LiveEvent]) {
        if events.isEmpty { return }
        for (key, listener) in listeners.withLock({ $0 }) {
            for event in events where maySee(event, listener.identity, listener.topics) {
                if case .dropped = listener.continuation.yield(.event(event)) { close(key) }
            }
        }
    }

    package func beat() {
        for (key, listener) in listeners.withLock({ $0 }) {
            if ContinuousClock.now - listener.since > Self.lineMax {
                close(key)
            } else {
                listener.continuation.yield(.beat)
            }
        }
    }

    /// Ends every line, so that a stopping server does not wait for them.
    package func closeAll() {
        for (key, _) in listeners.withLock({ $0 }) { close(key) }
    }

    func maySee(_ event: LiveEvent, _ identity: Identity, _ topics: Set<String>) -> Bool {
        guard topics.contains(event.topic), let permission = permissions[event.topic] else { return false }
        // What belongs to no area holds for the whole city, such as the calendar and the class tables.
        if event.area.isEmpty { return !identity.scopes(for: permission).isEmpty }
        return identity.scopes(for: permission).contains { scope in
            guard event.area.hasPrefix(scope.area) else { return false }
            guard let granted = scope.organisation else { return true }
            return event.organisation.map { covers(granted, $0) } ?? false
        }
    }

    /// Refuses before the answer has begun, when there are too many lines already.
    func checkRoom() throws {
        if listeners.withLock({ $0.count }) < Self.listenersMax { return }
        throw CityError(
            .exhausted,
            "live.full",
            Wording("实时连接过多，请稍后再试", "Too many live connections; please try again later"),
            retryAfterSeconds: 30
        )
    }

    func listen(_ identity: Identity, topics: Set<String>) -> (key: Int, stream: AsyncStream<Signal>) {
        let (stream, continuation) = AsyncStream<Signal>.makeStream(bufferingPolicy: .bufferingOldest(Self.bufferMax))
        let key: Int = nextKey.add(1, ordering: .relaxed).newValue
        listeners.withLock { listeners in
            listeners[key] = Listener(identity: identity, topics: topics, continuation: continuation, since: .now)
        }
        return (key, stream)
    }

    func close(_ key: Int) {
        listeners.withLock { $0.removeValue(forKey: key) }?.continuation.finish()
    }
}
