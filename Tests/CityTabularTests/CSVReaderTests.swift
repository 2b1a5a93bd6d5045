import CityCore
import CityTabular
import Foundation
import Testing

@Suite struct CSVReaderTests {
    @Test(arguments: Reading.all)
    func eachRecordIsReadOrRejectedByItself(reading: Reading) {
        #expect(TableProbe.read(reading.input, reading.options) == reading.expected)
    }

    @Test(arguments: Reading.shapes + Reading.quotes)
    func packingChangesNothing(reading: Reading) {
        #expect(TableProbe.read(GzipFixture.stored(reading.input), reading.options) == reading.expected)
    }

    @Test func aRowGivesItsFieldsByIndexByNameAndAsBytes() throws {
        let input: [UInt8] = Array("id,名称,note\n7,路灯,\n,,\n".utf8)
        let reader: CSVReader = try CSVReader(ByteSource(bytes: input))
        guard case .row(let row) = try reader.next() else { throw Missing() }
        #expect([row[0], row[1], row[2], row[3], row[-1]] == ["7", "路灯", "", "", ""])
        #expect([row["名称"], row["note"], row["other"]] == ["路灯", "", nil])
        #expect(row.withBytes(of: 1) { Array($0) } == Array("路灯".utf8))
        #expect([row.isEmpty(1), row.isEmpty(2), row.isBlank] == [false, true, false])
        guard case .row(let blank) = try reader.next() else { throw Missing() }
        #expect(blank.isBlank)
        // A row that is kept stays as it was when the reader goes on.
        #expect(row.fields == ["7", "路灯", ""])
        #expect(try reader.next() == nil)
        #expect(try reader.next() == nil)
        #expect((reader.rowCount, reader.rejectCount) == (2, 0))
    }

    @Test func aRejectedRecordTellsWhereAndWhatAndWhatItHeld() throws {
        let input: [UInt8] = Array("id,name\n1,\"x\"y\n1,2,3\n".utf8)
        let reader: CSVReader = try CSVReader(ByteSource(bytes: input))
        guard case .rejected(let first) = try reader.next(), case .rejected(let second) = try reader.next() else {
            throw Missing()
        }
        #expect(first.error == .textAfterQuote(column: 1))
        #expect(first.field == "name")
        #expect(first.row.fields == ["1", "xy"])
        #expect(second.error == .fieldCount(expected: 2, found: 3))
        #expect(second.error.wording.en == "There are 3 fields instead of 2; check the delimiters and quotes")
        #expect(second.field == nil)
        #expect(second.row.fields == ["1", "2", "3"])
        #expect((reader.rowCount, reader.rejectCount) == (0, 2))
    }

    @Test func ofARecordWithFarTooManyFieldsTheFirstAreKeptAndAllAreCounted() throws {
        let input: [UInt8] = Array("a,b\n1,2,3,4,5\n".utf8)
        let reader: CSVReader = try CSVReader(ByteSource(bytes: input), options: CSVReader.Options(columnsMax: 3))
        guard case .rejected(let reject) = try reader.next() else { throw Missing() }
        #expect(reject.error == .fieldCount(expected: 2, found: 5))
        #expect(reject.row.fields == ["1", "2", "3"])
    }

    @Test func allMissingColumnsAreNamedAtOnce() throws {
        let reader: CSVReader = try CSVReader(ByteSource(bytes: Array("id,name\n".utf8)))
        #expect(try reader.header.indexes(of: ["name", "id"]) == [1, 0])
        let error: CityError? = #expect(throws: CityError.self) {
            try reader.header.indexes(of: ["grid", "id", "street"])
        }
        #expect(error?.fields.map(\.field) == ["grid", "street"])
        #expect(error?.fields.first?.reason == "csv.column_missing")
    }

    @Test func damageInTheMiddleOfTheInputIsThrownAfterTheRowsBeforeIt() throws {
        let text: String = "a,b\n" + String(repeating: "12345678,2\n", count: 20_000)
        let whole: [UInt8] = GzipFixture.stored(Array(text.utf8))
        let reader: CSVReader = try CSVReader(ByteSource(bytes: Array(whole[..<150_000])))
        #expect(TableProbe.reason { _ = try TableProbe.records(of: reader) } == "file.gzip_truncated")
        #expect(reader.rowCount > 10_000)
        #expect(TableProbe.reason { _ = try reader.next() } == "file.gzip_truncated")
    }

    @Test(.enabled(if: SharedCases.isPresent, "the real inputs are not beside the project"))
    func aRealCitysCasesAreReadWhole() throws {
        let reader: CSVReader = try CSVReader(try ByteSource(path: SharedCases.path))
        let columns: [Int] = try reader.header.indexes(of: ["CASE_ENQUIRY_ID", "CLOSED_DT", "TYPE"])
        var found: SharedCases = SharedCases()
        var types: Set<String> = []
        while let record = try reader.next() {
            guard case .row(let row) = record else { continue }
            for column in 0..<row.count { found.fieldBytes += row.withBytes(of: column) { $0.count } }
            found.unclosed += row.isEmpty(columns[1]) ? 1 : 0
            types.insert(row[columns[2]])
            found.last = row[columns[0]]
            found.lastLine = row.line
        }
        found.typeCount = types.count
        #expect((reader.header.names.count, reader.rowCount, reader.rejectCount) == (33, 26_788, 0))
        #expect(found == .counted)
    }
}

/// City of Boston, 311 service requests of the first quarter of 2015 (PDDL); the numbers were counted by another reader.
private struct SharedCases: Equatable {
    static let path: String = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "../shared/data/cases/boston_311_2015_q1.csv.gz")
        .standardizedFileURL.path
    static var isPresent: Bool { FileManager.default.fileExists(atPath: path) }

    static let counted: SharedCases = SharedCases(
        fieldBytes: 11_342_278,
        unclosed: 4873,
        typeCount: 148,
        last: "101001346351",
        lastLine: 26_789
    )

    var fieldBytes: Int = 0
    var unclosed: Int = 0
    var typeCount: Int = 0
    var last: String = ""
    var lastLine: Int = 0
}

struct Missing: Error {}
