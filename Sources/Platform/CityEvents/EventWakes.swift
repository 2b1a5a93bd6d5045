/// Who is woken when there may be something new in the outbox. A wake says no more than "look", so it may come twice,
/// late or for nothing; whoever is woken reads on from the place where it is.
package final class EventWakes: Sendable {
    package let dispatcher: AsyncStream<Void>
    package let feed: AsyncStream<Void>
    package let relay: AsyncStream<Void>
    /// For telling the city's other processes.
    package let neighbours: AsyncStream<Void>
    private let here: [AsyncStream<Void>.Continuation]
    private let there: AsyncStream<Void>.Continuation

    package init() {
        func line() -> (AsyncStream<Void>, AsyncStream<Void>.Continuation) {
            AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        }
        let (dispatcher, first) = line()
        let (feed, second) = line()
        let (relay, third) = line()
        (neighbours, there) = line()
        self.dispatcher = dispatcher
        self.feed = feed
        self.relay = relay
        here = [first, second, third]
    }

    /// This process has published something.
    package func published() {
        look()
        there.yield()
    }

    /// Something may have been published by any process.
    package func look() {
        for one in here { one.yield() }
    }
}
