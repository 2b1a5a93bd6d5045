import CityCore
import CityWorkflow
import Foundation
import Testing

@Suite struct TimeLimitTests {
    let china: WorkCalendar

    init() throws {
        china = try .china()
    }

    static let texts: [(String, Int, LimitUnit)] = [
        ("2紧急工作时", 2, .urgentHour), ("1紧急工作日", 1, .urgentDay), ("4工作时", 4, .workHour), ("4小时", 4, .workHour),
        ("5工作日", 5, .workDay), ("5天", 5, .workDay), ("3自然日", 3, .naturalDay), ("15分钟", 15, .minute),
        ("１０工作日", 10, .workDay), (" 2 个 工作日 ", 2, .workDay), ("２\u{3000}紧急工作时", 2, .urgentHour),
        ("0天", 0, .workDay), ("007天", 7, .workDay), ("9999分钟", 9999, .minute),
    ]

    @Test(arguments: texts) func aChineseLimitIsRead(text: String, amount: Int, unit: LimitUnit) throws {
        let limit: TimeLimit = try TimeLimit(chinese: text)
        #expect(limit == (try TimeLimit(amount, unit)))
        #expect(try TimeLimit(chinese: limit.text.zh) == limit)
    }

    @Test(arguments: [
        ("", "limit.text"), ("天", "limit.text"), ("5", "limit.text"), ("五天", "limit.text"), ("5周", "limit.text"),
        ("-5天", "limit.text"), ("5天天", "limit.text"), ("5天6小时", "limit.text"), ("2.5天", "limit.text"),
        ("5 days", "limit.text"), ("99999999999999999999天", "limit.text"), ("10000天", "limit.amount"),
        ("5天。", "limit.text"), ("立即", "limit.text"),
    ])
    func aTextThatIsNoLimitIsRefused(text: String, why: String) {
        #expect(reason { try TimeLimit(chinese: text) } == why)
    }

