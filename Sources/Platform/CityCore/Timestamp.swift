#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// A moment, as UTC milliseconds since 1970: how every table and event stores time.
package struct Timestamp: Sendable, Hashable, Comparable {
    package var milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package init(_ date: Date) {
        milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded())
    }

    package var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

    package static func + (moment: Timestamp, span: TimeSpan) -> Timestamp {
        Timestamp(milliseconds: moment.milliseconds + span.milliseconds)
    }

    package static func - (moment: Timestamp, span: TimeSpan) -> Timestamp {
        Timestamp(milliseconds: moment.milliseconds - span.milliseconds)
    }

    package static func - (later: Timestamp, earlier: Timestamp) -> TimeSpan {
        TimeSpan(milliseconds: later.milliseconds - earlier.milliseconds)
    }
}

/// A length of time in milliseconds.
package struct TimeSpan: Sendable, Hashable, Comparable {
    package var milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static let zero: TimeSpan = TimeSpan(milliseconds: 0)
    package static func seconds(_ count: Int) -> TimeSpan { TimeSpan(milliseconds: Int64(count) * 1000) }
    package static func minutes(_ count: Int) -> TimeSpan { .seconds(count * 60) }
    package static func hours(_ count: Int) -> TimeSpan { .minutes(count * 60) }
    package static func days(_ count: Int) -> TimeSpan { .hours(count * 24) }

    package static func < (left: TimeSpan, right: TimeSpan) -> Bool { left.milliseconds < right.milliseconds }
    package static func + (left: TimeSpan, right: TimeSpan) -> TimeSpan {
        TimeSpan(milliseconds: left.milliseconds + right.milliseconds)
    }
    package static func - (left: TimeSpan, right: TimeSpan) -> TimeSpan {
        TimeSpan(milliseconds: left.milliseconds - right.milliseconds)
    }
    package static func * (span: TimeSpan, factor: Int) -> TimeSpan {
        TimeSpan(milliseconds: span.milliseconds * Int64(factor))
    }
}

/// Where the time comes from. Everything that asks for the time asks this, so that tests and the demo move it.
package struct CityClock: Sendable {
    package var now: @Sendable () -> Timestamp

    package init(now: @escaping @Sendable () -> Timestamp) {
        self.now = now
    }

    package static let system: CityClock = CityClock { Timestamp(Date()) }
}

extension Timestamp: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text: String = try container.decode(String.self)
        guard let moment = Timestamp(iso8601: text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "not an ISO 8601 time with zone: \(text.prefix(40))"
            )
        }
        self = moment
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso8601)
    }
}

extension Timestamp: CustomStringConvertible {
    package var description: String { iso8601 }

    /// `2026-02-13T09:00:00.000Z`, always UTC, always with milliseconds.
    package var iso8601: String {
        let civil: CivilDate = CivilDate(dayNumber: Int(milliseconds.floorDivided(by: 86_400_000)))
        let remainder: Int64 = milliseconds % 86_400_000
        let ofDay: Int64 = remainder < 0 ? remainder + 86_400_000 : remainder
        let hour: Int64 = ofDay / 3_600_000
        let minute: Int64 = ofDay / 60_000 % 60
        let second: Int64 = ofDay / 1000 % 60
        return "\(civil)T\(twoDigits(hour)):\(twoDigits(minute)):\(twoDigits(second)).\(threeDigits(ofDay % 1000))Z"
    }

    /// Reads `2026-02-13T17:00[:00[.000]]` followed by `Z` or an offset such as `+08:00`.
    package init?(iso8601 text: String) {
        let bytes: [UInt8] = Array(text.utf8)
        guard bytes.count >= 17, bytes.count <= 40, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " ")
        else {
            return nil
        }
        guard let day = CivilDate(String(text.prefix(10))) else { return nil }
        var reader: DigitReader = DigitReader(bytes: bytes, at: 11)
        guard let hour = reader.number(2), reader.take(":"), let minute = reader.number(2) else { return nil }
        var second: Int64 = 0
        var fraction: Int64 = 0
        if reader.take(":") {
            guard let value = reader.number(2) else { return nil }
            second = value
            if reader.take(".") {
                guard let value = reader.fraction() else { return nil }
                fraction = value
            }
        }
        guard let offset = reader.offsetMinutes(), reader.atEnd else { return nil }
        guard hour < 24, minute < 60, second < 61 else { return nil }
        let seconds: Int64 = hour * 3600 + (minute - offset) * 60 + second
        milliseconds = Int64(day.dayNumber) * 86_400_000 + seconds * 1000 + fraction
    }
}

private func twoDigits(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
private func threeDigits(_ value: Int64) -> String {
    value < 10 ? "00\(value)" : value < 100 ? "0\(value)" : "\(value)"
}

extension Int64 {
    /// Division that rounds towards minus infinity, so that days before 1970 keep their length.
    package func floorDivided(by divisor: Int64) -> Int64 {
        let quotient: Int64 = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

private struct DigitReader {
    let bytes: [UInt8]
    var at: Int

    var atEnd: Bool { at == bytes.count }

    mutating func number(_ count: Int) -> Int64? {
        guard at + count <= bytes.count else { return nil }
        var value: Int64 = 0
        for byte in bytes[at..<at + count] {
            guard byte >= 48, byte <= 57 else { return nil }
            value = value * 10 + Int64(byte - 48)
        }
        at += count
        return value
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    mutating func fraction() -> Int64? {
        var value: Int64 = 0
        var digits: Int = 0
        while at < bytes.count, bytes[at] >= 48, bytes[at] <= 57 {
            if digits < 3 { value = value * 10 + Int64(bytes[at] - 48) }
            digits += 1
            at += 1
        }
        guard digits > 0 else { return nil }
        return digits == 1 ? value * 100 : digits == 2 ? value * 10 : value
    }

    mutating func offsetMinutes() -> Int64? {
        if take("Z") || take("z") { return 0 }
        let negative: Bool = at < bytes.count && bytes[at] == UInt8(ascii: "-")
        guard take("+") || take("-") else { return nil }
        guard let hours = number(2) else { return nil }
        _ = take(":")
        guard let minutes = number(2), hours <= 18, minutes < 60 else { return nil }
        return (negative ? -1 : 1) * (hours * 60 + minutes)
    }
}
