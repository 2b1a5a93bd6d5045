import CityCore
import CityWorkflow
import Foundation
import Testing

@Suite struct CalendarInputTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        let why: String
        let hours: WorkHours
        let reason: String

        var testDescription: String { why }

        init(_ why: String, _ windows: [(Int, Int)], weekdays: [Int] = [1], offset: Int = 480, _ reason: String) {
            self.why = why
            self.reason = reason
            hours = WorkHours(
                offsetMinutes: offset,
                windows: windows.map { WorkWindow(startMinute: $0.0, endMinute: $0.1) },
                weekdays: weekdays
            )
        }
    }

    static let refusals: [Refusal] = [
        Refusal("no windows", [], "calendar.no_windows"),
        Refusal("a window that ends before it starts", [(600, 480)], "calendar.window_order"),
        Refusal("an empty window", [(600, 600)], "calendar.window_order"),
        Refusal("windows out of order", [(840, 1080), (480, 720)], "calendar.window_order"),
        Refusal("overlapping windows", [(480, 720), (719, 800)], "calendar.window_order"),
        Refusal("a window past midnight", [(1200, 1441)], "calendar.window_order"),
        Refusal("a window before midnight", [(-1, 60)], "calendar.window_order"),
        Refusal("no work days", [(480, 720)], weekdays: [], "calendar.weekdays"),
        Refusal("an eighth day of the week", [(480, 720)], weekdays: [1, 8], "calendar.weekdays"),
        Refusal("a zone off the earth", [(480, 720)], offset: 1441, "calendar.offset"),
        Refusal("two mistakes at once", [], weekdays: [], "input.invalid"),
    ]

    @Test(arguments: refusals) func hoursThatCannotMakeACalendarAreRefused(refusal: Refusal) {
        #expect(reason { try WorkCalendar(hours: refusal.hours) } == refusal.reason)
    }

    @Test func windowsThatTouchAreAccepted() throws {
        let hours: WorkHours = WorkHours(windows: try WorkWindow.list("00:00-12:00，12:00 - 24:00"))
        let calendar: WorkCalendar = try WorkCalendar(hours: hours)
        #expect(calendar.dayWorkMS == 86_400_000)
    }

    @Test func windowsAreReadAndWrittenAsText() throws {
        let windows: [WorkWindow] = try WorkWindow.list("08:00-12:00, 14:00-18:00")
        #expect(windows == WorkHours.standard.windows)
        #expect(windows.map(\.description) == ["08:00-12:00", "14:00-18:00"])
    }

    @Test(arguments: ["8:00-12:00", "08:00", "08:00-12:60", "08:00-12:00-13:00", "08.00-12.00", "+8:00-12:00", "a"])
    func windowsWrittenOtherwiseAreRefused(text: String) {
        #expect(reason { try WorkWindow.list(text) } == "calendar.windows")
    }

    @Test func aDayCannotBeOffAndWorkedAtOnce() throws {
        let date: CivilDate = try day("2026-03-02")
        let rows: [CalendarException] = [CalendarException(date, .off), CalendarException(date, .work)]
        #expect(reason { try WorkCalendar(hours: .standard, exceptions: rows) } == "calendar.contradiction")
    }

    @Test func settingsAndRowsSurviveJSON() throws {
        let hours: WorkHours = .standard
        let hoursBack: WorkHours = try JSONDecoder().decode(WorkHours.self, from: JSONEncoder().encode(hours))
        #expect(hoursBack == hours)
        let row: CalendarException = CalendarException(try day("2026-03-02"), .off, name: Wording("庙会", "Fair"))
        let rowBack: CalendarException = try JSONDecoder()
            .decode(CalendarException.self, from: JSONEncoder().encode(row))
        #expect(rowBack == row)
    }

    @Test(arguments: [
        ("{}", "calendar.file"),
        (file(from: "2026-02-20", to: "2026-02-19"), "calendar.span"),
        (file(from: "2026-02-20", to: "2027-02-20"), "calendar.span"),
        (file(from: "2026-02-30", to: "2026-03-01"), "calendar.file"),
    ])
    func aBadFileIsRefused(json: String, why: String) {
        #expect(reason { try CalendarFile(json: Data(json.utf8)).exceptions } == why)
    }

    private static func file(from: String, to: String) -> String {
        """
        {"region": "CN", "source": {"zh": "", "en": ""}, "years": [{"year": 2026, "work": [], "off": [
        {"name": {"zh": "春节", "en": "Spring Festival"}, "from": "\(from)", "to": "\(to)"}]}]}
        """
    }
}