    @Test func aRefusalNamesTheFieldOfTheTable() throws {
        let error: CityError = try #require(throws: CityError.self) {
            try TimeLimit(chinese: "快点", field: "rows.7.limit")
        }
        #expect(error.fields.map(\.field) == ["rows.7.limit"])
    }

    @Test func theStoredNamesOfTheUnitsStay() {
        #expect(
            LimitUnit.allCases.map(\.rawValue) == [
                "urgent_hour", "work_hour", "work_day", "urgent_day", "natural_day", "minute",
            ]
        )
    }

    @Test func limitsAreWrittenInBothLanguages() {
        let limits: [TimeLimit] = [.workHours(4), .workDays(1), .urgentHours(2), .minutes(1), .naturalDays(3)]
        #expect(
            limits.map(\.text) == [
                Wording("4工作时", "4 work hours"), Wording("1工作日", "1 work day"), Wording("2紧急工作时", "2 urgent hours"),
                Wording("1分钟", "1 minute"), Wording("3自然日", "3 calendar days"),
            ]
        )
    }

    @Test func limitsSurviveJSONAndBadOnesDoNot() throws {
        let json: String = #"{"amount":2,"unit":"urgent_hour"}"#
        let limit: TimeLimit = try JSONDecoder().decode(TimeLimit.self, from: Data(json.utf8))
        #expect(limit == .urgentHours(2))
        #expect(try JSONDecoder().decode(TimeLimit.self, from: JSONEncoder().encode(limit)) == limit)
        let negative: String = #"{"amount":-2,"unit":"minute"}"#
        #expect(throws: (any Error).self) { try JSONDecoder().decode(TimeLimit.self, from: Data(negative.utf8)) }
    }

    static let deadlines: [(TimeLimit, String, String)] = [
        (.workHours(4), "2026-02-13 17:00", "2026-02-14 11:00"),
        (.workHours(4), "2026-02-14 17:00", "2026-02-24 11:00"),
        (.workDays(1), "2026-02-14 17:00", "2026-02-24 17:00"),
        (.workDays(5), "2026-03-02 10:00", "2026-03-09 10:00"),
        (.workDays(0), "2026-02-17 10:00", "2026-02-17 10:00"),
        (.urgentHours(2), "2026-02-17 23:00", "2026-02-18 01:00"),
        (.urgentDays(2), "2026-02-13 17:00", "2026-02-15 17:00"),
        (.naturalDays(15), "2026-02-13 17:00", "2026-02-28 17:00"),
        (.minutes(15), "2025-12-31 23:50", "2026-01-01 00:05"),
        (.minutes(0), "2026-02-17 10:00", "2026-02-17 10:00"),
    ]

    @Test(arguments: deadlines) func aLimitEndsAtItsDeadline(limit: TimeLimit, start: String, end: String) throws {
        let (from, expected): (Timestamp, Timestamp) = (try at(start), try at(end))
        let deadline: Timestamp = try limit.deadline(from: from, calendar: china)
        #expect(deadline == expected)
        #expect(limit.leftMS(from: from, at: deadline, calendar: china) == 0)
        #expect(limit.usedMS(from: from, at: deadline, calendar: china) == limit.totalMS(in: china))
        #expect(limit.usedMS(from: from, at: from - .hours(30), calendar: china) == 0)
    }

    @Test func aWorkDayIsAsLongAsTheCalendarsWindows() throws {
        let hours: WorkHours = WorkHours(windows: try WorkWindow.list("08:30-12:00, 14:30-17:30"))
        let short: WorkCalendar = try WorkCalendar(hours: hours)
        #expect(TimeLimit.workDays(2).totalMS(in: short) == 13 * 3_600_000)
        #expect(TimeLimit.workHours(2).totalMS(in: short) == 2 * 3_600_000)
    }

    @Test func aLimitCanBeTakenSeveralTimes() {
        #expect(TimeLimit.workHours(4).times(3) == .workHours(12))
        #expect(TimeLimit.workHours(4).times(-1) == .workHours(0))
        var limit: TimeLimit = .workDays(255)
        for _ in 0..<20 { limit = limit.times(.max) }
        #expect(limit.totalMS(in: china) > 0)
    }

    @Test func aLimitBeyondTheCalendarIsRefused() throws {
        let limit: TimeLimit = try TimeLimit(9999, .workDay)
        #expect(reason { try limit.deadline(from: at("2026-03-02 08:00"), calendar: china) } == "calendar.horizon")
        #expect(reason { try TimeLimit(-1, .minute) } == "limit.amount")
    }

    static let rests: [(TimeLimit, Int64, Bool, Wording)] = [
        (.workHours(4), 135, false, Wording("剩 2 工作时 15 分", "2 work h 15 min left")),
        (.workHours(4), 120, false, Wording("剩 2 工作时", "2 work h left")),
        (.workDays(1), -660, true, Wording("超 1 工作日 3 时", "1 work day 3 h over")),
        (.workDays(5), 1020, false, Wording("剩 2 工作日 1 时", "2 work days 1 h left")),
        (.workDays(5), 960, false, Wording("剩 2 工作日", "2 work days left")),
        (.urgentHours(2), 75, false, Wording("剩 1 小时 15 分", "1 h 15 min left")),
        (.naturalDays(3), 1500, false, Wording("剩 1 天 1 时", "1 d 1 h left")),
        (.minutes(15), -7, true, Wording("超 7 分", "7 min over")),
        (.minutes(15), 0, false, Wording("剩不足 1 分", "less than 1 min left")),
        (.workHours(2), 0, true, Wording("超不足 1 分", "less than 1 min over")),
    ]

    @Test(arguments: rests) func whatIsLeftIsSaidInWords(limit: TimeLimit, minutes: Int64, over: Bool, words: Wording) {
        #expect(limit.wording(leftMS: minutes * 60_000, isOverdue: over, calendar: china) == words)
    }

    static let lamps: [(String, Lamp)] = [
        ("2026-03-01 08:00", .green), ("2026-03-02 08:00", .green), ("2026-03-02 16:24", .green),
        ("2026-03-02 16:24:00.001", .yellow), ("2026-03-02 18:00", .yellow), ("2026-03-02 18:00:00.001", .red),
        ("2026-03-03 08:00", .red), ("2026-03-03 08:00:00.001", .red),
    ]

    @Test(arguments: lamps) func theLampFollowsTheUse(text: String, lamp: Lamp) throws {
        let start: Timestamp = try at("2026-03-02 08:00")
        let moment: Timestamp = try at(text)
        let shown: Lamp = try TimeLimit.workDays(1).lamp(from: start, at: moment, calendar: china)
        #expect(shown == lamp)
    }

    @Test func aLampRuleMustBeInOrder() throws {
        #expect(reason { try LampRule(yellowPercent: 100, redPercent: 80) } == "lamp.order")
        #expect(reason { try LampRule(yellowPercent: 0, redPercent: 80) } == "lamp.order")
        let strict: LampRule = try LampRule(yellowPercent: 50, redPercent: 90)
        #expect(
            [50, 51, 90, 91].map { strict.lamp(usedMS: $0, totalMS: 100, isOverdue: false) }
                == [.green, .yellow, .yellow, .red]
        )
    }
}
