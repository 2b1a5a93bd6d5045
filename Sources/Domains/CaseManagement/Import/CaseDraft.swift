import CityCore
import CityCrypto
import CityGeo
import CityRegistry

/// A row of an imported table, understood and checked, before it is a case.
struct CaseDraft: Sendable, Hashable {
    var number: String
    /// As the table has it.
    var status: String
    var state: CaseState
    var source: CaseSource
    var openedAt: Timestamp
    /// The day of opening by the table's own clock.
    var openedOn: CivilDate
    var filedAt: Timestamp?
    var dispatchedAt: Timestamp?
    var handledAt: Timestamp?
    var targetAt: Timestamp?
    var closedAt: Timestamp?
    var description: String
    var closingNote: String
    var place: CasePlace
    /// As the table has it; empty when there is none.
    var department: String
    var subject: ClassKey?
    var reporterName: String?
    var reporterPhone: String?
    var reworkCount: Int

    /// Whether it was closed in time: nil while it is open or when it ended otherwise than by closing. Without a target
    /// there is nothing to miss; the target itself is in time.
    var closedOnTime: Bool? {
        guard state == .closed, let closedAt else { return nil }
        return targetAt.map { closedAt <= $0 } ?? true
    }

    /// Of all that the row says, as it was understood: an equal one changes nothing, whatever was written otherwise.
    var fingerprint: String {
        var message: FingerprintMessage = FingerprintMessage()
        for text in [
            status, state.rawValue, source.rawValue, description, closingNote, place.address, place.area,
            place.grid ?? "", department, subject?.text ?? "", reporterName ?? "", reporterPhone ?? "",
        ] {
            message.add(text)
        }
        for time in [openedAt, filedAt, dispatchedAt, handledAt, targetAt, closedAt] { message.add(time?.milliseconds) }
        message.add((place.coordinate?.lng).map { Int64(bitPattern: $0.bitPattern) })
        message.add((place.coordinate?.lat).map { Int64(bitPattern: $0.bitPattern) })
        message.add(Int64(reworkCount))
        return message.fingerprint
    }
}

/// Bytes that no two different lists of fields share.
private struct FingerprintMessage {
    private var bytes: [UInt8] = []

    init() {
        bytes.reserveCapacity(512)
    }

    mutating func add(_ text: String) {
        add(Int64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    mutating func add(_ number: Int64?) {
        bytes.append(number == nil ? 0 : 1)
        var rest: UInt64 = UInt64(bitPattern: number ?? 0)
        for _ in 0..<8 {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    /// Half of a SHA-256: 128 bits tell any two rows of a city apart.
    var fingerprint: String { String(SHA256Digest(of: bytes).hex.prefix(32)) }
}
