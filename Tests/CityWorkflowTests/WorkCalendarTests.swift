import CityCore
import CityWorkflow
import Testing

@Suite struct WorkCalendarTests {
    let china: WorkCalendar

    init() throws {
        china = try .china()
    }

    struct Due: Sendable, CustomTestStringConvertible {
        let why: String
        let start: String
        let workMinutes: Int
        let end: String

        var testDescription: String { why }
    }

    static let dues: [Due] = [
        Due(
            why: "into a Saturday worked in exchange",
            start: "2026-02-13 17:00",
            workMinutes: 240,
            end: "2026-02-14 11:00"
        ),
        Due(why: "across Spring Festival", start: "2026-02-14 17:00", workMinutes: 240, end: "2026-02-24 11:00"),
        Due(why: "from inside lunch", start: "2026-03-02 12:30", workMinutes: 120, end: "2026-03-02 16:00"),
        Due(why: "from before opening", start: "2026-03-02 06:00", workMinutes: 60, end: "2026-03-02 09:00"),
        Due(why: "ends with the morning", start: "2026-03-02 08:00", workMinutes: 240, end: "2026-03-02 12:00"),
        Due(why: "ends with the day", start: "2026-03-02 08:00", workMinutes: 480, end: "2026-03-02 18:00"),
        Due(why: "ends with the week", start: "2026-03-06 14:00", workMinutes: 240, end: "2026-03-06 18:00"),
        Due(why: "from the end of the morning", start: "2026-03-02 12:00", workMinutes: 60, end: "2026-03-02 15:00"),
        Due(why: "from the end of the day", start: "2026-03-02 18:00", workMinutes: 60, end: "2026-03-03 09:00"),
        Due(why: "from the night", start: "2026-03-02 23:59:59.999", workMinutes: 60, end: "2026-03-03 09:00"),
        Due(why: "from a holiday", start: "2026-02-17 10:00", workMinutes: 60, end: "2026-02-24 09:00"),
        Due(why: "from a weekend", start: "2026-03-07 10:00", workMinutes: 480, end: "2026-03-09 18:00"),
        Due(why: "five days", start: "2026-03-02 10:00", workMinutes: 2400, end: "2026-03-09 10:00"),
        Due(why: "across new year", start: "2025-12-31 17:00", workMinutes: 240, end: "2026-01-04 11:00"),
        Due(
            why: "the last millisecond",
            start: "2026-03-02 11:59:59.999",
            workMinutes: 60,
            end: "2026-03-02 14:59:59.999"
        ),
        Due(why: "a year not yet announced", start: "2031-10-01 10:00", workMinutes: 240, end: "2031-10-01 16:00"),
        Due(why: "before 1970", start: "1969-07-18 17:30", workMinutes: 60, end: "1969-07-21 08:30"),
        Due(why: "no work at all", start: "2026-02-17 23:00", workMinutes: 0, end: "2026-02-17 23:00"),
    ]

    @Test(arguments: dues) func workTimeIsAddedInsideTheWindowsOnly(due: Due) throws {
        let start: Timestamp = try at(due.start)
        let work: Int64 = Int64(due.workMinutes) * 60_000
        let end: Timestamp = try china.add(workMS: work, to: start)
        let expected: Timestamp = try at(due.end)
        #expect(end == expected)
        #expect(china.workMS(from: start, to: end) == work)
    }

    static let moments: [(String, Bool)] = [
        ("2026-03-02 07:59:59.999", false), ("2026-03-02 08:00", true), ("2026-03-02 11:59:59.999", true),
        ("2026-03-02 12:00", false), ("2026-03-02 13:59", false), ("2026-03-02 14:00", true),
        ("2026-03-02 18:00", false), ("2026-03-07 10:00", false), ("2026-02-14 10:00", true),
        ("2026-02-17 10:00", false), ("2026-02-28 10:00", true), ("2026-10-08 10:00", true),
    ]

    @Test(arguments: moments) func aMomentIsWorkTimeFromAWindowsStartToBeforeItsEnd(text: String, works: Bool) throws {
        let moment: Timestamp = try at(text)
        #expect(china.isWorkTime(moment) == works)
    }

    @Test func workTimeBetweenMomentsInTheWrongOrderIsNone() throws {
        let (early, late): (Timestamp, Timestamp) = (try at("2026-03-02 09:00"), try at("2026-03-02 10:00"))
        #expect(china.workMS(from: late, to: early) == 0)
        #expect(china.workMS(from: early, to: early) == 0)
        #expect(china.workMS(from: early, to: late) == 3_600_000)
    }

    @Test func aWholeYearHasItsOfficialNumberOfWorkDays() throws {
        let (start, end): (Timestamp, Timestamp) = (try at("2026-01-01 00:00"), try at("2027-01-01 00:00"))
        #expect(china.workMS(from: start, to: end) == 248 * 8 * 3_600_000)
    }

    @Test func localDaysBeginAtLocalMidnight() throws {
        let date: CivilDate = try day("2026-03-02")
        let midnight: Timestamp = try at("2026-03-02 00:00")
        #expect(china.startOfDay(date) == midnight)
        #expect(china.date(of: midnight) == date)
        #expect(china.date(of: midnight - TimeSpan(milliseconds: 1)) == date.adding(days: -1))
    }

    @Test func aDeadlineBeyondTwentyYearsIsRefused() throws {
        let start: Timestamp = try at("2026-03-02 08:00")
        #expect(reason { try china.add(workMS: 4900 * china.dayWorkMS, to: start) } == nil)
        #expect(reason { try china.add(workMS: 5300 * china.dayWorkMS, to: start) } == "calendar.horizon")
        #expect(reason { try china.add(workMS: .max, to: start) } == "calendar.horizon")
    }

    @Test(arguments: [Int64.min, -62_135_596_800_001, 0, 253_402_300_800_000, Int64.max])
    func nonsenseMomentsDoNotStopTheProgram(milliseconds: Int64) throws {
        let moment: Timestamp = Timestamp(milliseconds: milliseconds)
        let now: Timestamp = try at("2026-03-02 08:00")
        #expect(china.workMS(from: moment, to: now) >= 0)
        #expect(china.workMS(from: now, to: moment) >= 0)
        _ = china.isWorkTime(moment)
        _ = try china.add(workMS: 3_600_000, to: moment)
    }

    @Test func aCitysOwnDayOverridesTheCountrys() throws {
        let date: CivilDate = try day("2026-03-03")
        let holiday: CivilDate = try day("2026-02-17")
        let city: WorkCalendar = try china.overlaid(with: [
            CalendarException(date, .off, name: Wording("庙会", "Temple fair")), CalendarException(holiday, .work),
        ])
        #expect(china.isWorkDay(date) && !city.isWorkDay(date))
        #expect(!china.isWorkDay(holiday) && city.isWorkDay(holiday))
        let due: Timestamp = try city.add(workMS: 3_600_000, to: at("2026-03-02 18:00"))
        let expected: Timestamp = try at("2026-03-04 09:00")
        #expect(due == expected)
    }
}
