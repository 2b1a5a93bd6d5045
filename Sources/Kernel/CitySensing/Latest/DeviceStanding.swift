package import CityCore

/// How a device stands: its latest position, when it was last heard, and what was counted of what it sent.
package struct DeviceStanding: Sendable, Hashable {
    /// Up to which batch of the journal this counts.
    package var applied: Int64 = 0
    package var seenAt: Timestamp = Timestamp(milliseconds: 0)
    /// The newest position by the device's clock; nil before the first.
    package var last: Position?
    /// The newest with a place.
    package var lastPlace: Position?
    package var counts: Counts = Counts()

    package struct Counts: Sendable, Hashable {
        package var received: Int = 0
        /// The very same again.
        package var repeated: Int = 0
        /// Older than one that had come before.
        package var disordered: Int = 0
        /// Kept back by the device, or older than `PositionRules.lateAfter` when they came.
        package var late: Int = 0
        package var unlocated: Int = 0
    }

    package init() {}

    /// Takes a position into account that came in a batch. Answers whether it tells how the device stands now.
    @discardableResult
    package mutating func take(_ position: Position, of batch: JournalBatch, _ rules: PositionRules) -> Bool {
        applied = batch.serial
        seenAt = max(seenAt, batch.receivedAt)
        if position.status.contains(.signOfLife) { return false }
        counts.received += 1
        if !position.isLocated { counts.unlocated += 1 }
        if rules.isLate(position, receivedAt: batch.receivedAt) { counts.late += 1 }
        if let last {
            if position == last {
                counts.repeated += 1
                return false
            }
            if position.at < last.at {
                counts.disordered += 1
                return false
            }
        }
        last = position
        if position.isLocated { lastPlace = position }
        return true
    }
}
