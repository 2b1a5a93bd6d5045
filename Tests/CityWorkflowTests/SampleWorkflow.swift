import CityCore
import CityWorkflow

/// A small workflow in the shape that domains write theirs.
enum Step: String, WorkflowState {
    case reported
    case dispatched
    case handling
    case suspended
    case checking
    case closed
    case cancelled

    var title: Wording {
        switch self {
        case .reported: Wording("已上报", "reported")
        case .dispatched: Wording("已派遣", "dispatched")
        case .handling: Wording("处置中", "being handled")
        case .suspended: Wording("挂账", "suspended")
        case .checking: Wording("核查中", "being checked")
        case .closed: Wording("已结案", "closed")
        case .cancelled: Wording("已作废", "cancelled")
        }
    }
}

enum Deed: String, WorkflowAction {
    case dispatch
    case accept
    case suspend
    case resume
    case finish
    case rework
    case close
    case cancel
    case urge
    case appeal

    var title: Wording {
        switch self {
        case .dispatch: Wording("派遣", "dispatch")
        case .accept: Wording("接收", "accept")
        case .suspend: Wording("挂账", "suspend")
        case .resume: Wording("恢复", "resume")
        case .finish: Wording("处置完成", "finish")
        case .rework: Wording("返工", "send back")
        case .close: Wording("结案", "close")
        case .cancel: Wording("作废", "cancel")
        case .urge: Wording("督办", "urge")
        case .appeal: Wording("申诉", "appeal")
        }
    }
}

enum Post: String, WorkflowRole {
    case dispatcher
    case department
    case officer

    var title: Wording {
        switch self {
        case .dispatcher: Wording("派遣员", "dispatcher")
        case .department: Wording("专业部门", "department")
        case .officer: Wording("值班长", "duty officer")
        }
    }
}

extension Requirement {
    static let reason: Requirement = Requirement("reason", Wording("理由", "reason"))
    static let photo: Requirement = Requirement("photo", Wording("照片", "photo"))
    static let organisation: Requirement = Requirement("organisation", Wording("处置部门", "department"))
}

typealias SampleWorkflow = Workflow<Step, Deed, Post>

let sampleRows: [SampleWorkflow.Row] = [
    .init(
        .dispatch,
        from: [.reported],
        to: .dispatched,
        by: [.dispatcher],
        needs: [.organisation],
        clocks: [.stop(.dispatching), .start(.handling)]
    ),
    .init(.accept, from: [.dispatched], to: .handling, by: [.department]),
    .init(
        .suspend,
        from: [.dispatched, .handling],
        to: .suspended,
        by: [.dispatcher],
        needs: [.reason, .photo],
        clocks: [.pauseAll],
        note: Wording("最长一年", "a year at most | once")
    ),
    .init(.resume, from: [.suspended], to: .previous, by: [], clocks: [.resumeAll]),
    .init(.finish, from: [.handling], to: .checking, by: [.department], needs: [.photo], clocks: [.stop(.handling)]),
    .init(.rework, from: [.checking], to: .handling, by: [.officer], clocks: [.restart(.handling)]),
    .init(.close, from: [.checking], to: .closed, by: [.officer], clocks: [.stopAll]),
    .init(.cancel, from: [.reported, .dispatched], to: .cancelled, by: [.officer], needs: [.reason]),
    .init(.urge, from: [.dispatched, .handling], to: .same, by: [.officer, .dispatcher]),
    .init(.appeal, from: [.closed], to: .checking, by: [.department], needs: [.reason], reopens: true),
]

let sample: SampleWorkflow = SampleWorkflow(initial: [.reported], final: [.closed, .cancelled], rows: sampleRows)
