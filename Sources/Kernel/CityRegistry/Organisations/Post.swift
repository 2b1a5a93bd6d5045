package import CityCore
import CitySQL

/// What somebody works as in the loop of reporting, dispatching and checking (CJJ/T 106). The rights of an account
/// come from its roles, not from the post.
package enum Post: String, Sendable, Codable, CaseIterable, SQLConvertible {
    /// 监督员: reports, verifies, checks on the spot.
    case collector
    /// 受理员: takes reports in and passes them on.
    case acceptor
    /// 值班长: files, closes, cancels.
    case dutyOfficer = "duty_officer"
    /// 派遣员: chooses who handles a case.
    case dispatcher
    /// 处置人员: does the work.
    case handler
    /// 督办员
    case supervisor
    /// 考评员
    case evaluator
    case leader

    package var title: Wording {
        switch self {
        case .collector: Wording("监督员", "collector")
        case .acceptor: Wording("受理员", "acceptor")
        case .dutyOfficer: Wording("值班长", "duty officer")
        case .dispatcher: Wording("派遣员", "dispatcher")
        case .handler: Wording("处置人员", "handler")
        case .supervisor: Wording("督办员", "supervisor")
        case .evaluator: Wording("考评员", "evaluator")
        case .leader: Wording("领导", "leader")
        }
    }
}
