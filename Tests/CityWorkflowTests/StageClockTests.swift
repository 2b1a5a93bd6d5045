import CityCore
import CityWorkflow
import Foundation
import Testing

@Suite struct StageClockTests {
    let china: WorkCalendar

    init() throws {
        china = try .china()
    }

    private func started(_ limit: TimeLimit, _ text: String) throws -> StageClock {
        try .start("handling", limit: limit, at: at(text), calendar: china)
    }

    private func minutesUsed(_ clock: StageClock, _ text: String) throws -> Int64 {
        clock.usedMS(at: try at(text), calendar: china) / 60_000
    }

    @Test func aClockStartsWithItsDeadline() throws {
        let clock: StageClock = try started(.workHours(4), "2026-02-13 17:00")
        let expected: Timestamp = try at("2026-02-14 11:00")
        #expect(clock.deadline == expected)
        #expect(clock.isRunning && !clock.isPaused && !clock.isStopped)
        #expect(try minutesUsed(clock, "2026-02-14 09:00") == 120)
        #expect(clock.wording(at: try at("2026-02-14 09:15"), calendar: china).zh == "剩 1 工作时 45 分")
    }

    @Test func aPauseStopsTheCountingAndTheRestGoesOnFromTheResume() throws {
        let clock: StageClock = try started(.workHours(4), "2026-03-02 08:00")
        let paused: StageClock = try clock.pause(at: at("2026-03-02 09:00"), calendar: china)
        #expect(paused.deadline == nil)
        #expect(try minutesUsed(paused, "2026-06-01 09:00") == 60)
        #expect(!paused.isOverdue(at: try at("2026-06-01 09:00")))
        let resumed: StageClock = try paused.resume(at: at("2026-06-01 17:00"), calendar: china)
        let expected: Timestamp = try at("2026-06-02 10:00")
        #expect(resumed.deadline == expected)
        #expect(try minutesUsed(resumed, "2026-06-02 09:00") == 180)
    }

    @Test func eachExtensionAddsTheOriginalLimit() throws {
        let clock: StageClock = try started(.workHours(4), "2026-03-02 08:00")
        let once: StageClock = try clock.extend(calendar: china)
        let thrice: StageClock = try once.extend(by: 2, calendar: china)
        let (first, third): (Timestamp, Timestamp) = (try at("2026-03-02 18:00"), try at("2026-03-03 18:00"))
        #expect(once.deadline == first)
        #expect(thrice.deadline == third)
        #expect(thrice.extraLimits == 3)
        #expect(reason { try clock.extend(by: 0, calendar: china) } == "clock.extension")
        #expect(reason { try clock.extend(by: 101, calendar: china) } == "clock.extension")
    }

    @Test func anExtensionDuringAPauseCountsAfterTheResume() throws {
        let clock: StageClock = try started(.workHours(2), "2026-03-02 08:00")
        let resumed: StageClock = try clock.pause(at: at("2026-03-02 09:00"), calendar: china)
            .extend(calendar: china).resume(at: at("2026-03-04 08:00"), calendar: china)
        let expected: Timestamp = try at("2026-03-04 11:00")
        #expect(resumed.deadline == expected)
    }

    @Test func aDeadlineMissedBeforeAPauseStaysMissed() throws {
        let clock: StageClock = try started(.workHours(2), "2026-03-02 08:00")
        let missed: Timestamp = try at("2026-03-02 10:00")
        let paused: StageClock = try clock.pause(at: at("2026-03-02 11:00"), calendar: china)
        #expect(paused.deadline == missed)
        #expect(paused.isOverdue(at: missed))
        let resumed: StageClock = try paused.resume(at: at("2026-03-04 08:00"), calendar: china)
        #expect(resumed.deadline == missed)
        #expect(resumed.isOverdue(at: missed))
        #expect(resumed.wording(at: try at("2026-03-04 08:00"), calendar: china).en == "1 work h over")
        let extended: StageClock = try resumed.extend(calendar: china)
        let expected: Timestamp = try at("2026-03-04 09:00")
        #expect(extended.deadline == expected)
    }

