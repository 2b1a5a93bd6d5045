package import CityCore
import CityGeo
import FoundationEssentials

/// A position as a message tells it, of the device that it names.
package struct MessageReading: Sendable, Hashable {
    package var ident: String
    package var position: Position
}

/// Reads a message through a mapping; pure.
package struct MessageReader: Sendable {
    package static let bytesMax: Int = 1 << 20
    package static let positionsMax: Int = 5_000

    private let fields: MessageFields

    package init(_ fields: MessageFields) {
        self.fields = fields
    }

    /// - Parameter now: for a message that tells no time.
    package func read(_ body: [UInt8], topic: String, at now: Timestamp) throws -> [MessageReading] {
        guard body.count <= Self.bytesMax, let root = try? JSONDecoder().decode(JSONValue.self, from: Data(body)) else {
            throw Self.trouble("json", Wording("不是 JSON，或超过 1 MB", "It is no JSON, or larger than 1 MB"))
        }
        guard let elements = elements(of: root), elements.count <= Self.positionsMax else {
            throw Self.trouble("list", Wording("列表路径处没有列表", "There is no list at the list's path"))
        }
        return try elements.map { element in
            MessageReading(ident: try ident(root, element, topic), position: try position(element, now))
        }
    }

    private func elements(of root: JSONValue) -> [JSONValue]? {
        guard let path = fields.list, !path.isEmpty else { return [root] }
        guard case .array(let elements)? = root.at(path) else { return nil }
        return elements
    }

    private func ident(_ root: JSONValue, _ element: JSONValue, _ topic: String) throws -> String {
        if fields.ident.hasPrefix("topic:") {
            let levels: [Substring] = topic.split(separator: "/", omittingEmptySubsequences: false)
            let level: Int = Int(fields.ident.dropFirst(6)) ?? 0
            if levels.indices.contains(level - 1), !levels[level - 1].isEmpty { return String(levels[level - 1]) }
        } else if let text = (root.at(fields.ident) ?? element.at(fields.ident))?.text, !text.isEmpty {
            return text
        }
        throw Self.trouble("ident", Wording("报文里没有设备号", "The message does not say which device it is of"))
    }

    private func position(_ element: JSONValue, _ now: Timestamp) throws -> Position {
        guard let lng = element.at(fields.lng)?.number, let lat = element.at(fields.lat)?.number,
            let given = try? Coordinate(lng: lng, lat: lat)
        else { throw Self.trouble("lng", Wording("没有经纬度，或越界", "There is no place, or it is on no globe")) }
        let place: Coordinate = Datum.convert(given, from: fields.datum ?? .wgs84, to: .wgs84)
        var position: Position = Position(at: try time(element, now), place)
        position.status = .located
        let factor: Double = (fields.speedUnit ?? .kph).toKPH
        position.speedE1 = UInt16(Self.bounded(value(fields.speed, element) * factor * 10, 0...65_535))
        position.direction = UInt16(Self.bounded(value(fields.direction, element), 0...360)) % 360
        position.altitudeM = Int16(Self.bounded(value(fields.altitude, element), -32_768...32_767))
        position.accuracyM = UInt16(Self.bounded(value(fields.accuracy, element), 0...65_535))
        return position
    }

    private func value(_ path: String?, _ element: JSONValue) -> Double {
        path.flatMap { element.at($0)?.number } ?? 0
    }

    private static func bounded(_ value: Double, _ range: ClosedRange<Double>) -> Double {
        value.isFinite ? min(range.upperBound, max(range.lowerBound, value.rounded())) : 0
    }

    private func time(_ element: JSONValue, _ now: Timestamp) throws -> Timestamp {
        guard let path = fields.time, !path.isEmpty else { return now }
        let found: JSONValue? = element.at(path)
        switch fields.timeFormat ?? .iso8601 {
        case .iso8601:
            if let time = found?.text.flatMap({ Timestamp(iso8601: $0) }) { return time }
        case .seconds, .milliseconds:
            let factor: Double = fields.timeFormat == .seconds ? 1_000 : 1
            if let number = found?.number, abs(number * factor) < 1e15 {
                return Timestamp(milliseconds: Int64(number * factor))
            }
        }
        throw Self.trouble("time", Wording("时间缺失，或与所选格式不符", "There is no time, or not in the form that was chosen"))
    }

    private static func trouble(_ field: String, _ wording: Wording) -> CityError {
        .invalid(field, "message.\(field)", wording)
    }
}

extension JSONValue {
    /// What stands at a path of names and numbers; `data.0.lng`.
    fileprivate func at(_ path: String) -> JSONValue? {
        var here: JSONValue = self
        for part in path.split(separator: ".") {
            switch here {
            case .object(let members):
                guard let next = members[String(part)] else { return nil }
                here = next
            case .array(let elements):
                guard let index = Int(part), elements.indices.contains(index) else { return nil }
                here = elements[index]
            default: return nil
            }
        }
        return here
    }

    /// A number, or a text that is one.
    fileprivate var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .string(let text): Double(text)
        default: nil
        }
    }
}
