import CityCore
import FoundationEssentials
package import Logging

/// One JSON object a line, for whatever gathers a city's logs.
package struct JSONLogHandler: LogHandler {
    private struct Line: Encodable {
        var time: String
        var level: String
        var label: String
        var message: String
        var error: String?
        var metadata: [String: String]
    }

    package var logLevel: Logger.Level = .info
    package var metadata: Logger.Metadata = [:]
    private let label: String
    private let write: @Sendable (String) -> Void

    package init(label: String, write: @escaping @Sendable (String) -> Void) {
        self.label = label
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let all: Logger.Metadata = metadata.merging(event.metadata ?? [:]) { $1 }
        let line: Line = Line(
            time: CityClock.system.now().iso8601,
            level: event.level.rawValue,
            label: label,
            message: event.message.description,
            error: event.error.map { "\($0)" },
            metadata: all.mapValues(\.description)
        )
        let encoder: JSONEncoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(line) else { return }
        write(String(decoding: bytes, as: UTF8.self) + "\n")
    }
}
