import CityCore
import CityCrypto

/// Whether a case's history is as it was written.
package struct ChainBody: Codable, Sendable, Hashable {
    package var sound: Bool
    package var entries: Int
    /// The last entry's hash, which the case keeps too.
    package var hash: String
    /// The first entry that was changed or moved, or that follows a gap; absent when the chain is sound.
    package var brokenAt: Int?

    init(_ record: CaseRecord, _ history: [HistoryEntry]) {
        var expected: String = HashChain.root
        brokenAt = nil
        for (position, entry) in history.enumerated() where brokenAt == nil {
            let isLinked: Bool = entry.position == position && entry.previousHash == expected
            if !isLinked || entry.hash != entry.computedHash(of: record.id) { brokenAt = position }
            expected = entry.hash
        }
        if brokenAt == nil, record.historyHash != expected || record.historyCount != history.count {
            brokenAt = history.count
        }
        sound = brokenAt == nil
        entries = history.count
        hash = record.historyHash
    }
}
