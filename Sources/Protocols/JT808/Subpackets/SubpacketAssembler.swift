package import CityCore
import NIOCore

/// How much one session may hold of unfinished messages, and how long it waits.
package struct SubpacketLimits: Sendable, Equatable {
    /// Unfinished messages at a time; the oldest gives way.
    package var transfersMax: Int = 8
    package var partsMax: Int = 8192
    package var bytesMax: Int = 8 << 20
    /// After so long without a part, the missing ones are asked for.
    package var resendAfter: TimeSpan = .seconds(5)
    package var resendsMax: Int = 3
    package var lifetime: TimeSpan = .minutes(5)
    /// Numbers in one request; 2013 can name 255.
    package var requestMax: Int = 255

    package init() {}
}

/// Puts the sub-packets of one session's messages together.
///
/// Pure: time comes in, actions come out. Its memory is bounded by what was really received, never by what a header
/// announces.
package struct SubpacketAssembler: Sendable {
    /// What became of a sub-packet.
    package enum Outcome: Sendable, Equatable {
        /// The message, with the header of its first sub-packet.
        case whole(Frame)
        case waiting(received: Int, total: Int)
        /// It was there already.
        case repeated
        /// Above a limit; the message it belongs to is given up.
        case refused
    }

    /// What there is to do, as time has passed.
    package enum Action: Sendable, Equatable {
        /// Send 0x8003 (or 0x0005, from a terminal).
        case ask(ResendRequest)
        case givenUp(MessageID, received: Int, total: Int)
    }

    package struct Counters: Sendable, Hashable {
        package var completed: Int = 0
        package var repeated: Int = 0
        package var refused: Int = 0
        package var givenUp: Int = 0
        package var asked: Int = 0
    }

    package private(set) var counters: Counters = Counters()
    private let limits: SubpacketLimits
    private let sharesSequence: Bool
    private var transfers: [SubpacketTransfer] = []

    package init(limits: SubpacketLimits = SubpacketLimits(), dialect: Dialect = .standard) {
        self.limits = limits
        sharesSequence = dialect.subpacketsShareSequence
    }

    package var unfinished: Int { transfers.count }
    package var heldBytes: Int { transfers.reduce(0) { $0 + $1.bytes } }

    /// A frame that is no sub-packet is whole as it is.
    package mutating func receive(_ frame: Frame, at now: Timestamp) -> Outcome {
        guard let part = frame.header.subpacket, part.total > 1 else { return .whole(frame.withoutSubpacket()) }
        guard Int(part.total) <= limits.partsMax else { return refuse() }
        let place: Int = transfer(for: frame.header, part, now)
        guard transfers[place].add(frame, part.index, now) else {
            counters.repeated += 1
            return .repeated
        }
        if transfers[place].isWhole {
            counters.completed += 1
            return .whole(transfers.remove(at: place).joined())
        }
        guard heldBytes <= limits.bytesMax else {
            transfers.remove(at: place)
            return refuse()
        }
        return .waiting(received: transfers[place].received, total: Int(part.total))
    }

    /// To be called now and then: once a second is often enough.
    package mutating func tick(at now: Timestamp) -> [Action] {
        var actions: [Action] = []
        var kept: [SubpacketTransfer] = []
        for var transfer in transfers {
            if isHopeless(transfer, now) {
                counters.givenUp += 1
                actions.append(.givenUp(transfer.id, received: transfer.received, total: Int(transfer.total)))
                continue
            }
            if isQuiet(transfer, now) {
                counters.asked += 1
                actions.append(.ask(transfer.request(max: limits.requestMax, now)))
            }
            kept.append(transfer)
        }
        transfers = kept
        return actions
    }

    private func isHopeless(_ transfer: SubpacketTransfer, _ now: Timestamp) -> Bool {
        now - transfer.begun >= limits.lifetime || (transfer.asked >= limits.resendsMax && isQuiet(transfer, now))
    }

    private func isQuiet(_ transfer: SubpacketTransfer, _ now: Timestamp) -> Bool {
        now - transfer.lastActivity >= limits.resendAfter
    }

    private mutating func refuse() -> Outcome {
        counters.refused += 1
        return .refused
    }

    private mutating func transfer(
        for header: FrameHeader,
        _ part: FrameHeader.Subpacket,
        _ now: Timestamp
    ) -> Int {
        let first: UInt16 = sharesSequence ? header.sequence : header.sequence &- (part.index &- 1)
        let same: Int? = transfers.firstIndex { $0.id == header.id && $0.total == part.total && $0.first == first }
        if let same { return same }
        // A part that was asked for may come under a new sequence number.
        let asked: Int? = transfers.firstIndex {
            $0.id == header.id && $0.total == part.total && $0.asked > 0 && $0.misses(part.index)
        }
        if let asked { return asked }
        if transfers.count >= max(limits.transfersMax, 1) {
            transfers.remove(at: 0)
            counters.givenUp += 1
        }
        transfers.append(SubpacketTransfer(id: header.id, total: part.total, first: first, begun: now))
        return transfers.count - 1
    }
}

extension Frame {
    fileprivate func withoutSubpacket() -> Frame {
        var frame: Frame = self
        frame.header.subpacket = nil
        return frame
    }
}
