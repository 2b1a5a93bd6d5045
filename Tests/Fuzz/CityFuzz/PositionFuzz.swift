import CityCore
import Foundation
import Positions

/// Tracks as bytes, what phones send, and messages through a mapping: bytes that are a track come back the same, a report lies on the globe.
func fuzzPositions(_ bytes: [UInt8], _ choice: UInt8) {
    let now: Timestamp = Timestamp(milliseconds: 1_795_000_000_000)
    switch choice % 4 {
    case 0:
        // Broken bytes are a fault of ours where they are read from our own tables, and must do no more than throw.
        guard let positions = try? TrackChunk.decode(bytes) else { return }
        precondition((try? TrackChunk.decode(TrackChunk.encode(positions))) == positions, "a track did not come back")
    case 1: look(refusing { try PhoneReport(json: bytes, receivedAt: now) })
    case 2:
        var fields: MessageFields = MessageFields(ident: "topic:1", lng: "lng", lat: "gps.1")
        (fields.time, fields.timeFormat, fields.speed, fields.direction) = ("t", .milliseconds, "v", "d")
        if bytes.first == UInt8(ascii: "[") { fields.list = "0" }
        for reading in refusing({ try MessageReader(fields).read(bytes, topic: "a", at: now) }) ?? [] {
            precondition(reading.position.place != nil && reading.position.direction < 360, "a message off the globe")
        }
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