    /// The limit ends with Monday; on Monday evening it is over although no work time has passed since.
    @Test func aLimitThatEndsWithTheDayIsOverInTheEvening() throws {
        let clock: StageClock = try started(.workDays(1), "2026-03-02 08:00")
        let evening: Timestamp = try at("2026-03-02 20:00")
        #expect(clock.isOverdue(at: evening))
        #expect(clock.lamp(at: evening, calendar: china) == .red)
        #expect(clock.wording(at: evening, calendar: china).zh == "超不足 1 分")
        let paused: StageClock = try clock.pause(at: evening, calendar: china)
        #expect(paused.lamp(at: evening, calendar: china) == .red)
        let resumed: StageClock = try paused.resume(at: at("2026-03-04 08:00"), calendar: china)
        #expect(resumed.lamp(at: evening, calendar: china) == .red)
    }

    @Test func aClockPausedAtItsDeadlineIsDueAtTheResume() throws {
        let clock: StageClock = try started(.workDays(1), "2026-03-02 08:00")
        let paused: StageClock = try clock.pause(at: at("2026-03-02 18:00"), calendar: china)
        let back: Timestamp = try at("2026-03-04 08:00")
        let resumed: StageClock = try paused.resume(at: back, calendar: china)
        #expect(resumed.deadline == back)
        #expect(!resumed.isOverdue(at: back))
        #expect(resumed.isOverdue(at: back + TimeSpan(milliseconds: 1)))
    }

    @Test func aStoppedClockKeepsWhatItSaid() throws {
        let clock: StageClock = try started(.workHours(4), "2026-03-02 08:00")
        let inTime: StageClock = try clock.stop(at: at("2026-03-02 12:00"), calendar: china)
        let late: StageClock = try clock.stop(at: at("2026-03-02 12:00:00.001"), calendar: china)
        let nextYear: Timestamp = try at("2027-03-02 12:00")
        #expect(!inTime.isOverdue(at: nextYear) && late.isOverdue(at: nextYear))
        #expect(inTime.lamp(at: nextYear, calendar: china) == .yellow)
        #expect(inTime.usedMS(at: nextYear, calendar: china) == 14_400_000)
        #expect(inTime.nextLampChange(after: try at("2026-03-02 08:00"), calendar: china) == nil)
    }

    @Test func aClockStoppedWhilePausedEndsWithThePause() throws {
        let clock: StageClock = try started(.workHours(4), "2026-03-02 08:00")
        let stopped: StageClock = try clock.pause(at: at("2026-03-02 09:00"), calendar: china)
            .stop(at: at("2026-05-02 09:00"), calendar: china)
        #expect(try minutesUsed(stopped, "2026-06-01 09:00") == 60)
        #expect(!stopped.isOverdue(at: try at("2026-06-01 09:00")))
        #expect(stopped.isStopped && !stopped.isPaused)
    }

    @Test func changesInTheWrongOrderAreRefused() throws {
        let now: Timestamp = try at("2026-03-02 09:00")
        let clock: StageClock = try started(.workHours(4), "2026-03-02 08:00")
        let paused: StageClock = try clock.pause(at: now, calendar: china)
        let stopped: StageClock = try clock.stop(at: now, calendar: china)
        #expect(reason { try clock.resume(at: now, calendar: china) } == "clock.not_paused")
        #expect(reason { try paused.pause(at: now, calendar: china) } == "clock.paused")
        #expect(reason { try stopped.pause(at: now, calendar: china) } == "clock.stopped")
        #expect(reason { try stopped.resume(at: now, calendar: china) } == "clock.stopped")
        #expect(reason { try stopped.stop(at: now, calendar: china) } == "clock.stopped")
        #expect(reason { try stopped.extend(calendar: china) } == "clock.stopped")
    }

