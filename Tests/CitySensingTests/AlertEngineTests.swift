import CityCore
import CityGeo
import CityWorkflow
import Testing

@testable import CitySensing

/// Rules over positions, without a database.
@Suite struct AlertEngineTests {
    /// Monday 2026-03-02 09:00 in Shiyan.
    private static let start: Timestamp = Timestamp(milliseconds: 1_772_413_200_000)
    private let device: Device = Device(
        id: DeviceID("d"),
        serial: 1,
        door: .jt808,
        ident: "1",
        name: "鄂C12345",
        use: .wasteTruck,
        area: "420302",
        organisation: nil
    )

    /// A square of a hundredth of a degree with a hole in its middle.
    private static func square() throws -> Fence {
        Fence(
            id: FenceID("square"),
            name: "工地",
            kind: .site,
            geometry: .polygon(
                try Polygon(
                    outer: ring(110.70, 32.60, 110.71, 32.61),
                    holes: [ring(110.704, 32.604, 110.706, 32.606)]
                )
            ),
            reachM: 0,
            area: "420302",
            isActive: true,
            version: 1
        )
    }

    private static func ring(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> [Coordinate] {
        [(west, south), (east, south), (east, north), (west, north), (west, south)].compactMap {
            try? Coordinate(lng: $0.0, lat: $0.1)
        }
    }

    private func rule(
        _ conditions: AlertConditions,
        forSeconds: Int = 0,
        rejoin: Int = 0,
        window: AlertWindow? = nil,
        uses: [DeviceUse] = []
    ) -> AlertRule {
        AlertRule(
            id: AlertRuleID("rule"),
            name: "规则",
            state: .live,
            severity: .warning,
            uses: uses,
            area: "",
            organisation: nil,
            conditions: conditions,
            forSeconds: forSeconds,
            rejoinSeconds: rejoin,
            window: window,
            caseClass: nil,
            caseCondition: nil,
            version: 1
        )
    }

    private func at(
        _ seconds: Int,
        _ lng: Double,
        _ lat: Double,
        _ change: (inout Position) -> Void = { _ in }
    ) -> Position {
        var position: Position = Position(
            at: Self.start + .seconds(seconds),
            lngE6: Int32((lng * 1e6).rounded()),
            latE6: Int32((lat * 1e6).rounded())
        )
        position.status = [.located, .ignitionOn]
        change(&position)
        return position
    }

    private func outcomes(_ rules: [AlertRule], _ positions: [Position]) throws -> [AlertOutcome] {
        let book: AlertBook = try AlertBook(rules: rules, fences: [Self.square()], calendar: .everyDay())
        let engine: AlertEngine = AlertEngine(book)
        var trace: AlertTrace = AlertTrace()
        return positions.flatMap { engine.take($0, of: device, &trace) }
    }

    private func began(_ outcomes: [AlertOutcome]) -> [Timestamp] {
        outcomes.compactMap { if case .began(_, let at, _) = $0 { at } else { nil } }
    }

    private func ended(_ outcomes: [AlertOutcome]) -> [Timestamp] {
        outcomes.compactMap { if case .ended(_, let at, _) = $0 { at } else { nil } }
    }

    @Test func enteringLeavingAndAHoleAreTold() throws {
        let way: [Position] = [
            at(0, 110.69, 32.602), at(10, 110.702, 32.602), at(20, 110.705, 32.605), at(30, 110.708, 32.602),
            at(40, 110.72, 32.602),
        ]
        let found: [AlertOutcome] = try outcomes([], way)
        let times: [Timestamp] = way.map(\.at)
        #expect(
            found == [
                .entered(FenceID("square"), at: times[1]),
                .left(FenceID("square"), enteredAt: times[1], at: times[2]),
                .entered(FenceID("square"), at: times[3]),
                .left(FenceID("square"), enteredAt: times[3], at: times[4]),
            ]
        )
    }

