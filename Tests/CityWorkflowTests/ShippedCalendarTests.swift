import CityCore
import CityWorkflow
import Foundation
import Testing

/// A year of the public holiday list that lies beside the repository.
private struct PublicYear: Decodable {
    struct Day: Decodable {
        let date: CivilDate
        let isOffDay: Bool
    }

    let days: [Day]

    static let folder: URL = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "../shared/data/calendar").standardizedFileURL

    static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.appending(path: "2026.json").path) }

    /// What the list says of each day that it names.
    static func all(_ years: ClosedRange<Int>) throws -> [CivilDate: Bool] {
        var off: [CivilDate: Bool] = [:]
        for year in years {
            let json: Data = try Data(contentsOf: folder.appending(path: "\(year).json"))
            for day in try JSONDecoder().decode(PublicYear.self, from: json).days { off[day.date] = day.isOffDay }
        }
        return off
    }
}

@Suite struct ShippedCalendarTests {
    static let off2026: [(String, Int)] = [
        ("2026-01-01", 3), ("2026-02-15", 9), ("2026-04-04", 3), ("2026-05-01", 5), ("2026-06-19", 3),
        ("2026-09-25", 3), ("2026-10-01", 7),
    ]
    static let work2026: Set<String> = [
        "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
    ]

    @Test func theYear2026IsAsAnnounced() throws {
        let calendar: WorkCalendar = try .china()
        var off: Set<CivilDate> = []
        for (first, count) in ShippedCalendarTests.off2026 {
            let start: CivilDate = try day(first)
            for offset in 0..<count { off.insert(start.adding(days: offset)) }
        }
        let rows: [CalendarException] = calendar.exceptions.values.filter { $0.date.year == 2026 }
        #expect(Set(rows.filter { $0.kind == .off }.map(\.date)) == off)
        #expect(Set(rows.filter { $0.kind == .work }.map(\.date.description)) == ShippedCalendarTests.work2026)
    }

    @Test func theYearsFrom2018AreAnnouncedAndHolidaysHaveNames() throws {
        let calendar: WorkCalendar = try .china()
        let years: ClosedRange<Int> = try #require(calendar.announcedYears)
        #expect(years.contains(2018) && years.contains(2026))
        let festival: CalendarException = try #require(calendar.exceptions[try day("2026-02-17")])
        #expect(festival.name == Wording("春节", "Spring Festival"))
    }

    @Test(.enabled(if: PublicYear.isPresent, "the public holiday list is not beside the repository"))
    func everyDayFrom2018To2026AgreesWithThePublicList() throws {
        let calendar: WorkCalendar = try .china()
        let off: [CivilDate: Bool] = try PublicYear.all(2018...2026)
        let (first, last): (CivilDate, CivilDate) = (try day("2018-01-01"), try day("2026-12-31"))
        var different: [CivilDate] = []
        for number in first.dayNumber...last.dayNumber {
            let date: CivilDate = CivilDate(dayNumber: number)
            let works: Bool = off[date].map { !$0 } ?? (date.weekday <= 5)
            if calendar.isWorkDay(date) != works { different.append(date) }
        }
        #expect(different == [])
        #expect(off.count > 250)
    }
}
