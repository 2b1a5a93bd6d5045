package import CityCore

/// What is counted: something that was done to a case, or a duty that fell due.
package enum FactKind: String, Sendable, Hashable, CaseIterable, Codable {
    // Something was done; it belongs to the day on which it was.
    case report
    case refusal = "refuse"
    case filing = "file"
    case dispatching = "dispatch"
    case finishing = "finish"
    case closing = "close"
    case forcedClosing = "force_close"
    case cancellation = "cancel"
    case merging = "merge"
    case reopening = "reopen"
    case handingBack = "return"
    case lengthening = "extension"
    case suspension
    case rework
    case supervision = "supervise"
    case appeal
    case callBack = "call_back"
    // A duty fell due; it belongs to the day of its deadline.
    case caseDue = "due.case"
    case acceptanceDue = "due.acceptance"
    case verificationDue = "due.verification"
    case filingDue = "due.filing"
    case dispatchDue = "due.dispatch"
    case handlingDue = "due.handling"
    case checkDispatchDue = "due.check_dispatch"
    case checkDue = "due.check"
    case closingDue = "due.closing"

    private static let stored: [String: FactKind] =
        Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    /// Reads what is in the database; quicker than by the raw value, and there are thousands for a page.
    init(stored name: String) throws {
        guard let kind = Self.stored[name] else { throw CityError.fault("fact \(name)") }
        self = kind
    }

    package var title: Wording {
        switch self {
        case .report: Wording("上报", "report")
        case .refusal: Wording("不予立案", "refusal to file")
        case .filing: Wording("立案", "filing")
        case .dispatching: Wording("派遣", "dispatch")
        case .finishing: Wording("处置反馈", "handling reported")
        case .closing: Wording("结案", "closing")
        case .forcedClosing: Wording("强制结案", "closing by force")
        case .cancellation: Wording("作废", "cancellation")
        case .merging: Wording("并案", "merging")
        case .reopening: Wording("重新启动", "reopening")
        case .handingBack: Wording("回退", "return")
        case .lengthening: Wording("延期", "extension")
        case .suspension: Wording("挂账", "suspension")
        case .rework: Wording("返工", "rework")
        case .supervision: Wording("督办", "supervision")
        case .appeal: Wording("申诉", "appeal")
        case .callBack: Wording("回访", "call back")
        case .caseDue: Wording("案件到期", "case due")
        case .acceptanceDue: Wording("受理到期", "acceptance due")
        case .verificationDue: Wording("核实到期", "verification due")
        case .filingDue: Wording("立案到期", "filing due")
        case .dispatchDue: Wording("派遣到期", "dispatch due")
        case .handlingDue: Wording("处置到期", "handling due")
        case .checkDispatchDue: Wording("派核查到期", "sending to check due")
        case .checkDue: Wording("核查到期", "check due")
        case .closingDue: Wording("结案审批到期", "closing due")
        }
    }
}

/// What is true of a fact. The raw value is stored.
package struct FactMarks: OptionSet, Sendable, Hashable {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// The duty was done; a report led to a case that was filed.
    package static let done: FactMarks = FactMarks(rawValue: 1 << 0)
    package static let onTime: FactMarks = FactMarks(rawValue: 1 << 1)
    /// The duty fell away: cancelled, closed by force, returned, sent back.
    package static let dropped: FactMarks = FactMarks(rawValue: 1 << 2)
    package static let suspended: FactMarks = FactMarks(rawValue: 1 << 3)
    /// Left out of the statistics: an appeal or objection was upheld.
    package static let exempt: FactMarks = FactMarks(rawValue: 1 << 4)
    package static let forced: FactMarks = FactMarks(rawValue: 1 << 5)
    package static let fromPublic: FactMarks = FactMarks(rawValue: 1 << 6)
    package static let fromCollector: FactMarks = FactMarks(rawValue: 1 << 7)
    /// A report that was found true on the spot, or filed without a look.
    package static let genuine: FactMarks = FactMarks(rawValue: 1 << 8)
    package static let cancelled: FactMarks = FactMarks(rawValue: 1 << 9)
    package static let refused: FactMarks = FactMarks(rawValue: 1 << 10)
    package static let merged: FactMarks = FactMarks(rawValue: 1 << 11)
    package static let selfHandled: FactMarks = FactMarks(rawValue: 1 << 12)
    /// Not the first of its kind for the case: a second return, a second dispatch.
    package static let again: FactMarks = FactMarks(rawValue: 1 << 13)
    /// The dispatch was returned by the department that it went to.
    package static let misdirected: FactMarks = FactMarks(rawValue: 1 << 14)
    package static let satisfied: FactMarks = FactMarks(rawValue: 1 << 15)
    package static let upheld: FactMarks = FactMarks(rawValue: 1 << 16)

    /// By the names that definition files use.
    package static let named: [(name: String, mark: FactMarks, title: Wording)] = [
        ("done", .done, Wording("已完成", "done")),
        ("on_time", .onTime, Wording("按时", "on time")),
        ("dropped", .dropped, Wording("已终止", "fell away")),
        ("suspended", .suspended, Wording("挂账中", "suspended")),
        ("exempt", .exempt, Wording("不计入统计", "left out")),
        ("forced", .forced, Wording("强制结案", "closed by force")),
        ("public", .fromPublic, Wording("公众举报", "from the public")),
        ("collector", .fromCollector, Wording("监督员上报", "from a collector")),
        ("genuine", .genuine, Wording("属实", "true")),
        ("cancelled", .cancelled, Wording("已作废", "cancelled")),
        ("refused", .refused, Wording("不予立案", "not filed")),
        ("merged", .merged, Wording("已并案", "merged")),
        ("self_handled", .selfHandled, Wording("自处理", "self-handled")),
        ("again", .again, Wording("再次", "once more")),
        ("misdirected", .misdirected, Wording("错误派遣", "misdirected")),
        ("satisfied", .satisfied, Wording("满意", "satisfied")),
        ("upheld", .upheld, Wording("获支持", "upheld")),
    ]
}

/// One thing that counts, with everybody and everything that it counts for.
package struct Fact: Sendable, Hashable {
    package var kind: FactKind
    /// Which of its kind within the case.
    package var ordinal: Int
    package var at: Timestamp
    package var marks: FactMarks
    package var organisation: OrganisationID?
    /// Whose duty it was, and in which post: `collector`, `acceptor`, `duty_officer`, `dispatcher`.
    package var post: String?
    package var person: AccountID?
    /// The company that employs the collector.
    package var contractor: OrganisationID?

    package init(
        _ kind: FactKind,
        ordinal: Int = 0,
        at: Timestamp,
        marks: FactMarks = [],
        organisation: OrganisationID? = nil,
        post: String? = nil,
        person: AccountID? = nil,
        contractor: OrganisationID? = nil
    ) {
        self.kind = kind
        self.ordinal = ordinal
        self.at = at
        self.marks = marks
        self.organisation = organisation
        self.post = post
        self.person = person
        self.contractor = contractor
    }
}
