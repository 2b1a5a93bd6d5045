import CityCore
import CityGeo
import CityRegistry
import CitySQL
import CityTestSupport
import Testing

@testable import CaseManagement

@Suite(.everyEngine) struct CaseBulkWriterTests {
    private func bulk(_ number: Int, on day: CivilDate, area: String = "420303001") throws -> BulkCase {
        let at: Timestamp = Timestamp(milliseconds: Int64(day.dayNumber) * 86_400_000 + Int64(number))
        var bulk: BulkCase = BulkCase(
            id: CaseID("case-\(number)"),
            state: .refused,
            source: .wechat,
            place: CasePlace(
                coordinate: try Coordinate(lng: 110.78, lat: 32.65),
                address: "车城路 \(number)号",
                area: area
            ),
            description: "第\(number)次",
            registrar: AccountID("someone"),
            reporter: Reporter(name: "王", phone: "13800000000", wantsReply: true, account: nil),
            on: day,
            at: at
        )
        bulk.photos = [
            PhotoReference(media: "m\(number)", kind: .near), PhotoReference(media: "n\(number)", kind: .far),
        ]
        bulk.append(HistoryEntry("report", at: at, from: nil, to: .reported, by: .system))
        bulk.append(HistoryEntry("refuse", at: at, from: .reported, to: .refused, by: .system, opinion: "重复"))
        return bulk
    }

    @Test func manyCasesAreWrittenWithAllThatIsTheirs() async throws {
        let world: CaseImportWorld = try await CaseImportWorld()
        let first: CivilDate = try #require(CivilDate(year: 2026, month: 2, day: 13))
        let cases: [BulkCase] = try (0..<47).map { try bulk($0, on: first.adding(days: $0 % 2)) }
        let written: [CaseRecord] = try await world.database.write { db in try CaseBulkWriter.write(cases, in: db) }
        #expect(written.map(\.id) == cases.map(\.record.id))
        #expect(
            written.prefix(3).map(\.number) == ["4203032026021300001", "4203032026021400001", "4203032026021300002"]
        )
        let verification: CaseVerification = try await world.verification()
        #expect(verification.troubles == [])
        #expect((verification.cases, verification.entries) == (47, 94))
        let photos: [String] = try await world.database.readRows(
            "SELECT media FROM case_photo WHERE case_id = 'case-7' ORDER BY position"
        ) { try $0.get("media") }
        #expect(photos == ["m7", "n7"])
        let found: [String] = try await world.database.read { db in
            var filter: CaseFilter = CaseFilter()
            filter.text = "46"
            return try CaseListStore.page(filter, visibleIn: [[]], PageRequest(limit: 10), in: db).items.map(\.number)
        }
        #expect(found == [written[46].number])
    }

    @Test func numbersGoOnWhereTheLastOnesEnded() async throws {
        let world: CaseImportWorld = try await CaseImportWorld()
        let day: CivilDate = try #require(CivilDate(year: 2026, month: 2, day: 13))
        let numbers: [[String]] = try await world.database.write { db in
            try [0..<3, 3..<5].map { range in
                try CaseBulkWriter.write(try range.map { try bulk($0, on: day) }, in: db).map(\.number)
            }
        }
        #expect(
            numbers.flatMap(\.self) == (1...5).map { "420303202602130000\($0)" }
        )
    }

    @Test func numbersAreWrittenAsOneByOne() async throws {
        let world: CaseImportWorld = try await CaseImportWorld()
        let day: CivilDate = try #require(CivilDate(year: 2026, month: 2, day: 13))
        for county in ["420303", "4203", "4203A1"] {
            let (single, range): (String, Range<Int>) = try await world.database.write { db in
                (
                    try CaseStore.nextNumber(county: county, day: day, in: db),
                    try CaseStore.takeNumbers(3, county: county, day: day, in: db)
                )
            }
            #expect(single == CaseStore.number(county: county, day: day, serial: 1))
            #expect(range == 2..<5)
        }
    }

    @Test func theIndexHoldsTheSameWordsAsOfACaseReportedAlone() async throws {
        let world: CaseImportWorld = try await CaseImportWorld()
        let day: CivilDate = try #require(CivilDate(year: 2026, month: 2, day: 13))
        var cases: [BulkCase] = try (0..<3).map { try bulk($0, on: day) }
        cases[1].record.description = "4203032026021300002 Main St. 路灯 路灯 ﬁre 井"
        cases[2].gatherWords()
        let written: [CaseRecord] = try await world.database.write { [cases] db in
            try CaseBulkWriter.write(cases, in: db)
        }
        for record in written {
            let text: String = CaseSearchStore.text(number: record.number, words: CaseSearchStore.words(record))
            #expect(text == CaseSearchStore.text(record))
        }
    }
}
