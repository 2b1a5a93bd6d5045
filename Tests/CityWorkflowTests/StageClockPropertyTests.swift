import CityCore
import CityWorkflow
import Testing

/// What a clock should say, kept as the list of its runs.
private struct Runs {
    let limit: TimeLimit
    var closed: [(from: Timestamp, to: Timestamp)] = []
    var extra: Int = 0

    func used(_ open: Timestamp?, _ moment: Timestamp, _ calendar: WorkCalendar) -> Int64 {
        let last: [(from: Timestamp, to: Timestamp)] = open.map { [($0, max($0, moment))] } ?? []
        return (closed + last).reduce(0) { sum, run in
            let span: Int64 = run.to.milliseconds - run.from.milliseconds
            return sum + (limit.unit.isContinuous ? span : calendar.workMS(from: run.from, to: run.to))
        }
    }
}

@Suite struct StageClockPropertyTests {
    @Test(arguments: UInt64(1)...80) func anyCourseOfAClockAddsUp(seed: UInt64) throws {
        var dice: Dice = Dice(state: seed)
        let calendar: WorkCalendar = seed % 2 == 0 ? try .china() : try dice.calendar()
        let unit: LimitUnit = try #require(LimitUnit.allCases.randomElement(using: &dice))
        let limit: TimeLimit = try TimeLimit(.random(in: 0...12, using: &dice), unit)
        var now: Timestamp = dice.moment()
        var clock: StageClock = try .start("any", limit: limit, at: now, calendar: calendar)
        var runs: Runs = Runs(limit: limit)
        for _ in 0..<40 {
            now = now + step(limit, calendar, &dice)
            switch (Int.random(in: 0...4, using: &dice), clock.isPaused) {
            case (0, false):
                runs.closed.append((clock.runningSince, max(now, clock.runningSince)))
                clock = try clock.pause(at: now, calendar: calendar)
            case (0...2, true):
                clock = try clock.resume(at: now, calendar: calendar)
            case (4, _):
                runs.extra += 1
                clock = try clock.extend(calendar: calendar)
            default: break
            }
            check(clock, runs, at: now, calendar)
        }
        let stopped: StageClock = try clock.stop(at: now, calendar: calendar)
        #expect(stopped.usedMS(at: now, calendar: calendar) == clock.usedMS(at: now, calendar: calendar))
        #expect(stopped.isOverdue(at: now) == clock.isOverdue(at: now))
        #expect(stopped.lamp(at: now, calendar: calendar) == clock.lamp(at: now, calendar: calendar))
    }

    /// Mostly forward, now and then a clock that is set back; of the size of a limit.
    private func step(_ limit: TimeLimit, _ calendar: WorkCalendar, _ dice: inout Dice) -> TimeSpan {
        let size: Int64 = max(60_000, limit.totalMS(in: calendar))
        return TimeSpan(milliseconds: .random(in: (-size / 8)...size, using: &dice))
    }

    private func check(_ clock: StageClock, _ runs: Runs, at now: Timestamp, _ calendar: WorkCalendar) {
        let total: Int64 = runs.limit.totalMS(in: calendar) * Int64(1 + runs.extra)
        let used: Int64 = clock.usedMS(at: now, calendar: calendar)
        #expect(used == runs.used(clock.isPaused ? nil : clock.runningSince, now, calendar))
        #expect(used + clock.leftMS(at: now, calendar: calendar) == total)
        if used > total { #expect(clock.isOverdue(at: now)) }
        if used < total { #expect(!clock.isOverdue(at: now)) }
        guard clock.isRunning else { return }
        checkDeadline(clock, total, calendar)
        checkLamp(clock, from: now, calendar)
    }

    private func checkDeadline(_ clock: StageClock, _ total: Int64, _ calendar: WorkCalendar) {
        guard let deadline = clock.deadline else {
            Issue.record("a running clock has no deadline")
            return
        }
        #expect((try? clock.deadline(calendar: calendar)) == deadline)
        let usedAtDeadline: Int64 = clock.usedMS(at: deadline, calendar: calendar)
        if clock.usedBeforePauseMS < total {
            #expect(usedAtDeadline == total)
            #expect(!clock.isOverdue(at: deadline))
        } else {
            #expect(usedAtDeadline >= total)
        }
        #expect(clock.isOverdue(at: max(deadline, clock.runningSince) + TimeSpan(milliseconds: 1)))
    }

    /// From now on the lamp only rises, and exactly at the moments that it announces.
    private func checkLamp(_ clock: StageClock, from now: Timestamp, _ calendar: WorkCalendar) {
        var moment: Timestamp = now
        var shown: Lamp = clock.lamp(at: now, calendar: calendar)
        while let change = clock.nextLampChange(after: moment, calendar: calendar) {
            let before: Timestamp = change - TimeSpan(milliseconds: 1)
            #expect(change > moment && clock.lamp(at: before, calendar: calendar) == shown)
            let next: Lamp = clock.lamp(at: change, calendar: calendar)
            #expect(next > shown)
            guard next > shown else { return }
            (moment, shown) = (change, next)
        }
        #expect(shown == .red)
        #expect(clock.lamp(at: moment + .days(400), calendar: calendar) == .red)
    }
}
