import CityContracts
import CityCore
import Evaluation
import Testing

/// Traces as the workflow writes them, told in a few words.
enum Told {
    static let start: Timestamp = Timestamp(milliseconds: 1_772_413_200_000)
    static let sanitation: OrganisationID = OrganisationID("sanitation")
    static let gardens: OrganisationID = OrganisationID("gardens")

    static func at(_ minutes: Int) -> Timestamp { start + .minutes(minutes) }

    static func trace(
        _ state: String,
        _ entries: [CaseTrace.Entry],
        _ clocks: [CaseTrace.Clock] = [],
        isPublic: Bool = false
    ) -> CaseTrace {
        CaseTrace(
            id: "case",
            number: "1",
            state: state,
            isPublic: isPublic,
            isCollected: !isPublic,
            area: "420302001001",
            reportedAt: start,
            entries: entries,
            clocks: clocks
        )
    }

    static func entry(
        _ minutes: Int,
        _ action: String,
        _ role: String? = nil,
        by account: String = "",
        to organisation: OrganisationID? = nil,
        for receiver: String? = nil
    ) -> CaseTrace.Entry {
        CaseTrace.Entry(
            at: at(minutes),
            action: action,
            to: "",
            actor: AccountID(account.isEmpty ? (role ?? "system") : account),
            role: role,
            receiverOrganisation: organisation,
            receiver: receiver.map { AccountID($0) }
        )
    }

    static func clock(
        _ kind: String,
        _ start: Int,
        due deadline: Int?,
        stopped: Int? = nil,
        paused: Bool = false
    )
        -> CaseTrace.Clock
    {
        CaseTrace.Clock(
            kind: kind,
            startedAt: at(start),
            deadline: deadline.map(at),
            stoppedAt: stopped.map(at),
            isPaused: paused
        )
    }

    /// Reported, filed, dispatched to the sanitation, handled, checked and closed, each in time but for `handled`.
    static func whole(handledAt handled: Int = 200) -> CaseTrace {
        var trace: CaseTrace = trace(
            "closed",
            [
                entry(0, "report", "collector"), entry(5, "accept", "acceptor"), entry(10, "file", "duty_officer"),
                entry(15, "dispatch", "dispatcher", to: sanitation), entry(20, "take", "department", to: sanitation),
                entry(handled, "finish", "department"),
                entry(handled + 5, "request_check", "acceptor", for: "collector"),
                entry(handled + 50, "check_pass", "collector"), entry(handled + 60, "close", "duty_officer"),
            ],
            [
                clock("acceptance", 0, due: 15, stopped: 5), clock("filing", 5, due: 20, stopped: 10),
                clock("dispatch", 10, due: 25, stopped: 15), clock("total", 10, due: 490, stopped: handled + 60),
                clock("handling", 15, due: 255, stopped: handled),
                clock("check_dispatch", handled, due: handled + 30, stopped: handled + 5),
                clock("check", handled + 5, due: handled + 125, stopped: handled + 50),
                clock("closing", handled + 50, due: handled + 80, stopped: handled + 60),
            ]
        )
        trace.organisation = sanitation
        trace.filedAt = at(10)
        trace.closedOnTime = handled + 60 <= 490
        return trace
    }
}

@Suite struct CaseFactsTests {
    private func facts(_ trace: CaseTrace, _ kind: FactKind, isExempt: Bool = false) -> [Fact] {
        CaseFacts.of(trace, isExempt: isExempt).filter { $0.kind == kind }
    }

    @Test func aCaseThatWentWellIsDoneInTimeEverywhere() {
        let facts: [Fact] = CaseFacts.of(Told.whole())
        let due: [Fact] = facts.filter { $0.kind.rawValue.hasPrefix("due.") }
        #expect(due.count == 8)
        #expect(due.allSatisfy { $0.marks == [.done, .onTime, .fromCollector] })
        #expect(facts.count == 8 + 5)
        #expect(facts.first { $0.kind == .report }?.marks == [.done, .genuine, .fromCollector])
        #expect(facts.first { $0.kind == .handlingDue }?.organisation == Told.sanitation)
        #expect(facts.first { $0.kind == .checkDue }?.person == AccountID("collector"))
        #expect(facts.first { $0.kind == .filingDue }?.post == "duty_officer")
    }

    @Test func theDeadlineItselfIsInTimeAndAMillisecondLaterIsNot() {
        #expect(facts(Told.whole(handledAt: 255), .handlingDue)[0].marks.contains(.onTime))
        var late: CaseTrace = Told.whole(handledAt: 255)
        let index: Int = late.clocks.firstIndex { $0.kind == "handling" } ?? 0
        late.clocks[index].stoppedAt = late.clocks[index].stoppedAt.map { $0 + TimeSpan(milliseconds: 1) }
        late.entries[5].at = late.entries[5].at + TimeSpan(milliseconds: 1)
        #expect(facts(late, .handlingDue)[0].marks == [.done, .fromCollector])
    }

    @Test func anOpenCaseIsDueOnTheDayOfItsDeadlineAndNotDone() {
        let trace: CaseTrace = Told.trace(
            "handling",
            [
                Told.entry(0, "report", "collector"), Told.entry(10, "file", "duty_officer"),
                Told.entry(15, "dispatch", "dispatcher", to: Told.sanitation),
            ],
            [Told.clock("total", 10, due: 490), Told.clock("handling", 15, due: 255)]
        )
        #expect(facts(trace, .caseDue)[0].marks == [.fromCollector])
        #expect(facts(trace, .caseDue)[0].at == Told.at(490))
        #expect(facts(trace, .handlingDue)[0].organisation == Told.sanitation)
    }