    @Test func aClockThatIsSetBackIsNeverNegative() throws {
        let clock: StageClock = try started(.minutes(15), "2026-03-02 08:00")
        let before: Timestamp = try at("2026-03-02 07:00")
        #expect(clock.usedMS(at: before, calendar: china) == 0)
        #expect(clock.leftMS(at: before, calendar: china) == 900_000)
        #expect(clock.lamp(at: before, calendar: china) == .green)
        let paused: StageClock = try clock.pause(at: before, calendar: china)
        #expect(paused.pausedAt == clock.startedAt && paused.usedBeforePauseMS == 0)
        let resumed: StageClock = try paused.resume(at: before, calendar: china)
        #expect(resumed.runningSince == clock.startedAt && resumed.deadline == clock.deadline)
        let stopped: StageClock = try resumed.stop(at: before, calendar: china)
        #expect(stopped.stoppedAt == clock.startedAt)
    }

    @Test(arguments: [Int64.min, Int64.max], [TimeLimit.minutes(15), .workDays(5)])
    func nonsenseTimesDoNotStopTheProgram(milliseconds: Int64, limit: TimeLimit) throws {
        let nonsense: Timestamp = Timestamp(milliseconds: milliseconds)
        let clock: StageClock = try started(limit, "2026-03-02 08:00")
        #expect(clock.usedMS(at: nonsense, calendar: china) >= 0)
        _ = clock.nextLampChange(after: nonsense, calendar: china)
        _ = try clock.pause(at: nonsense, calendar: china).resume(at: nonsense, calendar: china).extend(calendar: china)
        let odd: StageClock = try .start("handling", limit: limit, at: nonsense, calendar: china)
        _ = odd.lamp(at: clock.startedAt, calendar: china)
        _ = odd.nextLampChange(after: clock.startedAt, calendar: china)
    }

    @Test func theLampChangesWhenItSaysItWill() throws {
        let clock: StageClock = try started(.workHours(10), "2026-03-02 08:00")
        let yellow: Timestamp? = clock.nextLampChange(after: clock.startedAt, calendar: china)
        let red: Timestamp? = clock.nextLampChange(after: try at("2026-03-03 09:00"), calendar: china)
        // 8 of 10 hours are used when Monday ends; the first use beyond them is on Tuesday morning.
        let (tuesday, due): (Timestamp, Timestamp) = (
            try at("2026-03-03 08:00:00.001"), try at("2026-03-03 10:00:00.001")
        )
        #expect(yellow == tuesday)
        #expect(red == due)
        #expect(clock.nextLampChange(after: try at("2026-03-03 10:00:00.001"), calendar: china) == nil)
        let paused: StageClock = try clock.pause(at: at("2026-03-02 09:00"), calendar: china)
        #expect(paused.nextLampChange(after: clock.startedAt, calendar: china) == nil)
    }

    @Test func anEmptyLimitTurnsRedAtOnce() throws {
        let clock: StageClock = try started(.workHours(0), "2026-03-07 03:00")
        #expect(clock.deadline == clock.startedAt)
        #expect(clock.lamp(at: clock.startedAt, calendar: china) == .green)
        let next: Timestamp? = clock.nextLampChange(after: clock.startedAt, calendar: china)
        #expect(next == clock.startedAt + TimeSpan(milliseconds: 1))
        #expect(clock.lamp(at: clock.startedAt + TimeSpan(milliseconds: 1), calendar: china) == .red)
    }

    @Test func newHolidaysMoveTheDeadlineOfARunningClock() throws {
        let clock: StageClock = try started(.workHours(4), "2026-03-02 17:00")
        let city: WorkCalendar = try china.overlaid(with: [CalendarException(try day("2026-03-03"), .off)])
        let moved: StageClock = try clock.recalculated(calendar: city)
        let expected: Timestamp = try at("2026-03-04 11:00")
        #expect(moved.deadline == expected)
        let stopped: StageClock = try clock.stop(at: at("2026-03-02 18:00"), calendar: china)
        #expect(try stopped.recalculated(calendar: city) == stopped)
    }

    @Test func aClockSurvivesJSON() throws {
        let clock: StageClock = try started(.workHours(4), "2026-03-02 08:00")
            .pause(at: at("2026-03-02 09:00:00.123"), calendar: china)
        #expect(try JSONDecoder().decode(StageClock.self, from: JSONEncoder().encode(clock)) == clock)
    }
}
