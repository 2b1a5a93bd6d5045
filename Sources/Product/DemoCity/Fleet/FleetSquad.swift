import CityCore
import JT808
import NIOCore
import NIOPosix

/// The vehicles of one event loop.
final class FleetSquad {
    private static let beat: TimeAmount = .milliseconds(20)
    /// After the end, answers are waited for so long.
    private static let patience: TimeAmount = .seconds(60)
    /// Lines that are opened in one beat.
    private static let openingsMax: Int = 20

    private struct Driven {
        let number: Int
        let vehicle: FleetVehicle
        var nextAt: NIODeadline
        var isOpening: Bool = false
    }

    private let simulator: FleetSimulator
    private let loop: any EventLoop
    private let interval: TimeAmount
    private var end: NIODeadline?
    private let finished: EventLoopPromise<Void>
    private var fleet: [Driven] = []
    private var beats: Scheduled<Void>?
    private var hasFinished: Bool = false

    init(
        _ simulator: FleetSimulator,
        _ numbers: [Int],
        _ loop: any EventLoop,
        _ end: NIODeadline?,
        _ finished: EventLoopPromise<Void>
    ) {
        self.simulator = simulator
        self.loop = loop
        self.end = end
        self.finished = finished
        interval = TimeAmount(simulator.interval)
        let start: NIODeadline = .now()
        for number in numbers {
            guard let phone = TerminalPhone(String(simulator.firstPhone + number), edition: .v2013) else { continue }
            let drive: SimulatedDrive = SimulatedDrive(simulator.places, paceKPH: 20...60, seed: UInt64(number) + 1)
            let vehicle: FleetVehicle = FleetVehicle(
                phone,
                drive,
                simulator.faults,
                simulator.tally,
                seed: UInt64(number) &* 7919
            )
            let offset: TimeAmount = .nanoseconds(
                interval.nanoseconds / Int64(max(1, simulator.vehicles)) * Int64(number)
            )
            fleet.append(Driven(number: number, vehicle: vehicle, nextAt: start + offset))
        }
    }

    func start() {
        tick()
    }

    /// No more is told; what is out is waited for.
    func stop() {
        end = min(end ?? .now(), .now())
    }

    private func tick() {
        let now: NIODeadline = .now()
        let isOver: Bool = end.map { now >= $0 } ?? false
        var openings: Int = 0
        for index in fleet.indices {
            let vehicle: FleetVehicle = fleet[index].vehicle
            if !vehicle.isConnected, !fleet[index].isOpening, openings < Self.openingsMax,
                !isOver || vehicle.unansweredCount > 0
            {
                openings += 1
                open(index)
            }
            vehicle.sendAgainIfQuiet()
            if !isOver, fleet[index].nextAt <= now {
                fleet[index].nextAt = fleet[index].nextAt + interval
                vehicle.tell(after: Double(interval.nanoseconds) / 1e9)
            }
        }
        let isQuiet: Bool = isOver && fleet.allSatisfy { $0.vehicle.unansweredCount == 0 }
        if isQuiet || (end.map { now >= $0 + Self.patience } ?? false) { return finish() }
        let squad: NIOLoopBound<FleetSquad> = NIOLoopBound(self, eventLoop: loop)
        loop.scheduleTask(in: Self.beat) { squad.value.tick() }
    }

    private func finish() {
        if hasFinished { return }
        hasFinished = true
        for each in fleet { each.vehicle.close() }
        finished.succeed()
    }

    private func open(_ index: Int) {
        fleet[index].isOpening = true
        let squad: NIOLoopBound<FleetSquad> = NIOLoopBound(self, eventLoop: loop)
        let vehicle: NIOLoopBound<FleetVehicle> = NIOLoopBound(fleet[index].vehicle, eventLoop: loop)
        ClientBootstrap(group: loop)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .connectTimeout(.seconds(10))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        ByteToMessageHandler(FrameDecoder()), vehicle.value,
                    ])
                }
            }
            .connect(host: simulator.hosts[fleet[index].number % simulator.hosts.count], port: simulator.port)
            .whenComplete { result in
                let squad: FleetSquad = squad.value
                guard case .failure = result else { return squad.opened(index) }
                squad.simulator.tally.add(\.connectFailures)
                squad.loop.assumeIsolated().scheduleTask(in: .seconds(1)) { squad.opened(index) }
            }
    }

    private func opened(_ index: Int) {
        fleet[index].isOpening = false
    }
}
