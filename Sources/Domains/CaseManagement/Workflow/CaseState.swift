package import CityCore
import CitySQL
import CityWorkflow

/// Where a case stands. Raw values are stored and travel on the wire.
package enum CaseState: String, WorkflowState, Codable, SQLEncodable, SQLDecodable {
    case reported
    case pendingVerification = "pending_verification"
    case pendingFiling = "pending_filing"
    case pendingDispatch = "pending_dispatch"
    case pendingHandling = "pending_handling"
    case handling
    case returnRequested = "return_requested"
    case extensionRequested = "extension_requested"
    case extensionEndorsed = "extension_endorsed"
    case suspensionRequested = "suspension_requested"
    case suspended
    case handled
    case pendingCheck = "pending_check"
    case pendingClosing = "pending_closing"
    case selfHandledReview = "self_handled_review"
    case closed
    case forceClosed = "force_closed"
    case cancelled
    case refused
    case merged
    case selfHandled = "self_handled"

    package var title: Wording {
        switch self {
        case .reported: Wording("已上报", "Reported")
        case .pendingVerification: Wording("待核实", "Awaiting verification")
        case .pendingFiling: Wording("待立案", "Awaiting filing")
        case .pendingDispatch: Wording("待派遣", "Awaiting dispatch")
        case .pendingHandling: Wording("待处置", "Awaiting handling")
        case .handling: Wording("处置中", "Being handled")
        case .returnRequested: Wording("申请回退", "Return requested")
        case .extensionRequested: Wording("申请延期", "Extension requested")
        case .extensionEndorsed: Wording("延期待批", "Extension endorsed")
        case .suspensionRequested: Wording("申请挂账", "Suspension requested")
        case .suspended: Wording("挂账", "Suspended")
        case .handled: Wording("处置完成", "Handled")
        case .pendingCheck: Wording("待核查", "Awaiting check")
        case .pendingClosing: Wording("待结案", "Awaiting closing")
        case .selfHandledReview: Wording("自处理待审", "Self-handled, under review")
        case .closed: Wording("已结案", "Closed")
        case .forceClosed: Wording("强制结案", "Closed by force")
        case .cancelled: Wording("已作废", "Cancelled")
        case .refused: Wording("不予立案", "Not filed")
        case .merged: Wording("已并案", "Merged")
        case .selfHandled: Wording("自处理", "Self-handled")
        }
    }

    /// The seven stages (信息收集 … 综合评价) that the state belongs to.
    package var stage: CaseStage {
        switch self {
        case .reported, .pendingVerification, .selfHandledReview: .collection
        case .pendingFiling: .filing
        case .pendingDispatch: .dispatch
        case .pendingHandling, .handling, .returnRequested, .extensionRequested, .extensionEndorsed,
            .suspensionRequested, .suspended:
            .handling
        case .handled: .feedback
        case .pendingCheck, .pendingClosing: .checking
        case .closed, .forceClosed, .cancelled, .refused, .merged, .selfHandled: .evaluation
        }
    }

    package static let finals: Set<CaseState> = [.closed, .forceClosed, .cancelled, .refused, .merged, .selfHandled]
    package static let open: [CaseState] = allCases.filter { !finals.contains($0) }
    package var isFinal: Bool { CaseState.finals.contains(self) }
}

/// The seven stages of 数字城管.
package enum CaseStage: String, Codable, CaseIterable, Sendable {
    case collection
    case filing
    case dispatch
    case handling
    case feedback
    case checking
    case evaluation

    package var title: Wording {
        switch self {
        case .collection: Wording("信息收集", "Collection")
        case .filing: Wording("案卷建立", "Filing")
        case .dispatch: Wording("任务派遣", "Dispatch")
        case .handling: Wording("任务处理", "Handling")
        case .feedback: Wording("处理反馈", "Feedback")
        case .checking: Wording("核查结案", "Check and closing")
        case .evaluation: Wording("综合评价", "Evaluation")
        }
    }
}
