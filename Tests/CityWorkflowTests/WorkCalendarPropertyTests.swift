import CityCore
import CityWorkflow
import Testing

/// Counts work time minute by minute, from the settings and rows alone.
private func naiveWorkMS(_ calendar: WorkCalendar, from start: Timestamp, to end: Timestamp) -> Int64 {
    let shift: Int64 = Int64(calendar.hours.offsetMinutes) * 60_000
    let (first, last): (Int64, Int64) = (start.milliseconds + shift, end.milliseconds + shift)
    var sum: Int64 = 0
    var knownDay: Int64 = .min
    var works: Bool = false
    var minute: Int64 = first.floorDivided(by: 60_000)
    while minute * 60_000 < last {
        let day: Int64 = minute.floorDivided(by: 1440)
        if day != knownDay {
            knownDay = day
            let date: CivilDate = CivilDate(dayNumber: Int(day))
            let kind: CalendarException.Kind? = calendar.exceptions[date]?.kind
            works = kind.map { $0 == .work } ?? calendar.hours.weekdays.contains(date.weekday)
        }
        let ofDay: Int = Int(minute - day * 1440)
        if works, calendar.hours.windows.contains(where: { $0.startMinute <= ofDay && ofDay < $0.endMinute }) {
            sum += min(last, (minute + 1) * 60_000) - max(first, minute * 60_000)
        }
        minute += 1
    }
    return sum
}

@Suite struct WorkCalendarPropertyTests {
    @Test(arguments: UInt64(1)...24) func countingAgreesWithAMinuteByMinuteCounter(seed: UInt64) throws {
        var dice: Dice = Dice(state: seed)
        let calendar: WorkCalendar = seed % 3 == 0 ? try .china() : try dice.calendar()
        for _ in 0..<4 {
            let start: Timestamp = dice.moment()
            let end: Timestamp = start + TimeSpan(milliseconds: .random(in: 0...2_592_000_000, using: &dice))
            #expect(calendar.workMS(from: start, to: end) == naiveWorkMS(calendar, from: start, to: end))
        }
    }

    @Test(arguments: UInt64(1)...60) func addingIsTheInverseOfCounting(seed: UInt64) throws {
        var dice: Dice = Dice(state: seed)
        let calendar: WorkCalendar = seed % 3 == 0 ? try .china() : try dice.calendar()
        for _ in 0..<50 {
            let start: Timestamp = dice.moment()
            let amount: Int64 = .random(in: 1...(calendar.dayWorkMS * 60), using: &dice)
            let end: Timestamp = try calendar.add(workMS: amount, to: start)
            #expect(calendar.workMS(from: start, to: end) == amount)
            // It is the first such moment: one millisecond earlier some work was still missing.
            #expect(calendar.workMS(from: start, to: end - TimeSpan(milliseconds: 1)) == amount - 1)
        }
    }

    @Test(arguments: UInt64(1)...30) func addingWholeDaysIsTheSameAsAddingThemOneByOne(seed: UInt64) throws {
        var dice: Dice = Dice(state: seed)
        let calendar: WorkCalendar = try dice.calendar()
        let start: Timestamp = dice.moment()
        var step: Timestamp = start
        for _ in 0..<40 { step = try calendar.add(workMS: calendar.dayWorkMS, to: step) }
        let leap: Timestamp = try calendar.add(workMS: calendar.dayWorkMS * 40, to: start)
        #expect(step == leap)
    }

    @Test func aCalendarThatNeverRestsIsTheClockOnTheWall() throws {
        let hours: WorkHours = WorkHours(
            offsetMinutes: -210,
            windows: [WorkWindow(startMinute: 0, endMinute: 600), WorkWindow(startMinute: 600, endMinute: 1440)],
            weekdays: Array(1...7)
        )
        let calendar: WorkCalendar = try WorkCalendar(hours: hours)
        var dice: Dice = Dice(state: 7)
        for _ in 0..<200 {
            let start: Timestamp = dice.moment()
            let span: TimeSpan = TimeSpan(milliseconds: .random(in: 0...900_000_000, using: &dice))
            let end: Timestamp = try calendar.add(workMS: span.milliseconds, to: start)
            #expect(end == start + span)
            #expect(calendar.workMS(from: start, to: end) == span.milliseconds)
        }
    }
}
