import Testing

@testable import CityTabular

@Suite struct CSVScannerTests {
    private struct Scanned: Hashable {
        let line: Int
        let lastLine: Int
        let fields: CSVFields
        let fieldCount: Int
        let trouble: CSVRowError?
    }

    private static func scan(_ input: [UInt8], _ options: CSVReader.Options, piece: Int) -> [Scanned] {
        var scanner: CSVScanner = CSVScanner(
            delimiter: options.delimiter,
            fieldBytesMax: options.fieldBytesMax,
            rowBytesMax: options.rowBytesMax,
            fieldsKept: 8
        )
        var found: [Scanned] = []
        func take() {
            let scanned: Scanned = Scanned(
                line: scanner.recordLine,
                lastLine: scanner.recordLastLine,
                fields: scanner.fields,
                fieldCount: scanner.fieldCount,
                trouble: scanner.trouble
            )
            found.append(scanned)
            scanner.beginRecord()
        }
        scanner.beginRecord()
        for start in stride(from: 0, to: input.count, by: piece) {
            let chunk: [UInt8] = Array(input[start..<min(start + piece, input.count)])
            chunk.withUnsafeBytes { bytes in
                var at: Int = 0
                while at < bytes.count {
                    at = scanner.scan(bytes, from: at)
                    if scanner.isComplete { take() }
                }
            }
        }
        if scanner.finish() { take() }
        return found
    }

    /// Bytes in which all that matters to the scanner comes often.
    static func noise(_ count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
        let common: [UInt8] = Array("\"\"\"\",,,;\t\r\n\n ab中\0".utf8) + [0xFF, 0xC2]
        return (0..<count).map { _ in common.randomElement(using: &generator) ?? 0 }
    }

    @Test(arguments: Reading.all, [1, 2, 3, 5])
    func itDoesNotMatterWhereTheInputIsCut(reading: Reading, piece: Int) {
        let whole: [Scanned] = CSVScannerTests.scan(reading.input, reading.options, piece: max(1, reading.input.count))
        #expect(CSVScannerTests.scan(reading.input, reading.options, piece: piece) == whole)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func itDoesNotMatterWhereNoiseIsCut(seed: UInt64) {
        var generator: SeededGenerator = SeededGenerator(seed: seed)
        let input: [UInt8] = CSVScannerTests.noise(Int.random(in: 1...400, using: &generator), &generator)
        let options: CSVReader.Options = CSVReader.Options(fieldBytesMax: 10, rowBytesMax: 40)
        let whole: [Scanned] = CSVScannerTests.scan(input, options, piece: input.count)
        for piece in 1...9 {
            #expect(CSVScannerTests.scan(input, options, piece: piece) == whole)
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func noiseEndsAndBreaksNothing(seed: UInt64) throws {
        var generator: SeededGenerator = SeededGenerator(seed: seed)
        let noise: [UInt8] = CSVScannerTests.noise(Int.random(in: 1...5000, using: &generator), &generator)
        let input: [UInt8] = Array("a,b,c\n".utf8) + noise
        let encoding: TextEncoding = seed % 3 == 0 ? .gb18030 : .utf8
        let options: CSVReader.Options = CSVReader.Options(encoding: encoding, fieldBytesMax: 20, rowBytesMax: 60)
        let reader: CSVReader = try CSVReader(ByteSource(bytes: input), options: options)
        var line: Int = 1
        while let record = try reader.next() {
            let row: CSVRow
            switch record {
            case .row(let good):
                row = good
                #expect(row.count == 3)
                #expect(row.fields.allSatisfy { !$0.contains("\u{FFFD}") && !$0.contains("\0") })
            case .rejected(let reject):
                row = reject.row
                #expect(row.fields.reduce(0) { $0 + $1.utf8.count } <= 3 * 60)
            }
            #expect(row.line > line && row.lastLine >= row.line)
            line = row.lastLine
        }
        let lineEnds: Int = input.count { $0 == 0x0A || $0 == 0x0D }
        #expect(line <= lineEnds + 1)
        #expect(reader.rowCount + reader.rejectCount <= lineEnds + 1)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func anyBytesAreReadOrRefused(seed: UInt64) {
        var generator: SeededGenerator = SeededGenerator(seed: seed)
        let count: Int = Int.random(in: 0...3000, using: &generator)
        let input: [UInt8] = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        for encoding in TextEncoding.allCases {
            let answer: [String] = TableProbe.read(input, CSVReader.Options(encoding: encoding))
            #expect(!answer.isEmpty && answer.count <= count + 1)
        }
    }
}
