import CaseManagement
import CityCore
import CityGeo
import CityHTTP
import CitySQL
import CitySensing
import CityServer
import CityTestSupport
import DemoCity
import Foundation
import HTTPTypes
import JT808
import NIOCore
import NIOPosix
import Terminals
import Testing

/// Terminals over real sockets, from knocking to the track.
@Suite(.everyEngine, .timeLimit(.minutes(10))) struct TerminalTests {
    private static let phone: String = "13900000001"

    private let world: DemoWorld

    init() async throws {
        world = try await DemoWorld(terminals: true)
    }

    private func open(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        try await world.city.openToTerminals(body)
    }

    private func location(_ seconds: Int, lng: UInt32 = 110_780_000) -> Location {
        var location: Location = Location()
        location.status = [.accOn, .located]
        (location.longitudeE6, location.latitudeE6) = (lng, 32_640_000)
        (location.speedE1, location.direction) = (365, 90)
        location.time = BCDTime(world.clock.now + .seconds(seconds))
        return location
    }

    private func get(_ path: String, _ login: String = "system") async throws -> HTTPProbe.Reply {
        try await world.probe.send(.get, path, token: try await world.token(login))
    }

    private func deviceID(_ phone: String = TerminalTests.phone) throws -> String {
        try #require(world.city.sensing.devices.devices.find(.jt808, phone)).id.text
    }

    private func stored(since start: Timestamp? = nil) async throws -> [Position] {
        let device: Device = try #require(world.city.sensing.devices.devices.find(.jt808, Self.phone))
        let (from, to) = (start ?? world.clock.now, world.clock.now + .hours(1))
        return try await world.city.database.read { db in
            try TrackReader.positions(of: device.serial, from: from, to: to, in: db)
        }
    }

    private func counted(_ kind: TerminalCounters.Kind) -> Int { world.city.terminals.counters[kind] }

    @Test func aStrangerIsTurnedAwayAddedAndLetIn() async throws {
        try await open { port in
            let terminal: TestTerminal = try await TestTerminal("013712345678", port: port)
            var registration: Registration = Registration()
            registration.plate = "鄂C99999"
            try await terminal.send(registration)
            #expect(try await terminal.hear(RegistrationAnswer.self)?.result == .noSuchTerminal)
            #expect(try await terminal.answer(to: self.location(0)) == .failed)
            let strangers = try await self.get("terminals/strangers")
            #expect(strangers.value(at: "items.0.phone") == "13712345678", "\(strangers.body)")
            #expect(strangers.value(at: "items.0.plate") == "鄂C99999")
            let added = try await self.world.probe.send(
                .post,
                "devices",
                token: try await self.world.token("system"),
                json: #"{"door":"jt808","ident":"013712345678","name":"鄂C99999","use":"other","area":"420302"}"#
            )
            #expect(added.status == 201, "\(added.body)")
            try await terminal.signIn()
            #expect(try await terminal.answer(to: self.location(0)) == .done)
            #expect(try await self.get("terminals/strangers").value(at: "items.0.phone") == nil)
            await terminal.close()
        }
    }

    @Test func whatIsAnsweredIsStoredAndAWrongCodeIsNotBelieved() async throws {
        try await open { port in
            let terminal: TestTerminal = try await TestTerminal(Self.phone, port: port)
            #expect(try await terminal.answer(to: self.location(0)) == .failed)
            try await terminal.signIn()
            for second in 0..<5 {
                let place: UInt32 = 110_780_000 + UInt32(second)
                #expect(try await terminal.answer(to: self.location(second, lng: place)) == .done)
            }
            let positions: [Position] = try await self.stored()
            #expect(positions.count == 5 && positions[4].lngE6 == 110_780_004 && positions[4].speedE1 == 365)
            let other: TestTerminal = try await TestTerminal(Self.phone, port: port)
            var wrong: Authentication = Authentication()
            wrong.code = "not it"
            #expect(try await other.answer(to: wrong) == .failed)
            #expect(self.counted(.wrongCodes) == 1 && self.counted(.unauthenticated) == 1)
            await terminal.close()
            await other.close()
        }
    }

    @Test func badFramesHarmNobody() async throws {
        try await open { port in
            let terminal: TestTerminal = try await TestTerminal(Self.phone, port: port)
            try await terminal.signIn()
            try await terminal.send(bytes: [1, 2, 3, 0x7E, 0x7E])
            let frame: Frame = try #require(try await terminal.frames(self.location(1)).first)
            var buffer: ByteBuffer = ByteBuffer()
            frame.write(into: &buffer)
            var broken: [UInt8] = Array(buffer.readableBytesView)
            broken[20] ^= 1
            try await terminal.send(bytes: broken)
            try await terminal.send(bytes: Array(repeating: 0x55, count: 5000))
            #expect(try await terminal.answer(to: self.location(2)) == .done)
            var short: Frame = try #require(try await terminal.frames(self.location(3)).first)
            short.body = ByteBuffer(bytes: [1, 2, 3])
            try await terminal.send(short)
            let answer: PlatformAnswer? = try await terminal.hear(PlatformAnswer.self)
            #expect(answer?.result == .badMessage)
            #expect(self.counted(.brokenFrames) >= 1 && self.counted(.brokenBodies) == 1)
            await terminal.close()
        }
    }

    @Test func theNewerLineOfATerminalHolds() async throws {
        try await open { port in
            let first: TestTerminal = try await TestTerminal(Self.phone, port: port)
            try await first.signIn()
            let second: TestTerminal = try await TestTerminal(Self.phone, port: port)
            try await second.signIn()
            #expect(await first.hearFrame(.text) == nil, "the first line has ended")
            #expect(try await second.answer(to: self.location(0)) == .done)
            #expect(self.counted(.takeovers) == 1)
            await second.close()
        }
    }

    @Test func whatCannotBeTrueIsAnsweredCountedAndNotStored() async throws {
        try await open { port in
            let terminal: TestTerminal = try await TestTerminal(Self.phone, port: port)
            try await terminal.signIn()
            var future: Location = self.location(0)
            future.time = BCDTime(bits: 0x99_12_31_00_00_00)
            var past: Location = self.location(0)
            past.time = BCDTime(bits: 0x00_01_01_00_00_00)
            var none: Location = self.location(0)
            none.time = BCDTime(bits: 0xFF_FF_FF_FF_FF_FF)
            var away: Location = self.location(0)
            away.latitudeE6 = 95_000_000
            for location in [future, past, none, away] {
                #expect(try await terminal.answer(to: location) == .done)
            }
            #expect(try await self.stored().isEmpty)
            #expect(self.counted(.refusedPositions) == 4)
            await terminal.close()
        }
    }

    @Test func whatWasKeptBackComesTogetherAndIsLate() async throws {
        try await open { port in
            let terminal: TestTerminal = try await TestTerminal(Self.phone, port: port)
            try await terminal.signIn()
            #expect(try await terminal.answer(to: self.location(0)) == .done)
            var batch: LocationBatch = LocationBatch()
            batch.kind = .blindZone
            batch.entries = (1...20).map { LocationBatch.Entry(self.location(-$0 * 30)) }
            #expect(try await terminal.answer(to: batch) == .done)
            let positions: [Position] = try await self.stored(since: self.world.clock.now - .hours(1))
            // The demo's own way of the hours before lies between them.
            #expect(positions.count { $0.status.contains(.keptBack) } == 20)
            try await self.world.city.sensing.latest.follow()
            let device = try await self.get("devices/\(try self.deviceID())")
            #expect(device.value(at: "last.at") == self.world.clock.now.iso8601, "\(device.body)")
            await terminal.close()
        }
    }

    /// What becomes a case asks the vehicle for a picture, which then stands in the case.
    @Test func theTerminalsPictureIsEvidenceInTheCase() async throws {
        var conditions: AlertConditions = AlertConditions()
        conditions.speedAboveKPH = 100
        var input: AlertRuleInputBody = AlertRuleInputBody(name: "超速", severity: .warning, conditions: conditions)
        (input.caseClass, input.caseCondition) = ("event/01/10", "1")
        let (rule, alerts, now): (AlertRuleInputBody, AlertService, Timestamp) =
            (input, world.city.sensing.alerts, world.clock.now)
        try await world.city.database.write { db in
            let made: AlertRule = try alerts.addRule(rule, by: .system, at: now, in: db)
            _ = try alerts.setState(made.id, .live, expecting: 1, by: .system, in: db)
        }
        while try await world.city.sensing.runner.step() > 0 {}
        try await open { port in
            let terminal: TestTerminal = try await TestTerminal(Self.phone, port: port)
            try await terminal.signIn()
            var fast: Location = self.location(1)
            let place = try self.world.point(2)
            (fast.longitudeE6, fast.latitudeE6) = (UInt32(place.lng * 1e6), UInt32(place.lat * 1e6))
            fast.speedE1 = 1_200
            #expect(try await terminal.answer(to: fast) == .done)
            try await self.world.city.sensing.runner.step()
            let order: CameraCommand? = try await terminal.hear(CameraCommand.self)
            #expect(order?.command == 1)
            var media: MediaData = MediaData()
            (media.mediaID, media.channel) = (9, 1)
            media.data = ByteBuffer(bytes: Visits.picture)
            try await terminal.send(media)
            #expect(try await terminal.hear(MediaAnswer.self)?.mediaID == 9)
            let told = try await self.get("alerts?open=true", "dispatcher")
            let number: String = try #require(told.value(at: "items.0.caseNumber"), "\(told.body)")
            let history = try await self.get("cases/\(number)/history", "leader")
            #expect(history.body.contains("终端照片"), "\(history.body)")
            let file = try await self.get("cases/\(number)", "leader")
            #expect(file.value(at: "photos.0.media") != nil, "\(file.body)")
            await terminal.close()
        }
    }

    @Test func aPictureInPartsIsAskedForUntilItIsWhole() async throws {
        try await open { port in
            let terminal: TestTerminal = try await TestTerminal(Self.phone, port: port)
            try await terminal.signIn()
            var media: MediaData = MediaData()
            (media.mediaID, media.channel) = (7, 2)
            media.data = ByteBuffer(bytes: Visits.picture)
            let frames: [Frame] = try await terminal.frames(media, bytesMax: 30)
            #expect(frames.count > 3)
            for (index, frame) in frames.enumerated() where index != 1 {
                try await terminal.send(frame)
                #expect(try await terminal.hear(PlatformAnswer.self)?.result == .done)
            }
            self.world.clock.advance(by: .seconds(6))
            let request: ResendRequest? = try await terminal.hear(ResendRequest.self)
            #expect(request?.missing == [2])
            try await terminal.send(frames[1])
            let answer: MediaAnswer? = try await terminal.hear(MediaAnswer.self)
            #expect(answer?.mediaID == 7)
            let photos = try await self.get("devices/\(try self.deviceID())/photos")
            #expect(photos.value(at: "photos.0.channel") == "2", "\(photos.body)")
            await terminal.close()
        }
    }

    @Test func anOrderIsSentAnsweredAndTold() async throws {
        try await open { port in
            let terminal: TestTerminal = try await TestTerminal(Self.phone, port: port)
            try await terminal.signIn()
            let ordered = try await self.world.probe.send(
                .post,
                "terminals/commands",
                token: try await self.world.token("dispatcher"),
                json: #"{"devices":["\#(try self.deviceID())"],"order":{"kind":"text","text":"请速到人民路"}}"#
            )
            #expect(ordered.status == 201, "\(ordered.body)")
            let frame: Frame = try #require(await terminal.hearFrame(.text))
            #expect(try frame.message(TextMessage.self).content == "请速到人民路")
            var answer: TerminalAnswer = TerminalAnswer()
            (answer.answered, answer.answeredID) = (frame.header.sequence, frame.header.id.rawValue)
            try await terminal.send(answer)
            let batch: String = try #require(ordered.value(at: "batch"))
            var state: String?
            while state != "done" {
                state = try await self.get("terminals/commands/batches/\(batch)").value(at: "commands.0.state")
                await Task.yield()
            }
            await terminal.close()
        }
    }

    /// Words about this moment are not spoken hours later.
    @Test func whatTheCityItselfSaysIsNotSaidLate() async throws {
        let device: Device = try #require(world.city.sensing.devices.devices.find(.jt808, Self.phone))
        let (desk, now): (TerminalDesk, Timestamp) = (TerminalDesk(ids: world.city.ids), world.clock.now)
        try await world.city.database.write { db in
            try desk.tell("请速到人民路", to: device, at: now, in: db)
            try desk.tell("刚刚下达", to: device, at: now + .minutes(10), in: db)
        }
        world.clock.advance(by: .minutes(16))
        try await open { port in
            let terminal: TestTerminal = try await TestTerminal(Self.phone, port: port)
            try await terminal.signIn()
            #expect(try await terminal.hear(TextMessage.self)?.content == "刚刚下达")
            await terminal.close()
        }
        let told = try await get("devices/\(try deviceID())/commands")
        #expect(told.value(at: "items.1.state") == "expired", "\(told.body)")
    }

    @Test func anOrderWithoutAnAnswerIsSentAgainAndEnds() async throws {
        try await open { port in
            let terminal: TestTerminal = try await TestTerminal(Self.phone, port: port)
            try await terminal.signIn()
            let ordered = try await self.world.probe.send(
                .post,
                "terminals/commands",
                token: try await self.world.token("dispatcher"),
                json: #"{"devices":["\#(try self.deviceID())"],"order":{"kind":"restart"}}"#
            )
            let batch: String = try #require(ordered.value(at: "batch"))
            for _ in 0..<3 {
                #expect(await terminal.hearFrame(.terminalControl) != nil)
                self.world.clock.advance(by: .seconds(21))
            }
            var state: String?
            while state != "unanswered" {
                state = try await self.get("terminals/commands/batches/\(batch)").value(at: "commands.0.state")
                await Task.yield()
            }
            await terminal.close()
        }
    }

    @Test func aFleetWithEveryFaultLosesAndDoublesNothing() async throws {
        try await open { port in
            var faults: FleetFaults = FleetFaults()
            (faults.drops, faults.repeats, faults.reorders, faults.bad) = (0.03, 0.05, 0.05, 0.05)
            let fleet: FleetSimulator = FleetSimulator(
                hosts: ["127.0.0.1"],
                port: port,
                vehicles: 8,
                interval: .milliseconds(20),
                firstPhone: 13_900_000_001,
                places: [try Coordinate(lng: 110.78, lat: 32.64), try Coordinate(lng: 110.9, lat: 32.7)],
                faults: faults
            )
            // The fleet's clock is the machine's.
            self.world.clock.set(to: CityClock.system.now())
            let before: Int = try await self.inTracks()
            try await fleet.run(for: .seconds(3))
            let counts: FleetTally.Counts = fleet.tally.counts
            #expect(counts.positions == counts.answered && counts.positions > 500, "\(counts)")
            #expect(counts.drops > 0 && counts.repeats > 0 && counts.reorders > 0 && counts.bad > 0, "\(counts)")
            #expect(try await self.inTracks() - before == counts.positions)
            #expect(self.counted(.brokenFrames) >= counts.bad - counts.drops)
        }
    }

    private func inTracks() async throws -> Int {
        while try await world.city.sensing.keepTracks() > 0 {}
        return try await world.city.database.read { db in try TrackFigures.stored(in: db).positions }
    }

    @Test func aDatagramIsAnsweredLikeTheRest() async throws {
        try await open { port in
            let terminal: TestTerminal = try await TestTerminal(Self.phone, port: port)
            let code: String = try await terminal.signIn()
            await terminal.close()
            let (frames, heard) = AsyncStream<Frame>.makeStream()
            let channel: any Channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(DatagramEar(heard))
                    }
                }
                .bind(host: "127.0.0.1", port: 0).get()
            let address: SocketAddress = try SocketAddress(ipAddress: "127.0.0.1", port: port)
            let phone: TerminalPhone = try #require(TerminalPhone(Self.phone, edition: .v2013))
            func send(_ message: some MessageBody, _ sequence: UInt16) async throws {
                var buffer: ByteBuffer = ByteBuffer()
                try message.frame(phone: phone, sequence: sequence).write(into: &buffer)
                try await channel.writeAndFlush(AddressedEnvelope(remoteAddress: address, data: buffer))
            }
            var shown: Authentication = Authentication()
            shown.code = code
            var iterator = frames.makeAsyncIterator()
            try await send(shown, 1)
            #expect(try await iterator.next()?.message(PlatformAnswer.self).result == .done)
            try await send(self.location(9), 2)
            #expect(try await iterator.next()?.message(PlatformAnswer.self).answered == 2)
            #expect(try await self.stored().count == 1)
            try await channel.close()
        }
    }
}

private final class DatagramEar: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private let heard: AsyncStream<Frame>.Continuation

    init(_ heard: AsyncStream<Frame>.Continuation) {
        self.heard = heard
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        for case .frame(let frame) in FrameDecoder.datagram(unwrapInboundIn(data).data) { heard.yield(frame) }
    }
}
