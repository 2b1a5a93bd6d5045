package import CityCore
import CityHTTP
import CityRegistry
package import CitySQL
import Synchronization

/// What came through a mapping since this process started.
package struct MessageCounts: Codable, Sendable, Hashable {
    package var messages: Int = 0
    package var positions: Int = 0
    /// Of devices that are not known, or not in use.
    package var strangers: Int = 0
    package var unreadable: Int = 0
    /// Positions that cannot be true.
    package var refused: Int = 0
    package var lastTrouble: Wording?
    package var lastStranger: String?
}

/// The door of MQTT devices: whatever brings a message here may forget it when `take` returns, for what it told is on
/// the disk, or counted as what could not be taken.
package final class MessageDoor: Sendable {
    private struct State {
        var mappings: [MessageMapping] = []
        var counts: [MessageMappingID: MessageCounts] = [:]
        var unmapped: UnmappedBody = UnmappedBody()
    }

    private let devices: DeviceService
    private let intake: PositionIntake
    private let rules: PositionRules
    private let clock: CityClock
    private let state: Mutex<State> = Mutex(State())

    init(devices: DeviceService, intake: PositionIntake, rules: PositionRules, clock: CityClock) {
        self.devices = devices
        self.intake = intake
        self.rules = rules
        self.clock = clock
    }

    package func load(in db: any SQLConnection) throws {
        let mappings: [MessageMapping] = try MessageMappingStore.all(in: db)
        state.withLock { $0.mappings = mappings }
    }

    func counts(of id: MessageMappingID) -> MessageCounts { state.withLock { $0.counts[id] ?? MessageCounts() } }

    var unmapped: UnmappedBody { state.withLock { $0.unmapped } }

    package func take(_ messages: [(topic: String, body: [UInt8])]) async throws {
        let mappings: [MessageMapping] = state.withLock { $0.mappings.filter(\.isActive) }
        var sightings: [Sighting] = []
        for message in messages {
            guard let mapping = mappings.first(where: { $0.matches(message.topic) }) else {
                state.withLock { state in
                    state.unmapped.messages += 1
                    state.unmapped.lastTopic = String(message.topic.prefix(200))
                }
                continue
            }
            sightings += read(message, mapping)
        }
        if !sightings.isEmpty { try await intake.submit(sightings) }
    }

    private func read(_ message: (topic: String, body: [UInt8]), _ mapping: MessageMapping) -> [Sighting] {
        let now: Timestamp = clock.now()
        var counts: MessageCounts = MessageCounts(messages: 1)
        var sightings: [Sighting] = []
        do {
            for reading in try MessageReader(mapping.fields).read(message.body, topic: message.topic, at: now) {
                guard let device = devices.devices.find(.mqtt, reading.ident), device.state == .active else {
                    counts.strangers += 1
                    counts.lastStranger = String(reading.ident.prefix(64))
                    continue
                }
                if let refusal = rules.refusal(of: reading.position, at: now) {
                    counts.refused += 1
                    let title: Wording = refusal.title
                    counts.lastTrouble = Wording("\(device.name)：\(title.zh)", "\(device.name): \(title.en)")
                    continue
                }
                sightings.append(Sighting(device.serial, reading.position))
            }
        } catch {
            counts.unreadable = 1
            counts.lastTrouble = (error as? CityError)?.wording ?? Wording("\(error)", "\(error)")
        }
        counts.positions = sightings.count
        let fresh: MessageCounts = counts
        state.withLock { $0.counts[mapping.id, default: MessageCounts()].add(fresh) }
        return sightings
    }
}

extension MessageCounts {
    mutating func add(_ more: MessageCounts) {
        messages += more.messages
        positions += more.positions
        strangers += more.strangers
        unreadable += more.unreadable
        refused += more.refused
        lastTrouble = more.lastTrouble ?? lastTrouble
        lastStranger = more.lastStranger ?? lastStranger
    }
}
