import CityCore
import Foundation

/// One parser of the city for libFuzzer, by the name in `STREETWISE_FUZZ`. Run by `scripts/fuzz.sh`.
///
/// The first byte of an input chooses among the ways to read the rest.
private let parsers: [String: @Sendable (_ bytes: [UInt8], _ choice: UInt8) -> Void] = [
    "csv": fuzzCSV,
    "formula": fuzzFormula,
    "geojson": fuzzGeoJSON,
    "gzip": fuzzGzip,
    "json": fuzzJSON,
    "jt808": fuzzJT808,
    "photo": fuzzPhoto,
    "positions": fuzzPositions,
    "texts": fuzzTexts,
]

private let chosen: @Sendable ([UInt8], UInt8) -> Void = {
    guard let parser = parsers[ProcessInfo.processInfo.environment["STREETWISE_FUZZ"] ?? ""] else {
        fatalError("STREETWISE_FUZZ must be one of \(parsers.keys.sorted())")
    }
    return parser
}()

/// Whatever an input is, a client must be told what is wrong with it; nil when the parser refused it in that way.
func refusing<Value>(_ parse: () throws -> Value) -> Value? {
    do {
        return try parse()
    } catch let error as CityError {
        precondition(error.code != .internal, "an input is no fault of ours: \(error)")
        precondition(!error.wording.zh.isEmpty && !error.wording.en.isEmpty, "a refusal without words: \(error)")
        return nil
    } catch {
        preconditionFailure("an error that nobody explained: \(error)")
    }
}

/// The package manager wants a program's entry under this name, and so libFuzzer's own is not linked.
@_cdecl("CityFuzz_main")
package func runFuzzer(
    _ count: CInt,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
    var count: CInt = count
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = arguments
    return fuzzerDriver(&count, &arguments) { bytes, count in
        guard count > 1 else { return 0 }
        chosen(Array(UnsafeBufferPointer(start: bytes + 1, count: count - 1)), bytes[0])
        return 0
    }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func fuzzerDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ one: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt
