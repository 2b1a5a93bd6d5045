import CityCore
import CityTabular
import Testing

@Suite struct RejectsFileTests {
    @Test func withoutRejectsThereIsNoFile() throws {
        let folder: TemporaryFolder = try TemporaryFolder()
        let rejects: RejectsFile = RejectsFile(path: folder.path("r.csv"), header: try CSVHeader(["a"]))
        try rejects.close()
        try rejects.close()
        #expect(try folder.names == [])
        #expect(rejects.count == 0)
    }

    @Test func eachRejectedRecordStandsThereWithItsLineItsReasonAndItsFields() throws {
        let folder: TemporaryFolder = try TemporaryFolder()
        let input: [UInt8] = Array("id,name\n1,=1+1\n2,\"x\"y\n3\n4,d\n5,e\n".utf8)
        let reader: CSVReader = try CSVReader(ByteSource(bytes: input))
        let rejects: RejectsFile = RejectsFile(path: folder.path("r.csv"), header: reader.header)
        while let record = try reader.next() {
            switch record {
            case .rejected(let reject): try rejects.add(reject)
            case .row(let row) where row[0] == "1": try rejects.add(row, RejectsFileTests.twoFields)
            case .row(let row) where row[0] == "4":
                try rejects.add(row, field: "name", reason: "case.name", wording: Wording("名", "name"))
            case .row(let row): try rejects.add(row, .notFound(Wording("案件", "case")))
            }
        }
        try rejects.close()
        let expected: [String] = [
            "line|field|reason|message_zh|message_en|id|name",
            "2 2|id name|id.bad|甲；乙|first; second|1|=1+1",
            "3 3|name|csv.text_after_quote|右引号之后还有文字，字段内的引号应写成两个|"
                + "There is text after a closing quote; write quotes inside a field twice|2|xy",
            "4 !csv.field_count",
            "5 5|name|case.name|名|name|4|d",
            "6 6||not_found|找不到案件|No such case|5|e",
        ]
        #expect(TableProbe.read(try folder.bytes("r.csv")) == expected)
        #expect(rejects.count == 5)
        let counts: [String: Int] = [
            "id.bad": 1, "csv.text_after_quote": 1, "csv.field_count": 1, "case.name": 1, "not_found": 1,
        ]
        #expect(rejects.countsByReason == counts)
        #expect(try folder.permissions("r.csv") == 0o600)
        let row: CSVRow = try RejectsFileTests.anyRow()
        #expect(TableProbe.reason { try rejects.add(row, RejectsFileTests.twoFields) } == "internal")
    }

    @Test func columnsOfTheRecordKeepTheirNames() throws {
        let folder: TemporaryFolder = try TemporaryFolder()
        let reader: CSVReader = try CSVReader(ByteSource(bytes: Array("line,reason,reject_line\n1,2\n".utf8)))
        let rejects: RejectsFile = RejectsFile(path: folder.path("r.csv"), header: reader.header)
        guard case .rejected(let reject) = try reader.next() else { throw Missing() }
        try rejects.add(reject)
        try rejects.close()
        let names: [String] = ["reject_reject_line", "field", "reject_reason", "message_zh", "message_en"]
        let first: String? = TableProbe.read(try folder.bytes("r.csv")).first
        #expect(first == (names + ["line", "reason", "reject_line"]).joined(separator: "|"))
    }

    @Test func manyRejectsAreWrittenAsTheyCome() throws {
        let folder: TemporaryFolder = try TemporaryFolder()
        let row: CSVRow = try RejectsFileTests.anyRow()
        let rejects: RejectsFile = RejectsFile(path: folder.path("r.csv"), header: row.header)
        for _ in 0..<5000 { try rejects.add(row, RejectsFileTests.twoFields) }
        #expect(try folder.bytes("r.csv").count > 100_000)
        try rejects.close()
        #expect(TableProbe.read(try folder.bytes("r.csv")).count == 5001)
    }

    private static let twoFields: CityError = .invalid([
        FieldError("id", "id.bad", Wording("甲", "first")), FieldError("name", "name.bad", Wording("乙", "second")),
    ])

    private static func anyRow() throws -> CSVRow {
        let reader: CSVReader = try CSVReader(ByteSource(bytes: Array("a\n1\n".utf8)))
        guard case .row(let row) = try reader.next() else { throw Missing() }
        return row
    }
}
