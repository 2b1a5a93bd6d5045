import CityCore
import CityWorkflow
import Testing

extension ClockKind {
    static let dispatching: ClockKind = ClockKind("dispatching", Wording("派遣", "dispatch"))
    static let handling: ClockKind = ClockKind("handling", Wording("处置", "handling"))
}

@Suite struct ClockSetTests {
    let china: WorkCalendar

    init() throws {
        china = try .china()
    }

    private func apply(_ changes: [ClockChange], to clocks: ClockSet, _ text: String) throws -> ClockSet {
        try clocks.applying(changes, at: at(text), calendar: china) { $0 == .handling ? .workHours(4) : .minutes(15) }
    }

    @Test func changesAreCarriedOutInTheirOrder() throws {
        var set: ClockSet = try apply([.start(.dispatching)], to: ClockSet(), "2026-03-02 08:00")
        set = try apply([.stop(.dispatching), .start(.handling)], to: set, "2026-03-02 08:10")
        #expect(set.clocks.map(\.kind) == ["dispatching", "handling"])
        #expect(set.open(.dispatching) == nil)
        let due: Timestamp = try at("2026-03-02 14:10")
        #expect(set.open(.handling)?.deadline == due)
        set = try apply([.restart(.handling)], to: set, "2026-03-02 09:00")
        #expect(set.clocks.map(\.isStopped) == [true, true, false])
    }

    @Test func allClocksPauseResumeAndStopTogether() throws {
        var set: ClockSet = try apply([.start(.dispatching), .start(.handling)], to: ClockSet(), "2026-03-02 08:00")
        set = try apply([.stop(.dispatching), .pauseAll], to: set, "2026-03-02 08:05")
        #expect(set.clocks.map(\.isPaused) == [false, true])
        set = try apply([.pauseAll, .resumeAll], to: set, "2026-03-03 08:05")
        #expect(set.clocks.map(\.isRunning) == [false, true])
        set = try apply([.resumeAll, .stopAll, .stopAll, .stop(.handling)], to: set, "2026-03-03 08:06")
        #expect(set.clocks.map(\.isStopped) == [true, true])
    }

    @Test func oneKindIsPausedResumedAndExtended() throws {
        var set: ClockSet = try apply([.start(.handling)], to: ClockSet(), "2026-03-02 08:00")
        set = try apply([.pause(.handling)], to: set, "2026-03-02 09:00")
        set = try set.extending(.handling, calendar: china)
        set = try apply([.resume(.handling)], to: set, "2026-03-03 08:00")
        let due: Timestamp = try at("2026-03-03 17:00")
        #expect(set.open(.handling)?.deadline == due)
    }

    @Test func aChangeThatDoesNotFitIsRefusedAndNothingChanges() throws {
        let set: ClockSet = try apply([.start(.handling)], to: ClockSet(), "2026-03-02 08:00")
        #expect(reason { try apply([.start(.handling)], to: set, "2026-03-02 09:00") } == "clock.running")
        #expect(reason { try apply([.pause(.dispatching)], to: set, "2026-03-02 09:00") } == "clock.absent")
        #expect(reason { try apply([.resume(.handling)], to: set, "2026-03-02 09:00") } == "clock.not_paused")
        #expect(reason { try set.extending(.dispatching, calendar: china) } == "clock.absent")
    }
}
