import CityCore
import Foundation
import Positions

/// Tracks as bytes, and what phones send: bytes that are a track come back the same, a report lies on the globe.
func fuzzPositions(_ bytes: [UInt8], _ choice: UInt8) {
    let now: Timestamp = Timestamp(milliseconds: 1_795_000_000_000)
    switch choice % 3 {
    case 0:
        // Broken bytes are a fault of ours where they are read from our own tables, and must do no more than throw.
        guard let positions = try? TrackChunk.decode(bytes) else { return }
        precondition((try? TrackChunk.decode(TrackChunk.encode(positions))) == positions, "a track did not come back")
    case 1: look(refusing { try PhoneReport(json: bytes, receivedAt: now) })
    default:
        var parameters: [String: String] = [:]
        for pair in String(decoding: bytes, as: UTF8.self).split(separator: "&") {
            let parts: [Substring] = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            parameters[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
        }
        look(refusing { try PhoneReport(parameters, receivedAt: now) })
    }
}

private func look(_ report: PhoneReport?) {
    guard let report else { return }
    precondition(!report.ident.isEmpty && report.position.place != nil, "a report without a place")
    precondition(report.position.direction < 360, "a direction beyond the circle")
}
