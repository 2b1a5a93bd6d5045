import CityCore
import Foundation

/// What the program says: answers to standard output, progress and errors to standard error.
enum Console {
    static func say(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    }

    static func note(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
    }

    static func json(_ value: some Encodable) throws {
        let encoder: JSONEncoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        say(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Tells an error in both languages, with its fields, and ends with the exit code of its kind.
    static func fail(_ error: CityError) -> Never {
        note("错误：\(error.wording.zh)")
        note("error: \(error.wording.en) [\(error.reason)]")
        for field in error.fields where error.fields.count > 1 || field.wording != error.wording {
            note("  \(field.field): \(field.wording.zh) · \(field.wording.en)")
        }
        if let detail = error.detail { note("  \(detail)") }
        if let cause = error.cause { note("  <- \(cause)") }
        exit(exitCode(error.code))
    }

    private static func exitCode(_ code: CityError.Code) -> Int32 {
        switch code {
        case .invalidArgument, .tooLarge, .unsupportedMedia, .preconditionRequired: 65
        case .unavailable, .exhausted: 69
        case .storageFull: 74
        default: 1
        }
    }
}
