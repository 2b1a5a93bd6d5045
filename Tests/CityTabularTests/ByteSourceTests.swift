import CityTabular
import Foundation
import Testing

@Suite struct ByteSourceTests {
    private static let text: [UInt8] = Array("名称,地址\r\n路灯,人民路\r\n".utf8)

    struct Packing: CustomTestStringConvertible {
        let testDescription: String
        let input: [UInt8]
        let expected: [UInt8]
    }

    static let packings: [Packing] = [
        Packing(testDescription: "nothing", input: [], expected: []),
        Packing(testDescription: "one byte", input: [0x1F], expected: [0x1F]),
        Packing(testDescription: "plain", input: text, expected: text),
        Packing(testDescription: "gzip", input: GzipFixture.stored(text), expected: text),
        Packing(testDescription: "gzip of nothing", input: GzipFixture.stored([]), expected: []),
        Packing(
            testDescription: "two members",
            input: GzipFixture.stored(text) + GzipFixture.stored(text),
            expected: text + text
        ),
        Packing(testDescription: "padding", input: GzipFixture.stored(text) + [0, 0, 0], expected: text),
        Packing(
            testDescription: "a long run",
            input: GzipFixture.repeated(runs: 1000),
            expected: [UInt8](repeating: UInt8(ascii: "a"), count: 258_001)
        ),
        Packing(
            testDescription: "more than a chunk",
            input: GzipFixture.stored([UInt8](repeating: 7, count: 200_000)),
            expected: [UInt8](repeating: 7, count: 200_000)
        ),
    ]

    @Test(arguments: packings, [1, 7, 100_000])
    func dataComesOutAsItWentIn(packing: Packing, chunk: Int) throws {
        if chunk == 1, packing.expected.count > 10_000 { return }
        let source: ByteSource = ByteSource(bytes: packing.input)
        #expect(try TableProbe.allBytes(of: source, chunk: chunk) == packing.expected)
        #expect(source.byteCount == packing.expected.count)
    }

    @Test func aGzipFileCutOffAnywhereIsRefused() {
        let whole: [UInt8] = GzipFixture.stored(ByteSourceTests.text)
        for count in 2..<whole.count {
            let source: ByteSource = ByteSource(bytes: Array(whole[..<count]))
            #expect(TableProbe.reason { _ = try TableProbe.allBytes(of: source) } == "file.gzip_truncated")
        }
    }

    @Test(arguments: [5, -6, -2])
    func aDamagedGzipFileIsRefused(place: Int) {
        var bytes: [UInt8] = GzipFixture.stored(ByteSourceTests.text)
        let index: Int = place < 0 ? bytes.count + place : 10 + place
        bytes[index] ^= 0x55
        let source: ByteSource = ByteSource(bytes: bytes)
        #expect(TableProbe.reason { _ = try TableProbe.allBytes(of: source) } == "file.gzip_damaged")
    }

    @Test func somethingElseAfterGzipDataIsRefused() {
        let source: ByteSource = ByteSource(bytes: GzipFixture.stored(ByteSourceTests.text) + Array("more".utf8))
        #expect(TableProbe.reason { _ = try TableProbe.allBytes(of: source) } == "file.gzip_damaged")
    }

    @Test func aZipBombIsStoppedEarlyAndTheErrorStays() {
        let bomb: [UInt8] = GzipFixture.repeated(runs: 20_000)
        let limits: ByteSource.Limits = ByteSource.Limits(expansionMax: 100, expansionFreeBytes: 1 << 20)
        let source: ByteSource = ByteSource(bytes: bomb, limits: limits)
        #expect(TableProbe.reason { _ = try TableProbe.allBytes(of: source) } == "file.gzip_bomb")
        #expect(source.byteCount < 2 << 20)
        #expect(TableProbe.reason { _ = try TableProbe.allBytes(of: source) } == "file.gzip_bomb")
    }

    @Test func whatPacksWellButStaysSmallIsLetThrough() throws {
        let limits: ByteSource.Limits = ByteSource.Limits(expansionMax: 100, expansionFreeBytes: 6 << 20)
        let source: ByteSource = ByteSource(bytes: GzipFixture.repeated(runs: 20_000), limits: limits)
        #expect(try TableProbe.allBytes(of: source, chunk: 65_536).count == 5_160_001)
    }

    @Test(arguments: [false, true])
    func moreBytesThanAllowedAreRefused(packed: Bool) throws {
        let bytes: [UInt8] = [UInt8](repeating: 65, count: 5000)
        let input: [UInt8] = packed ? GzipFixture.stored(bytes) : bytes
        let enough: ByteSource = ByteSource(bytes: input, limits: ByteSource.Limits(bytesMax: 5000))
        #expect(try TableProbe.allBytes(of: enough).count == 5000)
        let tooFew: ByteSource = ByteSource(bytes: input, limits: ByteSource.Limits(bytesMax: 4999))
        #expect(TableProbe.reason { _ = try TableProbe.allBytes(of: tooFew) } == "file.too_large")
    }

    @Test func aFileIsReadAndWhatIsNoneIsNamed() throws {
        let folder: TemporaryFolder = try TemporaryFolder()
        try Data(GzipFixture.stored(ByteSourceTests.text)).write(to: folder.url.appending(path: "a.csv.gz"))
        let source: ByteSource = try ByteSource(path: folder.path("a.csv.gz"))
        #expect(try TableProbe.allBytes(of: source) == ByteSourceTests.text)
        #expect(TableProbe.reason { _ = try ByteSource(path: folder.path("b.csv")) } == "file.missing")
        let directory: ByteSource = try ByteSource(path: folder.url.path)
        #expect(TableProbe.reason { _ = try TableProbe.allBytes(of: directory) } == "file.not_a_file")
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func noDamageToAGzipFileDoesMoreThanAnError(seed: UInt64) {
        var generator: SeededGenerator = SeededGenerator(seed: seed)
        var bytes: [UInt8] = seed % 2 == 0 ? GzipFixture.repeated(runs: 50) : GzipFixture.stored(ByteSourceTests.text)
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            bytes[Int.random(in: 2..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        let limits: ByteSource.Limits = ByteSource.Limits(bytesMax: 1 << 20)
        let reason: String? = TableProbe.reason {
            _ = try TableProbe.allBytes(of: ByteSource(bytes: bytes, limits: limits))
        }
        let allowed: [String?] = [nil, "file.gzip_damaged", "file.gzip_truncated", "file.too_large"]
        #expect(allowed.contains(reason))
    }
}
