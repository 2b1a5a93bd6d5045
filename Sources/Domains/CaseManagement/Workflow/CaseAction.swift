package import CityCore
import CityWorkflow

/// What can be done to a case. Raw values are stored in histories and named in addresses.
package enum CaseAction: String, WorkflowAction, Codable {
    case requestVerification = "request_verification"
    case confirmTrue = "confirm_true"
    case confirmFalse = "confirm_false"
    case accept
    case sendBack = "send_back"
    case file
    case refuse
    case approveSelfHandled = "approve_self_handled"
    case refuseSelfHandled = "refuse_self_handled"
    case merge
    case dispatch
    case take
    case requestReturn = "request_return"
    case approveReturn = "approve_return"
    case refuseReturn = "refuse_return"
    case requestExtension = "request_extension"
    case endorseExtension = "endorse_extension"
    case approveExtension = "approve_extension"
    case refuseExtension = "refuse_extension"
    case requestSuspension = "request_suspension"
    case approveSuspension = "approve_suspension"
    case refuseSuspension = "refuse_suspension"
    case resume
    case withdrawRequest = "withdraw_request"
    case finish
    case requestCheck = "request_check"
    case checkPass = "check_pass"
    case checkFail = "check_fail"
    case rework
    case close
    case forceClose = "force_close"
    case cancel
    case reopen
    case forward
    case amend
    case supervise
    case answerSupervision = "answer_supervision"
    case appeal
    case reviewAppeal = "review_appeal"
    case decideAppeal = "decide_appeal"
    case callBack = "call_back"
    case comment

    package var title: Wording {
        switch self {
        case .requestVerification: Wording("派核实", "Send to verify")
        case .confirmTrue: Wording("核实属实", "Verified true")
        case .confirmFalse: Wording("核实不属实", "Verified false")
        case .accept: Wording("受理", "Accept")
        case .sendBack: Wording("退回上一步", "Send back")
        case .file: Wording("立案", "File")
        case .refuse: Wording("不予立案", "Refuse to file")
        case .approveSelfHandled: Wording("自处理通过", "Approve self-handling")
        case .refuseSelfHandled: Wording("自处理不通过", "Refuse self-handling")
        case .merge: Wording("并案", "Merge")
        case .dispatch: Wording("派遣", "Dispatch")
        case .take: Wording("签收", "Take")
        case .requestReturn: Wording("申请回退", "Ask to return")
        case .approveReturn: Wording("同意回退", "Approve return")
        case .refuseReturn: Wording("不同意回退", "Refuse return")
        case .requestExtension: Wording("申请延期", "Ask for extension")
        case .endorseExtension: Wording("部门同意延期", "Endorse extension")
        case .approveExtension: Wording("批准延期", "Approve extension")
        case .refuseExtension: Wording("不批准延期", "Refuse extension")
        case .requestSuspension: Wording("申请挂账", "Ask for suspension")
        case .approveSuspension: Wording("批准挂账", "Approve suspension")
        case .refuseSuspension: Wording("不批准挂账", "Refuse suspension")
        case .resume: Wording("恢复", "Resume")
        case .withdrawRequest: Wording("撤回申请", "Withdraw request")
        case .finish: Wording("处置反馈", "Report handled")
        case .requestCheck: Wording("派核查", "Send to check")
        case .checkPass: Wording("核查通过", "Check passed")
        case .checkFail: Wording("核查不通过", "Check failed")
        case .rework: Wording("返工", "Rework")
        case .close: Wording("结案", "Close")
        case .forceClose: Wording("强制结案", "Close by force")
        case .cancel: Wording("作废", "Cancel")
        case .reopen: Wording("重新启动", "Reopen")
        case .forward: Wording("退回原部门", "Reopen to the same department")
        case .amend: Wording("更正", "Amend")
        case .supervise: Wording("督办", "Supervise")
        case .answerSupervision: Wording("督办回复", "Answer supervision")
        case .appeal: Wording("申诉", "Appeal")
        case .reviewAppeal: Wording("申诉初审", "Review appeal")
        case .decideAppeal: Wording("申诉复审", "Decide appeal")
        case .callBack: Wording("回访", "Call back")
        case .comment: Wording("批注", "Comment")
        }
    }
}
