import CityCore
package import CityGeo
import Foundation
import JT808
import NIOCore
import NIOPosix
import Synchronization

/// What a simulated fleet did.
package final class FleetTally: Sendable {
    package struct Counts: Sendable, Codable {
        package var positions: Int = 0
        package var answered: Int = 0
        package var turnedAway: Int = 0
        package var drops: Int = 0
        package var repeats: Int = 0
        package var reorders: Int = 0
        package var bad: Int = 0
        package var orders: Int = 0
        /// Pictures that the city said it has whole.
        package var pictures: Int = 0
        /// Alarms of active safety that were told, and their files that the city said it has whole.
        package var alarms: Int = 0
        package var files: Int = 0
        package var connectFailures: Int = 0
    }

    private let state: Mutex<Counts> = Mutex(Counts())

    init() {}

    package var counts: Counts { state.withLock { $0 } }

    func add(_ count: any WritableKeyPath<Counts, Int> & Sendable) {
        state.withLock { $0[keyPath: count] += 1 }
    }
}

/// So many terminals that drive through a city and tell it over TCP.
package struct FleetSimulator: Sendable {
    /// Addresses of the same gateway; an address has no more than some 28,000 ports for one of them.
    package var hosts: [String]
    package var port: Int
    package var vehicles: Int
    /// Between two positions of a vehicle.
    package var interval: Duration
    package var firstPhone: Int
    package var places: [Coordinate]
    package var faults: FleetFaults
    package let tally: FleetTally = FleetTally()

    package init(
        hosts: [String],
        port: Int,
        vehicles: Int,
        interval: Duration,
        firstPhone: Int,
        places: [Coordinate],
        faults: FleetFaults = FleetFaults()
    ) {
        self.hosts = hosts
        self.port = port
        self.vehicles = vehicles
        self.interval = interval
        self.firstPhone = firstPhone
        self.places = places
        self.faults = faults
    }

    /// Drives until it is cancelled or the time is over, then waits for the answers that are still out.
    package func run(for length: Duration?) async throws {
        let group: MultiThreadedEventLoopGroup = .singleton
        let end: NIODeadline? = length.map { .now() + TimeAmount($0) }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            let loops: [any EventLoop] = Array(group.makeIterator())
            for (index, loop) in loops.enumerated() {
                let mine: [Int] = Array(stride(from: index, to: vehicles, by: loops.count))
                if mine.isEmpty { continue }
                tasks.addTask { try await drive(mine, on: loop, until: end) }
            }
            try await tasks.waitForAll()
        }
    }

    private func drive(_ numbers: [Int], on loop: any EventLoop, until end: NIODeadline?) async throws {
        let finished: EventLoopPromise<Void> = loop.makePromise()
        let simulator: FleetSimulator = self
        let bound: NIOLoopBound<FleetSquad> = try await loop.submit {
            let squad: FleetSquad = FleetSquad(simulator, numbers, loop, end, finished)
            squad.start()
            return NIOLoopBound(squad, eventLoop: loop)
        }.get()
        try await withTaskCancellationHandler {
            try await finished.futureResult.get()
        } onCancel: {
            loop.execute { bound.value.stop() }
        }
    }
}