    @Test func aSuspendedCaseHasNoDeadlineUnlessItWasOverdueBefore() {
        let paused: CaseTrace = Told.trace("suspended", [], [Told.clock("total", 0, due: nil, paused: true)])
        #expect(facts(paused, .caseDue).isEmpty)
        let overdue: CaseTrace = Told.trace("suspended", [], [Told.clock("total", 0, due: 10, paused: true)])
        #expect(facts(overdue, .caseDue)[0].marks.contains(.suspended))
    }

    @Test(arguments: [
        ("force_close", FactMarks([.dropped, .forced, .fromCollector])),
        ("cancel", FactMarks([.dropped, .cancelled, .fromCollector])),
    ])
    func whatIsEndedOtherwiseFellAway(_ action: String, _ marks: FactMarks) {
        let trace: CaseTrace = Told.trace(
            action == "cancel" ? "cancelled" : "force_closed",
            [Told.entry(0, "report", "collector"), Told.entry(60, action, "duty_officer")],
            [Told.clock("total", 10, due: 490, stopped: 60), Told.clock("handling", 15, due: 255, stopped: 60)]
        )
        #expect(facts(trace, .caseDue)[0].marks == marks)
        #expect(facts(trace, .handlingDue)[0].marks == marks)
    }

    @Test func aReturnedDispatchWasMisdirectedAndTheNextDepartmentAnswersForItsOwnTime() {
        let trace: CaseTrace = Told.trace(
            "handling",
            [
                Told.entry(0, "report", "collector"), Told.entry(15, "dispatch", "dispatcher", to: Told.sanitation),
                Told.entry(30, "request_return", "department"), Told.entry(40, "approve_return", "dispatcher"),
                Told.entry(50, "dispatch", "dispatcher", to: Told.gardens),
            ],
            [
                Told.clock("handling", 15, due: 255, stopped: 40), Told.clock("dispatch", 40, due: 55, stopped: 50),
                Told.clock("handling", 50, due: 290),
            ]
        )
        let sent: [Fact] = facts(trace, .dispatching)
        #expect(sent.map { $0.marks.contains(.misdirected) } == [true, false])
        #expect(sent.map { $0.marks.contains(.again) } == [false, true])
        #expect(facts(trace, .handingBack)[0].organisation == Told.sanitation)
        let due: [Fact] = facts(trace, .handlingDue)
        #expect(due.map(\.organisation) == [Told.sanitation, Told.gardens])
        #expect(due.map { $0.marks.contains(.dropped) } == [true, false])
    }

    @Test func aReopenedCaseIsDueAgainAndItsFirstEndStays() {
        var trace: CaseTrace = Told.whole()
        trace.state = "handling"
        trace.entries += [
            Told.entry(900, "reopen", "duty_officer"), Told.entry(910, "file", "duty_officer"),
            Told.entry(915, "dispatch", "dispatcher", to: Told.gardens),
        ]
        trace.clocks += [Told.clock("total", 910, due: 1400)]
        #expect(facts(trace, .caseDue).map(\.marks) == [[.done, .onTime, .fromCollector], [.fromCollector]])
        #expect(facts(trace, .filing).map { $0.marks.contains(.again) } == [false, true])
        #expect(facts(trace, .reopening).count == 1)
    }

    @Test func anAppealThatWasUpheldMarksEveryFact() {
        #expect(CaseFacts.of(Told.whole(), isExempt: true).allSatisfy { $0.marks.contains(.exempt) })
        var trace: CaseTrace = Told.whole()
        trace.isExempt = true
        #expect(CaseFacts.of(trace).allSatisfy { $0.marks.contains(.exempt) })
    }

    @Test func whatThePublicFoundAndTheCollectorConfirmedWasMissedByThatCollector() {
        let trace: CaseTrace = Told.trace(
            "pending_filing",
            [
                Told.entry(0, "report", "acceptor"), Told.entry(5, "request_verification", "acceptor", for: "wang"),
                Told.entry(60, "confirm_true", "collector", by: "wang"),
            ],
            [Told.clock("acceptance", 0, due: 15, stopped: 5), Told.clock("verification", 5, due: 1445, stopped: 60)],
            isPublic: true
        )
        let verified: Fact = facts(trace, .verificationDue)[0]
        #expect(verified.person == AccountID("wang"))
        #expect(verified.marks == [.done, .onTime, .genuine, .fromPublic])
    }

    @Test func aTaskThatNobodyDidCountsForWhoeverHadIt() {
        let trace: CaseTrace = Told.trace(
            "pending_verification",
            [Told.entry(0, "report", "acceptor"), Told.entry(5, "request_verification", "acceptor", for: "wang")],
            [Told.clock("verification", 5, due: 1445)]
        )
        #expect(facts(trace, .verificationDue)[0].person == AccountID("wang"))
    }

    @Test func anotherSystemsCaseCountsByItsOwnTimes() {
        var trace: CaseTrace = Told.trace("closed", [Told.entry(0, "import"), Told.entry(300, "close")])
        trace.isImported = true
        trace.organisation = Told.sanitation
        trace.dueAt = Told.at(400)
        trace.closedAt = Told.at(300)
        trace.closedOnTime = true
        #expect(facts(trace, .caseDue)[0].marks == [.done, .onTime, .fromCollector])
        #expect(facts(trace, .filing)[0].organisation == Told.sanitation)
        trace.dueAt = nil
        #expect(facts(trace, .caseDue).isEmpty)
    }
}
