import CityCore
import CityGeo
import CitySensing
import Testing

@testable import Command

struct OrderTests {
    private static let sent: Timestamp = Timestamp(milliseconds: 1_800_000_000_000)

    static func order(_ state: OrderState = .sent) -> CommandOrder {
        CommandOrder(
            id: CommandOrderID("o"),
            number: "L1",
            batch: "b",
            unit: CommandUnitID("u"),
            unitName: "一组",
            area: "420302",
            title: "清雪",
            words: "",
            priority: .normal,
            address: "",
            about: .none,
            aboutID: "",
            aboutName: "",
            state: state,
            sentAt: sent,
            readBy: sent + .minutes(5),
            arriveBy: sent + .minutes(30),
            doneBy: sent + .minutes(240),
            dueAt: sent + .minutes(5),
            escalation: 0,
            byAccount: AccountID("a"),
            byName: "",
            result: "",
            photos: [],
            version: 1
        )
    }

    @Test func eachActLeadsWhereTheTableSays() {
        for act in OrderAct.allCases {
            for state in OrderState.allCases where state.hasEnded { #expect(!act.from.contains(state)) }
            if let next = act.to { #expect(!act.from.contains(next) || next == .sent) }
        }
        #expect(OrderAct.refuse.from == [.sent, .read, .underWay])
        #expect(!OrderAct.cancel.isOfUnit && OrderAct.cancel.isOfDispatcher)
    }

    @Test func theDeadlineThatRunsFollowsTheState() {
        var order: CommandOrder = Self.order()
        #expect(order.deadline?.name == "read")
        (order.late, order.escalation) = ("read", 2)
        let read: Timestamp = Self.sent + .minutes(9)
        order.apply(.read, at: read, now: read)
        #expect(order.late == nil && order.escalation == 0 && order.dueAt == order.arriveBy)
        order.apply(.arrive, at: Self.sent + .minutes(20), now: Self.sent + .minutes(20))
        #expect(order.leftAt == order.arrivedAt && order.readAt == read && order.deadline?.name == "done")
        order.apply(.finish, at: Self.sent + .minutes(50), now: Self.sent + .minutes(50))
        #expect(order.state == .done && order.dueAt == nil && order.endedAt == Self.sent + .minutes(50))
    }

    /// Who tells late that they arrived in time is looked at from then on, not for the past.
    @Test func whatIsToldLateIsNotLateTwice() {
        var order: CommandOrder = Self.order()
        let now: Timestamp = Self.sent + .minutes(400)
        order.apply(.arrive, at: Self.sent + .minutes(20), now: now)
        #expect(order.arrivedAt == Self.sent + .minutes(20) && order.dueAt == now)
    }
}

struct CandidateTests {
    private static let now: Timestamp = Timestamp(milliseconds: 1_800_000_000_000)

    private func standing(
        _ name: String,
        _ lng: Double?,
        _ status: UnitStatus = .free,
        skills: [String] = ["清雪"],
        minutesAgo: Int = 1
    ) throws -> UnitStanding {
        let unit: CommandUnit = CommandUnit(
            id: CommandUnitID(name),
            name: name,
            area: "420302",
            devices: [],
            members: [],
            skills: skills,
            ordersMax: 1,
            isActive: true,
            version: 1
        )
        var standing: UnitStanding = UnitStanding(unit: unit, status: status, openOrders: status == .busy ? 1 : 0)
        standing.place = try lng.map { try Coordinate(lng: $0, lat: 32) }
        standing.placedAt = lng.map { _ in Self.now - .minutes(minutesAgo) }
        return standing
    }

    @Test func whoIsFitAndNearComesFirst() throws {
        let place: Coordinate = try Coordinate(lng: 110, lat: 32)
        let ranked: [Candidate] = CandidateRanking(roads: nil).rank(
            [
                try standing("far", 110.2), try standing("busy", 110.001, .busy), try standing("near", 110.01),
                try standing("unskilled", 110.001, skills: []), try standing("stale", 110.001, minutesAgo: 30),
                try standing("unknown", nil), try standing("off", 110.001, .offDuty),
            ],
            for: place,
            skills: ["清雪"],
            at: Self.now
        )
        #expect(ranked.map(\.standing.unit.name) == ["near", "far", "stale", "unknown", "busy", "off", "unskilled"])
        #expect(ranked[0].isFit(at: Self.now) && !ranked[2].isFit(at: Self.now))
        #expect(ranked[6].missing == ["清雪"] && ranked[3].seconds == nil)
    }

    /// A road that goes around makes the farther one the sooner.
    @Test func theRoadDecidesWhereThereIsOne() throws {
        let nodes: [Coordinate] = [
            try Coordinate(lng: 110, lat: 32), try Coordinate(lng: 110.01, lat: 32),
            try Coordinate(lng: 110.03, lat: 32),
        ]
        let roads: RoadGraph = try RoadGraph(
            nodes: nodes,
            edges: [.init(from: 1, to: 0, seconds: 900), .init(from: 2, to: 0, seconds: 120)]
        )
        let ranked: [Candidate] = CandidateRanking(roads: roads).rank(
            [try standing("near", 110.01), try standing("far", 110.03)],
            for: nodes[0],
            skills: [],
            at: Self.now
        )
        #expect(ranked.map(\.standing.unit.name) == ["far", "near"])
        #expect(ranked.allSatisfy { $0.isByRoad } && ranked[0].seconds == 120)
    }
}

struct DutyJudgementTests {
    private static let begins: Timestamp = Timestamp(milliseconds: 1_800_000_000_000)

    private func duty(place: String = "420302", outside: Timestamp? = nil) -> Duty {
        Duty(
            id: DutyID("d"),
            unit: CommandUnitID("u"),
            area: "420302",
            beginsAt: Self.begins,
            endsAt: Self.begins + .hours(8),
            place: place,
            note: "",
            outsideSince: outside,
            version: 1
        )
    }

    private func standing(seen: Timestamp?) throws -> UnitStanding {
        let unit: CommandUnit = CommandUnit(
            id: CommandUnitID("u"),
            name: "一组",
            area: "420302",
            devices: [],
            members: [],
            skills: [],
            ordersMax: 1,
            isActive: true,
            version: 1
        )
        var standing: UnitStanding = UnitStanding(unit: unit, status: .free, openOrders: 0)
        (standing.seenAt, standing.placedAt) = (seen, seen)
        standing.place = try seen.map { _ in try Coordinate(lng: 110, lat: 32) }
        return standing
    }

    @Test(arguments: [
        (9, nil, false, false), (10, nil, false, true), (10, 1, false, false), (30, 11, false, true),
        (30, nil, true, false), (480, nil, false, false),
    ])
    func whoSignedOnOrWasHeardIsPresent(
        minute: Int,
        heardMinutesAgo: Int?,
        isOnShift: Bool,
        isAbsent: Bool
    ) throws {
        let now: Timestamp = Self.begins + .minutes(minute)
        let standing: UnitStanding = try standing(seen: heardMinutesAgo.map { now - .minutes($0) })
        #expect(DutyJudgement.isAbsent(duty(), standing, isOnShift: isOnShift, at: now) == isAbsent)
    }

    @Test func whoLeavesTheAreaIsOutsideAfterFiveMinutes() throws {
        let now: Timestamp = Self.begins + .minutes(60)
        let standing: UnitStanding = try standing(seen: now - .minutes(1))
        func since(_ duty: Duty, _ area: String?) -> Timestamp? {
            DutyJudgement.outsideSince(duty, standing, at: now) { _ in area }
        }
        #expect(since(duty(), "420302001") == nil)
        #expect(since(duty(), "420303001") == now - .minutes(1))
        #expect(since(duty(place: ""), "420303001") == nil)
        let before: Timestamp = now - .minutes(6)
        #expect(since(duty(outside: before), nil) == before)
        #expect(DutyJudgement.isOutside(since: before, at: now))
        #expect(!DutyJudgement.isOutside(since: now - .minutes(4), at: now))
    }
}
