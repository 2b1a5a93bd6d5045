package import CityEvents
import ServiceLifecycle

/// Tells the city's other processes that there is something new in the outbox, and hears it from them. What there is
/// they read from the database: word that is lost, or comes late, costs nothing but the wait for the next look.
package struct NATSWakes: Service {
    private let nats: NATSConnection
    private let wakes: EventWakes

    package init(nats: NATSConnection, wakes: EventWakes) {
        self.nats = nats
        self.wakes = wakes
    }

    package func run() async throws {
        let subject: String = nats.settings.wakeSubject
        let wakes: EventWakes = wakes
        // Without it this process learns of the others by looking.
        try? nats.listen(subject) { wakes.look() }
        for await _ in wakes.neighbours.cancelOnGracefulShutdown() { nats.tell(subject) }
        nats.close()
    }
}
