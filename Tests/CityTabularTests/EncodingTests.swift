import CityCore
import Testing

@testable import CityTabular

@Suite struct EncodingTests {
    private static let gb18030: CSVReader.Options = CSVReader.Options(encoding: .gb18030)
    /// 名称 and 路灯 in GB 18030.
    private static let name: [UInt8] = [0xC3, 0xFB, 0xB3, 0xC6]
    private static let lamp: [UInt8] = [0xC2, 0xB7, 0xB5, 0xC6]

    private static func table(_ rows: [[UInt8]]) -> [UInt8] {
        Array("a,b\n".utf8) + rows.flatMap { Array("1,".utf8) + $0 + [0x0A] }
    }

    static let readings: [Reading] = [
        Reading(
            "GB 18030 as such",
            name + Array(",b\r\n".utf8) + lamp + Array(",\"".utf8) + [0x95, 0x32, 0x82, 0x36] + Array("\"\r\n".utf8),
            with: gb18030,
            ["名称|b", "2 路灯|𠀀"]
        ),
        Reading("GB 18030 as UTF-8, header", name + Array(",b\n1,2\n".utf8), ["!csv.not_utf8"]),
        Reading("GB 18030 as UTF-8, three lines", table([lamp, lamp, lamp]), ["!csv.not_utf8"]),
        Reading("one line of GB 18030", table([lamp, [0x41]]), ["a|b", "2 !csv.wrong_encoding", "3 1|A"]),
        Reading(
            "three lines of GB 18030 and one of UTF-8",
            table([lamp, lamp, lamp, Array("灯".utf8)]),
            ["a|b", "2 !csv.wrong_encoding", "3 !csv.wrong_encoding", "4 !csv.wrong_encoding", "5 1|灯"]
        ),
        Reading(
            "a bad byte in GB 18030",
            table([lamp, [0xFF], [0xC2], lamp]),
            with: gb18030,
            ["a|b", "2 1|路灯", "3 !csv.wrong_encoding", "4 !csv.wrong_encoding", "5 1|路灯"]
        ),
        Reading(
            "GB 18030 cut in a character",
            table([lamp]) + Array("1,".utf8) + [0x95, 0x32],
            with: gb18030,
            ["a|b", "2 1|路灯", "3 !csv.wrong_encoding"]
        ),
        Reading("ASCII as GB 18030", table([[0x41]]), with: gb18030, ["a|b", "2 1|A"]),
        Reading(
            "UTF-8 as GB 18030",
            table([Array("灯".utf8), Array("路".utf8), Array("桥".utf8)]),
            with: gb18030,
            ["!csv.not_gb18030"]
        ),
        Reading("the byte order mark decides", "\u{FEFF}名称,b\n1,灯\n", with: gb18030, ["名称|b", "2 1|灯"]),
    ]

    @Test(arguments: readings)
    func textIsReadInItsEncodingOrRefused(reading: Reading) {
        #expect(TableProbe.read(reading.input, reading.options) == reading.expected)
    }

    @Test(arguments: 0..<4)
    func aLongFileIsJudgedByItsFirstWholeLines(shift: Int) {
        let long: [UInt8] = Array(repeatElement(EncodingTests.lamp, count: 1000).joined())
        let first: [UInt8] = [UInt8](repeating: 0x41, count: shift) + EncodingTests.lamp
        let input: [UInt8] = EncodingTests.table([first] + [[UInt8]](repeating: long, count: 40))
        #expect(TableProbe.read(input) == ["!csv.not_utf8"])
    }

    @Test func aRowOfTheOtherEncodingSaysSo() throws {
        let reader: CSVReader = try CSVReader(ByteSource(bytes: EncodingTests.table([EncodingTests.lamp])))
        guard case .rejected(let reject) = try reader.next() else { throw Missing() }
        #expect(reject.error == .wrongEncoding(column: 1, expected: .utf8, looksLikeGB18030: true))
        #expect(reject.error.wording.zh.contains("GB18030"))
    }

    @Test(arguments: 0..<6)
    func aCharacterOverTheEdgeOfAChunkIsWhole(shift: Int) throws {
        let head: [UInt8] = Array("a,b\n".utf8)
        let filler: Int = ByteSource.chunkBytes - head.count - 8 + shift
        let characters: [UInt8] = EncodingTests.lamp + [0x95, 0x32, 0x82, 0x36] + EncodingTests.lamp
        let row: [UInt8] = [UInt8](repeating: 0x41, count: filler) + [0x2C] + characters + [0x0A]
        let reader: CSVReader = try CSVReader(ByteSource(bytes: head + row), options: EncodingTests.gb18030)
        guard case .row(let read) = try reader.next() else { throw Missing() }
        #expect(read[1] == "路灯𠀀路灯")
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func theCheckOfUTF8AgreesWithTheStandardLibrary(seed: UInt64) {
        let edges: [UInt8] = [
            0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
            0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        ]
        var generator: SeededGenerator = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            let count: Int = Int.random(in: 0...12, using: &generator)
            let bytes: [UInt8] = (0..<count).map { _ in edges.randomElement(using: &generator) ?? 0 }
            let answer: Bool = bytes.withUnsafeBytes { UTF8Check.isValid($0) }
            #expect(answer == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
            let isASCII: Bool = bytes.withUnsafeBytes { UTF8Check.isASCII($0) }
            #expect(isASCII == bytes.allSatisfy { $0 < 0x80 }, "\(bytes)")
        }
    }
}
