import CityCore
import CityPostgres
import Foundation

/// PostgreSQL's own programs for copies: they know every version's catalogue, and a city's administrators know them.
struct PostgresProgram {
    let name: String
    let arguments: [String]
    /// The connection; the programs read it from their environment.
    let database: String

    /// Runs to the end. The program's own words are in the error when it fails.
    func run(line: (String) -> Void = { _ in }) throws {
        let process: Process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            try PostgresSettings(database).environment()
        ) { $1 }
        let output: Pipe = Pipe()
        process.standardError = output
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        var said: [String] = []
        var rest: Data = Data()
        while case let piece = output.fileHandleForReading.availableData, !piece.isEmpty {
            rest += piece
            while let end = rest.firstIndex(of: 0x0A) {
                let text: String = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
                rest = Data(rest[(end + 1)...])
                line(text)
                said = said.suffix(19) + [text]
            }
        }
        process.waitUntilExit()
        if process.terminationStatus != 0 { throw BackupTrouble.program(name, said.joined(separator: "\n")) }
    }
}
