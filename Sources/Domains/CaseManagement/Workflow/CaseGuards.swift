import CityCore
import CityWorkflow

/// The rules that the workflow's table cannot say.
struct CaseGuards: Sendable {
    let settings: CaseSettings

    func check(
        _ action: CaseAction,
        on record: CaseRecord,
        _ input: ActionInput,
        by identity: Identity,
        as role: CaseRole?,
        at now: Timestamp
    ) throws {
        try checkStanding(action, on: record, by: identity, as: role)
        switch action {
        case .requestSuspension: try checkSuspensionDate(input, now)
        case .callBack: try checkSatisfaction(input)
        case .amend: try checkAmendment(input)
        default: break
        }
    }

    /// Whether somebody may do it at all as the case stands, whatever they give.
    func allows(_ action: CaseAction, on record: CaseRecord, by identity: Identity, as role: CaseRole?) -> Bool {
        (try? checkStanding(action, on: record, by: identity, as: role)) != nil
    }

    private func checkStanding(
        _ action: CaseAction,
        on record: CaseRecord,
        by identity: Identity,
        as role: CaseRole?
    ) throws {
        try checkAssignee(record, identity, role)
        switch action {
        case .requestExtension: try checkExtension(record)
        case .requestSuspension: try require(record.suspensionCount == 0, CaseTrouble.suspendedBefore)
        case .appeal: try checkAppeal(record)
        case .reviewAppeal: try require(record.appeal == .requested, CaseTrouble.noAppeal)
        case .decideAppeal: try require(record.appeal == .reviewed, CaseTrouble.appealNotReviewed)
        case .answerSupervision: try require(record.supervision == .open, CaseTrouble.noSupervision)
        case .forward: try require(record.organisation != nil, CaseTrouble.neverDispatched)
        default: break
        }
    }

    /// A verification or check that was given to one person is not done by another.
    private func checkAssignee(_ record: CaseRecord, _ identity: Identity, _ role: CaseRole?) throws {
        guard role == .collector, let account = record.turn.account, !identity.isSystem else { return }
        try require(account == identity.account, CaseTrouble.notYours)
    }

    private func checkExtension(_ record: CaseRecord) throws {
        try require(record.extensionCount < settings.extensionMax, CaseTrouble.extensions(settings.extensionMax))
    }

    private func checkSuspensionDate(_ input: ActionInput, _ now: Timestamp) throws {
        guard let until = input.until else { return }
        try require(until > now && until - now <= settings.suspensionMax, CaseTrouble.suspensionDate)
    }

    private func checkAppeal(_ record: CaseRecord) throws {
        try require(record.appeal == .none, CaseTrouble.appealedBefore)
        try require(record.handledOnTime == false, CaseTrouble.notOverdue)
    }

    private func checkSatisfaction(_ input: ActionInput) throws {
        guard let satisfaction = input.satisfaction else { return }
        try require((1...5).contains(satisfaction), CaseTrouble.satisfaction)
    }

    private func checkAmendment(_ input: ActionInput) throws {
        let changes: Bool =
            input.subject != nil || input.coordinate != nil || input.address != nil || input.description != nil
        try require(changes, CaseTrouble.nothingToAmend)
    }

    private func require(_ holds: Bool, _ trouble: CityError) throws {
        if !holds { throw trouble }
    }
}

/// What can be wrong with an action on a case.
enum CaseTrouble {
    static let seenAt: CityError = CityError.invalid(
        "seenAt",
        "case.seen_at",
        Wording("发现时间须在最近 7 天之内，且不晚于现在", "It must have been seen within the last 7 days and not in the future")
    )
    static let notYours: CityError = CityError(
        .forbidden,
        "case.not_yours",
        Wording("此任务派给了另一位监督员", "This task was given to another collector")
    )
    static func extensions(_ count: Int) -> CityError {
        CityError(
            .conflict,
            "case.extensions",
            Wording("已延期 \(count) 次，不能再申请", "It was extended \(count) times already; no more can be asked for")
        )
    }
    static let suspendedBefore: CityError = CityError(
        .conflict,
        "case.suspended_before",
        Wording("每个案件只能挂账一次", "A case can be suspended only once")
    )
    static let suspensionDate: CityError = .invalid(
        "until",
        "case.suspension_date",
        Wording("恢复日期须在今天之后一年之内", "The date to resume must be within a year from now")
    )
    static let appealedBefore: CityError = CityError(
        .conflict,
        "case.appealed_before",
        Wording("每个案件只能申诉一次", "A case can be appealed only once")
    )
    static let notOverdue: CityError = CityError(
        .conflict,
        "case.not_overdue",
        Wording("处置没有超时，无需申诉", "Handling was not overdue; there is nothing to appeal")
    )
    static let noAppeal: CityError = CityError(
        .conflict,
        "case.no_appeal",
        Wording("没有待初审的申诉", "There is no appeal to review")
    )
    static let appealNotReviewed: CityError = CityError(
        .conflict,
        "case.appeal_not_reviewed",
        Wording("申诉尚未经派遣员初审", "The appeal has not been reviewed by the dispatcher yet")
    )
    static let noSupervision: CityError = CityError(
        .conflict,
        "case.no_supervision",
        Wording("没有待回复的督办", "There is no supervision to answer")
    )
    static let neverDispatched: CityError = CityError(
        .conflict,
        "case.never_dispatched",
        Wording("此案件没有派遣过，请用“重新启动”", "It was never dispatched; reopen it instead")
    )
    static let satisfaction: CityError = .invalid(
        "satisfaction",
        "case.satisfaction",
        Wording("满意度须为 1 到 5", "Satisfaction must be 1 to 5")
    )
    static let nothingToAmend: CityError = .invalid(
        "class",
        "case.nothing_to_amend",
        Wording("请填写要更正的类别、位置、地址或描述", "Give the class, place, address or description to correct")
    )
    static let outside: CityError = .invalid(
        "place",
        "case.outside",
        Wording(
            "此位置不在本市网格之内，请检查坐标（经度在前）",
            "This place lies outside the city's grids; check the coordinates (longitude first)"
        )
    )
    static let mergeTarget: CityError = .invalid(
        "target",
        "case.merge_target",
        Wording("要并入的案件不存在、已结束或就是本案", "The case to merge into does not exist, has ended, or is this one")
    )
    static let department: CityError = .invalid(
        "organisation",
        "case.department",
        Wording("处置部门不存在或已停用", "This department does not exist or is closed")
    )
    static let unknownClass: CityError = .invalid(
        "class",
        "case.class",
        Wording("分类表中没有这个小类", "There is no such small class in the class table")
    )
    static let unknownCondition: CityError = .invalid(
        "condition",
        "case.condition",
        Wording("这个小类没有此立案条件", "This small class has no such filing condition")
    )
    static let unknownPart: CityError = .invalid(
        "part",
        "case.part",
        Wording("没有这个部件编码", "There is no part with this code")
    )
    static let unknownPhoto: CityError = .invalid(
        "photos",
        "case.photo",
        Wording("照片不存在，请先上传", "A photo does not exist; upload it first")
    )
}