    @Test func aFenceBetweenTwoPositionsIsCrossed() throws {
        var conditions: AlertConditions = AlertConditions()
        conditions.inside = FenceChoice(kind: .site)
        let way: [Position] = [at(0, 110.695, 32.602), at(60, 110.715, 32.602), at(80, 110.72, 32.602)]
        let found: [AlertOutcome] = try outcomes([rule(conditions)], way)
        #expect(found.contains(.left(FenceID("square"), enteredAt: way[0].at, at: way[1].at)))
        #expect(began(found) == [way[1].at] && ended(found) == [way[2].at])
        // After a long silence nobody knows which way it went.
        let silent: [Position] = [at(0, 110.695, 32.602), at(2000, 110.715, 32.602)]
        #expect(try outcomes([rule(conditions)], silent).isEmpty)
        // Nobody drives 336 km/h: one of the two is drift.
        let wild: [Position] = [at(0, 110.695, 32.602), at(20, 110.715, 32.602)]
        #expect(try outcomes([rule(conditions)], wild).isEmpty)
    }

    @Test func itMustHoldSoLongWithoutABreak() throws {
        var conditions: AlertConditions = AlertConditions()
        conditions.inside = FenceChoice(fences: ["square"])
        conditions.speedBelowKPH = 5
        let dwelling: AlertRule = rule(conditions, forSeconds: 60)
        let stands: [Position] = (0..<10).map { at($0 * 10, 110.702, 32.602) }
        #expect(began(try outcomes([dwelling], stands)) == [Self.start])
        var interrupted: [Position] = stands
        interrupted[5].speedE1 = 300
        #expect(began(try outcomes([dwelling], interrupted)).isEmpty)
    }

    @Test func whatComesBackSoonIsTheSameAlert() throws {
        var conditions: AlertConditions = AlertConditions()
        conditions.speedAboveKPH = 60
        let fast: AlertRule = rule(conditions, rejoin: 60)
        let speeds: [UInt16] = [700, 500, 700, 500, 500, 500, 500, 500, 500, 500, 700]
        let way: [Position] = speeds.enumerated().map { index, speed in
            at(index * 15, 110.5, 32.5) { $0.speedE1 = speed }
        }
        let found: [AlertOutcome] = try outcomes([fast], way)
        #expect(began(found) == [way[0].at, way[10].at])
        #expect(found.contains(.again(AlertRuleID("rule"))))
        #expect(ended(found) == [way[3].at], "it ended when it held no more, and not when that was certain")
    }

    @Test func conditionsHoldTogether() throws {
        // 违规倾倒: lifted outside of any disposal ground or site.
        var conditions: AlertConditions = AlertConditions()
        conditions.lift = "up"
        conditions.outside = FenceChoice(kind: .site)
        let dumping: AlertRule = rule(conditions, uses: [.wasteTruck])
        let lifted: (inout Position) -> Void = { $0.signals.lift = 2 }
        #expect(began(try outcomes([dumping], [at(0, 110.702, 32.602, lifted)])).isEmpty)
        #expect(began(try outcomes([dumping], [at(0, 110.5, 32.5, lifted)])).count == 1)
        #expect(began(try outcomes([dumping], [at(0, 110.5, 32.5)])).isEmpty)
        #expect(began(try outcomes([rule(conditions, uses: [.sweeper])], [at(0, 110.5, 32.5, lifted)])).isEmpty)
        var alarm: AlertConditions = AlertConditions()
        alarm.alarmBits = [0, 3]
        #expect(began(try outcomes([rule(alarm)], [at(0, 110.5, 32.5) { $0.alarms = 1 << 3 }])).count == 1)
        #expect(began(try outcomes([rule(alarm)], [at(0, 110.5, 32.5) { $0.alarms = 1 << 4 }])).isEmpty)
    }

    @Test func aWindowMayGoOverMidnight() throws {
        var conditions: AlertConditions = AlertConditions()
        conditions.speedAboveKPH = 0
        let night: AlertRule = rule(conditions, window: AlertWindow(fromMinute: 22 * 60, toMinute: 6 * 60, days: .all))
        func drives(atHour hour: Int) -> Position { at((hour - 9) * 3600, 110.5, 32.5) { $0.speedE1 = 200 } }
        for (hour, holds) in [(9, false), (21, false), (22, true), (29, true), (30, false)] {
            #expect(began(try outcomes([night], [drives(atHour: hour)])).isEmpty == !holds, "\(hour)")
        }
        let noDay: AlertRule = rule(conditions, window: AlertWindow(fromMinute: 0, toMinute: 1440, days: .rest))
        #expect(began(try outcomes([noDay], [drives(atHour: 10)])).isEmpty)
    }

