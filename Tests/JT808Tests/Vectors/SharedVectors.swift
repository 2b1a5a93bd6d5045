import Foundation
import NIOCore

@testable import JT808

/// Frames that other projects test with, and what they say is in them. Read when they are there; never committed.
enum SharedVectors {
    static let files: [String] = ["yezhihao.jsonl", "cutelittledevil.jsonl"]

    static var isPresent: Bool { files.allSatisfy { FileManager.default.fileExists(atPath: path($0)) } }

    /// `../shared/data` from the project's root.
    private static func path(_ name: String) -> String {
        let here: [Substring] = #filePath.split(separator: "/")
        return "/" + here.dropLast(5).joined(separator: "/") + "/shared/data/jt808/" + name
    }

    static func load() throws -> [SharedVector] {
        try files.flatMap { name in
            try String(contentsOfFile: path(name), encoding: .utf8).split(separator: "\n").map { line in
                try SharedVector(String(line))
            }
        }
    }
}

/// One recorded frame.
struct SharedVector {
    struct Claim {
        let by: String
        /// The go project's name for what the fields describe.
        let type: String?
        let fields: [String: Told]
        let reencodesToSame: Bool
    }

    let id: String
    let bytes: [UInt8]
    let claims: [Claim]
    let derived: [String: Told]

    init(_ line: String) throws {
        let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
        id = row["id"] as? String ?? ""
        bytes = Hex.bytes(row["hex"] as? String ?? "")
        derived = Told.object(row["derived"])
        claims = (row["expected"] as? [[String: Any]] ?? []).map { claim in
            Claim(
                by: claim["by"] as? String ?? "",
                type: claim["type"] as? String,
                fields: Told.object(claim["decoded"] ?? claim["fields"] ?? claim["annotated"]),
                reencodesToSame: claim["reencodes_to_same"] as? Bool ?? false
            )
        }
    }

    var isSound: Bool { derived["frame_ok"] == .text("true") }
    var buffer: ByteBuffer { ByteBuffer(bytes: bytes) }
}

/// A value as different projects write it, brought to one form: every scalar is a text.
indirect enum Told: Hashable {
    case text(String)
    case list([Told])
    case object([String: Told])

    static func object(_ json: Any?) -> [String: Told] {
        (json as? [String: Any] ?? [:]).mapValues(Told.init(json:))
    }

    init(json: Any) {
        switch json {
        case let object as [String: Any]: self = .object(object.mapValues(Told.init(json:)))
        case let list as [Any]: self = .list(list.map(Told.init(json:)))
        case let number as NSNumber where String(cString: number.objCType) == "c":
            self = .text(number.boolValue ? "true" : "false")
        default: self = .text(Told.plain("\(json)"))
        }
    }

    init(_ value: some CustomStringConvertible) {
        self = .text(value.description)
    }

    init(_ time: BCDTime) {
        self = .text(Told.plain("20\(time)"))
    }

    /// Times become twelve digits.
    private static func plain(_ text: String) -> String {
        let isTime: Bool = text.wholeMatch(of: /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/) != nil
        return isTime ? String(text.filter(\.isNumber).dropFirst(2)) : text
    }
}
