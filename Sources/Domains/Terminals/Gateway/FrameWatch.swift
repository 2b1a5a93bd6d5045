import CityCore
import CityCrypto
import CitySensing
import JT808
import NIOCore
import Synchronization

/// The last frames of devices that somebody looks at: raw, in both directions. Nothing is kept of others.
final class FrameWatch: Sendable {
    enum Direction: String, Sendable, Codable {
        case up
        case down
        case refused
    }

    struct Entry: Sendable {
        var at: Timestamp
        var direction: Direction
        var hex: String
    }

    private static let entriesMax: Int = 200
    /// Somebody who has not asked for so long has gone.
    private static let watchedFor: TimeSpan = .minutes(10)
    private static let devicesMax: Int = 50

    private struct Log {
        var askedAt: Timestamp
        var entries: [Entry] = []
    }

    private let clock: CityClock
    private let logs: Mutex<[DeviceSerial: Log]> = Mutex([:])
    private let count: Atomic<Int> = Atomic(0)

    init(clock: CityClock) {
        self.clock = clock
    }

    /// What came since the watch of this device began; the first asking begins it.
    func entries(of device: DeviceSerial) -> [Entry] {
        let now: Timestamp = clock.now()
        return logs.withLock { logs in
            logs = logs.filter { now - $0.value.askedAt < Self.watchedFor }
            if logs[device] == nil, logs.count >= Self.devicesMax { return [] }
            logs[device, default: Log(askedAt: now)].askedAt = now
            count.store(logs.count, ordering: .relaxed)
            return logs[device]?.entries ?? []
        }
    }

    func note(_ device: DeviceSerial, _ direction: Direction, _ received: Received) {
        if count.load(ordering: .relaxed) == 0 { return }
        logs.withLock { logs in
            guard var log = logs.removeValue(forKey: device) else { return }
            log.entries.append(Entry(at: clock.now(), direction: direction, hex: received.hex))
            if log.entries.count > Self.entriesMax { log.entries.removeFirst() }
            logs[device] = log
        }
    }
}

extension Received {
    /// A frame as it stands on the wire; refused bytes between their marks.
    var hex: String {
        switch self {
        case .frame(let frame):
            var buffer: ByteBuffer = ByteBuffer()
            frame.write(into: &buffer)
            return Hex.encode(Array(buffer.readableBytesView))
        case .refused(_, let bytes): return "7e" + Hex.encode(Array(bytes.readableBytesView)) + "7e"
        }
    }
}
