import CityCore
package import CityWorkflow

/// The life of a case as one table (standards: GB/T 30428.8 and CJJ/T 106, as far as §1.9 of the fact sheet knows
/// them). Each row: who may do what, in which states, where it leads, what must be given, what it does to the clocks.
/// Rules that a table cannot say (at most two extensions, an appeal only once …) are in `CaseGuards`.
/// `docs/workflow.md` is made from this table; a test compares the two.
package enum CaseWorkflow {
    package typealias Table = Workflow<CaseState, CaseAction, CaseRole>
    private typealias Row = Table.Row

    package static let table: Table = Table(
        initial: [.reported, .selfHandledReview],
        final: CaseState.finals,
        rows: collection + filing + dispatching + handling + checking + afterwards + always
    )

    private static let beforeFiling: [CaseState] = [.reported, .pendingVerification, .pendingFiling]
    private static let atDepartment: [CaseState] = [.pendingHandling, .handling]
    private static let requests: [CaseState] = [
        .returnRequested, .extensionRequested, .extensionEndorsed, .suspensionRequested,
    ]
    private static let underWay: [CaseState] =
        [.pendingDispatch] + atDepartment + requests + [.suspended, .handled, .pendingCheck, .pendingClosing]

    // swift-format-ignore
    private static let collection: [Row] = [
        Row(.requestVerification, from: [.reported], to: .pendingVerification, by: [.acceptor],
            clocks: [.stop(.acceptance), .start(.verification)],
            note: Wording("派给责任网格的监督员，或指定的监督员", "To the collector of the grid, or the one named")),
        Row(.confirmTrue, from: [.pendingVerification], to: .pendingFiling, by: [.collector],
            clocks: [.stop(.verification), .start(.filing)]),
        Row(.confirmFalse, from: [.pendingVerification], to: .reported, by: [.collector], needs: [.reason],
            clocks: [.stop(.verification), .start(.acceptance)],
            note: Wording("受理员据此决定是否不予立案", "The acceptor then decides whether to refuse it")),
        Row(.accept, from: [.reported], to: .pendingFiling, by: [.acceptor], needs: [.smallClass],
            clocks: [.stop(.acceptance), .start(.filing)]),
        Row(.refuse, from: [.reported], to: .refused, by: [.acceptor, .dutyOfficer], needs: [.reason],
            clocks: [.stopAll]),
        Row(.merge, from: beforeFiling, to: .merged, by: [.acceptor, .dutyOfficer], needs: [.target],
            clocks: [.stopAll], note: Wording("保留全部举报人，结案时逐一答复", "All reporters are kept and answered at the end")),
        Row(.approveSelfHandled, from: [.selfHandledReview], to: .selfHandled, by: [.acceptor], clocks: [.stopAll],
            note: Wording("计入统计，不派遣", "Counted, not dispatched")),
        Row(.refuseSelfHandled, from: [.selfHandledReview], to: .reported, by: [.acceptor], needs: [.reason],
            clocks: [.restart(.acceptance)]),
    ]

    // swift-format-ignore
    private static let filing: [Row] = [
        Row(.file, from: [.pendingFiling], to: .pendingDispatch, by: [.dutyOfficer], needs: [.smallClass, .condition],
            clocks: [.stop(.filing), .start(.dispatch), .start(.total)],
            note: Wording("派遣规则在此给出建议部门", "The routing rules suggest a department here")),
        Row(.refuse, from: [.pendingFiling], to: .refused, by: [.dutyOfficer], needs: [.reason], clocks: [.stopAll]),
        Row(.sendBack, from: [.pendingFiling], to: .reported, by: [.dutyOfficer], needs: [.reason],
            clocks: [.stop(.filing), .start(.acceptance)]),
    ]

    // swift-format-ignore
    private static let dispatching: [Row] = [
        Row(.dispatch, from: [.pendingDispatch], to: .pendingHandling, by: [.dispatcher], needs: [.organisation],
            clocks: [.stop(.dispatch), .start(.handling)]),
        Row(.sendBack, from: [.pendingDispatch], to: .pendingFiling, by: [.dispatcher], needs: [.reason],
            clocks: [.stop(.dispatch), .stop(.total), .start(.filing)]),
        Row(.approveReturn, from: [.returnRequested], to: .pendingDispatch, by: [.dispatcher],
            clocks: [.stop(.handling), .start(.dispatch)]),
        Row(.refuseReturn, from: [.returnRequested], to: .handling, by: [.dispatcher], needs: [.reason]),
        Row(.approveExtension, from: [.extensionEndorsed], to: .handling, by: [.dispatcher],
            note: Wording("处置与全程各加一个原时限", "Handling and whole case each gain the original limit")),
        Row(.refuseExtension, from: [.extensionEndorsed], to: .handling, by: [.dispatcher], needs: [.reason]),
        Row(.approveSuspension, from: [.suspensionRequested], to: .suspended, by: [.dispatcher], clocks: [.pauseAll],
            note: Wording("到期自动恢复", "Resumes by itself on its date")),
        Row(.refuseSuspension, from: [.suspensionRequested], to: .handling, by: [.dispatcher], needs: [.reason]),
        Row(.resume, from: [.suspended], to: .handling, by: [.dispatcher], clocks: [.resumeAll],
            note: Wording("派遣员提前恢复，或到期由系统恢复", "By the dispatcher early, or by the system on the date")),
    ]

    // swift-format-ignore
    private static let handling: [Row] = [
        Row(.take, from: [.pendingHandling], to: .handling, by: [.department]),
        Row(.requestReturn, from: atDepartment, to: .returnRequested, by: [.department], needs: [.reason]),
        Row(.requestExtension, from: [.handling], to: .extensionRequested, by: [.department], needs: [.reason]),
        Row(.endorseExtension, from: [.extensionRequested], to: .extensionEndorsed, by: [.departmentLead]),
        Row(.refuseExtension, from: [.extensionRequested], to: .handling, by: [.departmentLead], needs: [.reason]),
        Row(.requestSuspension, from: [.handling], to: .suspensionRequested, by: [.department],
            needs: [.reason, .until]),
        Row(.withdrawRequest, from: requests, to: .handling, by: [.department]),
        Row(.finish, from: [.handling], to: .handled, by: [.department], needs: [.opinion],
            clocks: [.stop(.handling), .start(.checkDispatch)]),
    ]

    // swift-format-ignore
    private static let checking: [Row] = [
        Row(.requestCheck, from: [.handled], to: .pendingCheck, by: [.acceptor],
            clocks: [.stop(.checkDispatch), .start(.check)]),
        Row(.checkPass, from: [.pendingCheck], to: .pendingClosing, by: [.collector],
            clocks: [.stop(.check), .start(.closing)]),
        Row(.checkFail, from: [.pendingCheck], to: .pendingHandling, by: [.collector], needs: [.reason],
            clocks: [.stop(.check), .start(.handling)], note: Wording("返工次数加一", "Counts as rework")),
        Row(.rework, from: [.handled, .pendingClosing], to: .pendingHandling, by: [.dutyOfficer], needs: [.reason],
            clocks: [.stop(.checkDispatch), .stop(.closing), .start(.handling)],
            note: Wording("返工次数加一", "Counts as rework")),
        Row(.close, from: [.pendingClosing], to: .closed, by: [.dutyOfficer], clocks: [.stopAll]),
    ]

    // swift-format-ignore
    private static let afterwards: [Row] = [
        Row(.reopen, from: [.closed, .forceClosed, .cancelled, .refused], to: .pendingFiling, by: [.dutyOfficer],
            needs: [.reason], clocks: [.start(.filing)], reopens: true),
        Row(.forward, from: [.closed, .forceClosed], to: .pendingHandling, by: [.dutyOfficer], needs: [.reason],
            clocks: [.start(.handling), .start(.total)], reopens: true,
            note: Wording("一步重开并退回原处置部门", "Reopens and sends back to the same department in one act")),
        Row(.appeal, from: [.closed], to: .same, by: [.department, .departmentLead], needs: [.reason],
            note: Wording("仅处置超时的案件，限一次", "Only when handling was overdue, once")),
        Row(.reviewAppeal, from: [.closed], to: .same, by: [.dispatcher], needs: [.decision, .opinion]),
        Row(.decideAppeal, from: [.closed], to: .same, by: [.acceptor], needs: [.decision, .opinion],
            note: Wording("支持后事实不变，不计入统计", "If upheld the facts stay and the case leaves the statistics")),
        Row(.callBack, from: [.closed, .forceClosed, .refused], to: .same, by: [.acceptor], needs: [.satisfaction]),
    ]

    // swift-format-ignore
    private static let always: [Row] = [
        Row(.forceClose, from: underWay, to: .forceClosed, by: [.dutyOfficer], needs: [.reason], clocks: [.stopAll],
            note: Wording("单独统计，不计入结案率", "Counted apart, outside the closing rate")),
        Row(.cancel, from: [.selfHandledReview] + beforeFiling + underWay, to: .cancelled, by: [.dutyOfficer],
            needs: [.reason], clocks: [.stopAll], note: Wording("保留全部记录", "The record is kept whole")),
        Row(.amend, from: beforeFiling + [.pendingDispatch] + atDepartment, to: .same,
            by: [.acceptor, .dutyOfficer, .dispatcher],
            needs: [.reason],
            note: Wording("更正类别、位置或描述；派遣规则重算一次", "Class, place or words; the routing rules run once more")),
        Row(.supervise, from: beforeFiling + underWay, to: .same, by: [.supervisor], needs: [.reason]),
        Row(.answerSupervision, from: beforeFiling + underWay, to: .same,
            by: [.department, .departmentLead, .dispatcher, .dutyOfficer, .acceptor],
            needs: [.opinion]),
        Row(.comment, from: CaseState.allCases, to: .same, by: CaseRole.allCases, needs: [.opinion]),
    ]

    /// Whose turn it is in a state; nobody's in a final one.
    package static func turn(in state: CaseState) -> CaseRole? {
        switch state {
        case .reported, .selfHandledReview, .handled: .acceptor
        case .pendingVerification, .pendingCheck: .collector
        case .pendingFiling, .pendingClosing: .dutyOfficer
        case .pendingDispatch, .returnRequested, .extensionEndorsed, .suspensionRequested, .suspended: .dispatcher
        case .pendingHandling, .handling: .department
        case .extensionRequested: .departmentLead
        case .closed, .forceClosed, .cancelled, .refused, .merged, .selfHandled: nil
        }
    }

    /// The clock that shows in a state: the stage's, not the whole case's.
    package static func clock(in state: CaseState) -> ClockKind? {
        switch state {
        case .reported, .selfHandledReview: .acceptance
        case .pendingVerification: .verification
        case .pendingFiling: .filing
        case .pendingDispatch: .dispatch
        case .pendingHandling, .handling, .returnRequested, .extensionRequested, .extensionEndorsed,
            .suspensionRequested, .suspended:
            .handling
        case .handled: .checkDispatch
        case .pendingCheck: .check
        case .pendingClosing: .closing
        case .closed, .forceClosed, .cancelled, .refused, .merged, .selfHandled: nil
        }
    }
}
