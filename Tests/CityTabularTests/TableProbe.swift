import CityCore
import CityTabular
import Foundation

/// What a reader makes of an input, one line of text for each record, so that whole answers can be compared:
/// `2 a|b` for a row, `3-4 a|b` for one over two lines, `5 !csv.field_count` for a rejected one.
enum TableProbe {
    static func read(_ input: [UInt8], _ options: CSVReader.Options = CSVReader.Options()) -> [String] {
        do {
            let reader: CSVReader = try CSVReader(ByteSource(bytes: input), options: options)
            return [reader.header.names.joined(separator: "|")] + (try records(of: reader))
        } catch {
            return ["!\(reason(error))"]
        }
    }

    static func records(of reader: CSVReader) throws -> [String] {
        var found: [String] = []
        while let record = try reader.next() {
            switch record {
            case .row(let row): found.append("\(lines(row)) \(row.fields.joined(separator: "|"))")
            case .rejected(let reject): found.append("\(lines(reject.row)) !\(reject.error.reason)")
            }
        }
        return found
    }

    static func reason(_ error: any Error) -> String { (error as? CityError)?.reason ?? "\(error)" }

    /// The reason of what the body throws; nil when it does not.
    static func reason(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return reason(error)
        }
    }

    static func allBytes(of source: ByteSource, chunk: Int = 1000) throws -> [UInt8] {
        var all: [UInt8] = []
        var buffer: [UInt8] = [UInt8](repeating: 0, count: chunk)
        while true {
            let count: Int = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
            if count == 0 { return all }
            all += buffer[..<count]
        }
    }

    private static func lines(_ row: CSVRow) -> String {
        row.line == row.lastLine ? "\(row.line)" : "\(row.line)-\(row.lastLine)"
    }
}

/// A folder of one test, gone with it.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "tabular-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    func path(_ name: String) -> String { url.appending(path: name).path }

    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() } }

    /// The bits of the access mode.
    func permissions(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int
    }

    func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: url.appending(path: name))) }
}

/// Numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed: UInt64 = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
