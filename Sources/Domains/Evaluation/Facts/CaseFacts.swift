package import CityContracts
import CityCore

/// Works out what a case counts for, from its history and clocks alone: the same trace always gives the same facts.
///
/// - What was done belongs to the day on which it was done; a duty belongs to the day of its deadline.
/// - A case counts where it lies now: a corrected place moves all its facts. A duty counts for whoever had it then.
/// - A reopened case is due again; how its first round ended stays.
package struct CaseFacts {
    private let trace: CaseTrace
    private let isExempt: Bool
    private var facts: [Fact] = []
    private var counts: [FactKind: Int] = [:]

    /// - Parameter isExempt: an objection was upheld, besides what the case itself knows.
    package static func of(_ trace: CaseTrace, isExempt: Bool = false) -> [Fact] {
        var work: CaseFacts = CaseFacts(trace, isExempt: isExempt || trace.isExempt)
        work.gather()
        return work.facts
    }

    private init(_ trace: CaseTrace, isExempt: Bool) {
        self.trace = trace
        self.isExempt = isExempt
    }

    private mutating func gather() {
        addReport()
        addActions()
        if trace.isImported { addImported() } else { addDuties() }
    }

    private mutating func add(_ fact: Fact) {
        var fact: Fact = fact
        fact.ordinal = counts[fact.kind, default: 0]
        counts[fact.kind, default: 0] += 1
        if isExempt { fact.marks.insert(.exempt) }
        facts.append(fact)
    }

    // MARK: What was done

    private var wasFiled: Bool { filedAt != nil || trace.entries.contains { $0.action == "file" } }

    /// Other systems often tell no time of filing: what has got so far there was filed when it was reported.
    private var filedAt: Timestamp? {
        let unfiled: Set<String> = [
            "reported", "pending_verification", "pending_filing", "self_handled_review", "refused", "merged",
            "self_handled",
        ]
        if let filedAt = trace.filedAt { return filedAt }
        return trace.isImported && !unfiled.contains(trace.state) ? trace.reportedAt : nil
    }

    private mutating func addReport() {
        var marks: FactMarks = source
        let wasFound: Bool = trace.entries.contains { $0.action == "confirm_true" }
        if wasFiled { marks.insert(.done) }
        if wasFiled || wasFound { marks.insert(.genuine) }
        switch trace.state {
        case "cancelled": marks.insert(.cancelled)
        case "refused": marks.insert(.refused)
        case "merged": marks.insert(.merged)
        case "self_handled": marks.insert(.selfHandled)
        default: break
        }
        let entry: CaseTrace.Entry? = trace.entries.first
        add(Fact(.report, at: trace.reportedAt, marks: marks, by: trace.isImported ? nil : entry))
    }

    private var source: FactMarks {
        if trace.isPublic { return .fromPublic }
        return trace.isCollected ? .fromCollector : []
    }

    private mutating func addActions() {
        var holder: OrganisationID? = trace.isImported ? trace.organisation : nil
        for (position, entry) in trace.entries.enumerated() {
            if let kind = Self.kinds[entry.action] {
                var fact: Fact = Fact(kind, at: entry.at, marks: source, by: entry)
                switch kind {
                case .dispatching: fact.organisation = entry.receiverOrganisation
                case .filing: fact.organisation = trace.organisation
                default: fact.organisation = holder
                }
                mark(&fact, entry, position)
                add(fact)
            }
            if let receiver = entry.receiverOrganisation { holder = receiver }
        }
    }

    private static let kinds: [String: FactKind] = [
        "refuse": .refusal, "file": .filing, "dispatch": .dispatching, "forward": .dispatching, "finish": .finishing,
        "close": .closing, "force_close": .forcedClosing, "cancel": .cancellation, "merge": .merging,
        "reopen": .reopening, "approve_return": .handingBack, "approve_extension": .lengthening,
        "approve_suspension": .suspension, "check_fail": .rework, "rework": .rework, "supervise": .supervision,
        "appeal": .appeal, "call_back": .callBack,
    ]

    private func mark(_ fact: inout Fact, _ entry: CaseTrace.Entry, _ position: Int) {
        if counts[fact.kind, default: 0] > 0 { fact.marks.insert(.again) }
        switch fact.kind {
        case .filing where trace.state == "cancelled": fact.marks.insert(.cancelled)
        case .dispatching where isReturned(after: position): fact.marks.insert(.misdirected)
        case .closing where trace.closedOnTime == true: fact.marks.insert(.onTime)
        case .callBack where (trace.satisfaction ?? 0) >= 4: fact.marks.insert(.satisfied)
        case .appeal where trace.isExempt: fact.marks.insert(.upheld)
        default: break
        }
    }

    /// Whether a dispatch came back before the next one.
    private func isReturned(after position: Int) -> Bool {
        for entry in trace.entries[(position + 1)...] {
            if entry.action == "approve_return" { return true }
            if entry.action == "dispatch" || entry.action == "forward" { return false }
        }
        return false
    }

    // MARK: What fell due

    private mutating func addDuties() {
        for clock in trace.clocks {
            guard let duty = Duty.named[clock.kind], let deadline = clock.deadline else { continue }
            let given: CaseTrace.Entry? = trace.entries.last { $0.at == clock.startedAt && $0.receiver != nil }
            let end: CaseTrace.Entry? = end(of: clock, duty)
            var fact: Fact = Fact(duty.kind, at: deadline, marks: source, post: duty.post, person: given?.receiver)
            if let end, duty.post != nil, end.role == duty.post {
                fact.person = end.actor
                fact.contractor = duty.post == "collector" ? end.actorOrganisation : nil
            }
            fact.organisation = organisation(of: duty, startedAt: clock.startedAt)
            mark(&fact, clock, endedBy: end, duty)
            add(fact)
        }
    }

    /// The entry that stopped a clock: the one that fulfils the duty where several have the same moment.
    private func end(of clock: CaseTrace.Clock, _ duty: Duty) -> CaseTrace.Entry? {
        guard let stoppedAt = clock.stoppedAt else { return nil }
        let then: [CaseTrace.Entry] = trace.entries.filter { $0.at == stoppedAt }
        return then.first { duty.fulfilledBy.contains($0.action) } ?? then.first
    }

    /// Who had the duty: the department that it was sent to before, else the one that the case lies with.
    private func organisation(of duty: Duty, startedAt: Timestamp) -> OrganisationID? {
        guard duty.kind == .handlingDue else { return duty.post == nil ? trace.organisation : nil }
        let sent: CaseTrace.Entry? = trace.entries.last { $0.at <= startedAt && $0.receiverOrganisation != nil }
        return sent?.receiverOrganisation ?? trace.organisation
    }

    private func mark(
        _ fact: inout Fact,
        _ clock: CaseTrace.Clock,
        endedBy end: CaseTrace.Entry?,
        _ duty: Duty
    ) {
        if clock.isPaused { fact.marks.insert(.suspended) }
        guard let stoppedAt = clock.stoppedAt else { return }
        if let end, duty.fulfilledBy.contains(end.action) {
            fact.marks.insert(.done)
            if let deadline = clock.deadline, stoppedAt <= deadline { fact.marks.insert(.onTime) }
            if end.action == "confirm_true" { fact.marks.insert(.genuine) }
        } else {
            fact.marks.insert(.dropped)
            if end?.action == "force_close" { fact.marks.insert(.forced) }
            if end?.action == "cancel" { fact.marks.insert(.cancelled) }
        }
    }

    // MARK: Another system's cases

    /// Where there is no history of ours, the times that the other system tells stand for what was done.
    private mutating func addImported() {
        add(filedAt, .filing)
        add(trace.dispatchedAt, .dispatching)
        add(trace.handledAt, .finishing)
        guard wasFiled, let dueAt = trace.dueAt else { return }
        var fact: Fact = Fact(.caseDue, at: dueAt, marks: source, organisation: trace.organisation)
        switch trace.state {
        case "closed": fact.marks.insert(.done)
        case "force_closed": fact.marks.formUnion([.dropped, .forced])
        case "cancelled": fact.marks.formUnion([.dropped, .cancelled])
        case "suspended": fact.marks.insert(.suspended)
        case "refused", "merged", "self_handled": fact.marks.insert(.dropped)
        default: break
        }
        if fact.marks.contains(.done), trace.closedOnTime == true { fact.marks.insert(.onTime) }
        add(fact)
    }

    private mutating func add(_ moment: Timestamp?, _ kind: FactKind) {
        guard let moment, counts[kind] == nil else { return }
        add(Fact(kind, at: moment, marks: source, organisation: trace.organisation))
    }
}