    @Test func silenceIsToldAndEndsWithAWord() throws {
        var conditions: AlertConditions = AlertConditions()
        conditions.silentSeconds = 600
        let book: AlertBook = try AlertBook(rules: [rule(conditions)], fences: [], calendar: .everyDay())
        let engine: AlertEngine = AlertEngine(book)
        var trace: AlertTrace = AlertTrace()
        let seen: Timestamp = Self.start
        #expect(engine.tick(seen + .seconds(590), seenAt: seen, of: device, &trace).isEmpty)
        let told: [AlertOutcome] = engine.tick(seen + .seconds(610), seenAt: seen, of: device, &trace)
        #expect(began(told) == [seen])
        #expect(engine.tick(seen + .seconds(620), seenAt: seen, of: device, &trace).isEmpty)
        let back: Timestamp = seen + .seconds(700)
        #expect(ended(engine.tick(back, seenAt: back, of: device, &trace)) == [back])
    }

    @Test func silenceMayLastLongerAndEndsWithASignOfLifeToo() throws {
        var conditions: AlertConditions = AlertConditions()
        conditions.silentSeconds = 600
        let longer: AlertRule = rule(conditions, forSeconds: 700, rejoin: 60)
        let engine: AlertEngine = AlertEngine(try AlertBook(rules: [longer], fences: [], calendar: .everyDay()))
        var trace: AlertTrace = AlertTrace()
        let seen: Timestamp = Self.start
        #expect(began(engine.tick(seen + .seconds(650), seenAt: seen, of: device, &trace)).isEmpty)
        #expect(began(engine.tick(seen + .seconds(710), seenAt: seen, of: device, &trace)) == [seen])
        // Heartbeats only: no position comes.
        let back: Timestamp = seen + .seconds(800)
        #expect(ended(engine.tick(back, seenAt: back, of: device, &trace)).isEmpty)
        #expect(ended(engine.tick(back + .seconds(60), seenAt: back + .seconds(60), of: device, &trace)) == [back])
    }

    @Test func aRuleThatIsNoMoreEndsItsAlert() throws {
        var conditions: AlertConditions = AlertConditions()
        conditions.speedAboveKPH = 60
        var trace: AlertTrace = AlertTrace()
        let with: AlertEngine = AlertEngine(try AlertBook(rules: [rule(conditions)], fences: [], calendar: .everyDay()))
        _ = with.take(at(0, 110.5, 32.5) { $0.speedE1 = 900 }, of: device, &trace)
        let without: AlertEngine = AlertEngine(try AlertBook(rules: [], fences: [], calendar: .everyDay()))
        let found: [AlertOutcome] = without.tick(Self.start + .seconds(5), seenAt: Self.start, of: device, &trace)
        #expect(ended(found).count == 1 && trace.isEmpty)
    }

    @Test func olderPositionsChangeNothing() throws {
        var conditions: AlertConditions = AlertConditions()
        conditions.inside = FenceChoice(kind: .site)
        let found: [AlertOutcome] =
            try outcomes([rule(conditions)], [at(100, 110.5, 32.5), at(50, 110.702, 32.602), at(110, 110.5, 32.5)])
        #expect(found.isEmpty)
    }

    /// Whatever a device does, an alert that begins ends before it begins again, and visits do not overlap.
    @Test(arguments: 0..<30) func alertsAndVisitsAreInOrder(seed: Int) throws {
        var random: SplitMix = SplitMix(state: UInt64(seed))
        var conditions: AlertConditions = AlertConditions()
        conditions.inside = FenceChoice(kind: .site)
        let rules: [AlertRule] = [
            rule(
                conditions,
                forSeconds: .random(in: 0...40, using: &random),
                rejoin: .random(in: 0...40, using: &random)
            )
        ]
        let way: [Position] = (0..<300).map { index in
            at(index * 10, .random(in: 110.69...110.72, using: &random), .random(in: 32.59...32.62, using: &random))
        }
        var (isOpen, isInside): (Bool, Bool) = (false, false)
        for outcome in try outcomes(rules, way) {
            switch outcome {
            case .began:
                #expect(!isOpen)
                isOpen = true
            case .again: #expect(isOpen)
            case .ended:
                #expect(isOpen)
                isOpen = false
            case .entered:
                #expect(!isInside)
                isInside = true
            case .left(_, let from, let to):
                #expect(isInside && from <= to)
                isInside = false
            }
        }
    }
}

extension WorkCalendar {
    /// Work days from Monday to Friday, no holidays.
    static func everyDay() throws -> WorkCalendar { try WorkCalendar(hours: .standard) }
}