extension Fact {
    /// Something that was done, by whoever did it.
    fileprivate init(_ kind: FactKind, at moment: Timestamp, marks: FactMarks, by entry: CaseTrace.Entry?) {
        let posts: Set<String> = ["collector", "acceptor", "duty_officer", "dispatcher"]
        let post: String? = entry?.role.flatMap { posts.contains($0) ? $0 : nil }
        self.init(
            kind,
            at: moment,
            marks: marks,
            post: post,
            person: post == nil ? nil : entry?.actor,
            contractor: post == "collector" ? entry?.actorOrganisation : nil
        )
    }
}

/// A duty that a clock measures: whose it is, and what fulfils it.
struct Duty {
    let kind: FactKind
    let post: String?
    let fulfilledBy: Set<String>

    static let named: [String: Duty] = [
        "acceptance": Duty(
            kind: .acceptanceDue,
            post: "acceptor",
            fulfilledBy: [
                "accept", "refuse", "merge", "request_verification", "approve_self_handled", "refuse_self_handled",
            ]
        ),
        "verification": Duty(
            kind: .verificationDue,
            post: "collector",
            fulfilledBy: ["confirm_true", "confirm_false"]
        ),
        "filing": Duty(kind: .filingDue, post: "duty_officer", fulfilledBy: ["file", "refuse", "send_back", "merge"]),
        "dispatch": Duty(kind: .dispatchDue, post: "dispatcher", fulfilledBy: ["dispatch", "send_back"]),
        "handling": Duty(kind: .handlingDue, post: nil, fulfilledBy: ["finish"]),
        "check_dispatch": Duty(kind: .checkDispatchDue, post: "acceptor", fulfilledBy: ["request_check"]),
        "check": Duty(kind: .checkDue, post: "collector", fulfilledBy: ["check_pass", "check_fail"]),
        "closing": Duty(kind: .closingDue, post: "duty_officer", fulfilledBy: ["close", "rework"]),
        "total": Duty(kind: .caseDue, post: nil, fulfilledBy: ["close"]),
    ]
}
