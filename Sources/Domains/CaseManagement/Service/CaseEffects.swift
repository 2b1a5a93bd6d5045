import CityCore
import CityWorkflow

/// What an action does to a case besides moving it and its clocks: one small rule per action.
extension CaseChange {
    mutating func apply(_ action: CaseAction, _ input: ActionInput, at now: Timestamp, calendar: WorkCalendar) throws {
        switch action {
        case .confirmTrue: record.verifiedTrue = true
        case .confirmFalse: record.verifiedTrue = false
        case .file: record.filedAt = now
        case .dispatch: dispatch(to: input.organisation ?? record.suggestedOrganisation, at: now)
        case .approveReturn: record.returnCount += 1
        case .approveExtension: try extend(calendar)
        case .requestSuspension: record.suspendedUntil = input.until
        case .approveSuspension: record.suspensionCount += 1
        case .refuseSuspension, .resume, .withdrawRequest: record.suspendedUntil = nil
        case .finish: finish(at: now)
        case .checkFail, .rework: record.reworkCount += 1
        case .close: close(at: now)
        case .forceClose, .cancel, .refuse, .approveSelfHandled: end(at: now)
        case .merge:
            record.mergedInto = input.target
            end(at: now)
        case .reopen, .forward: reopen(action, at: now)
        case .supervise: record.supervision = .open
        case .answerSupervision: record.supervision = .answered
        case .appeal: record.appeal = .requested
        case .reviewAppeal: record.appeal = input.upheld == true ? .reviewed : .rejected
        case .decideAppeal: record.appeal = input.upheld == true ? .upheld : .rejected
        case .callBack: record.satisfaction = input.satisfaction
        default: break
        }
        if let upheld = input.upheld { details["upheld"] = upheld ? "true" : "false" }
        if let satisfaction = input.satisfaction { details["satisfaction"] = "\(satisfaction)" }
        if let until = input.until { details["until"] = until.iso8601 }
        if let target = input.target { details["target"] = target.text }
    }

    private mutating func dispatch(to organisation: OrganisationID?, at now: Timestamp) {
        record.organisation = organisation
        record.dispatchedAt = now
        record.dispatchCount += 1
        details["organisation"] = organisation?.text
    }

    /// Each grant adds the original limit once more, to the stage and to the whole case.
    private mutating func extend(_ calendar: WorkCalendar) throws {
        record.extensionCount += 1
        clocks = try clocks.extending(.handling, calendar: calendar)
        if clocks.open(.total) != nil { clocks = try clocks.extending(.total, calendar: calendar) }
    }

    private mutating func finish(at now: Timestamp) {
        record.handledAt = now
        record.handledOnTime = earlierClocks.open(.handling).map { !$0.isOverdue(at: now) }
    }

    private mutating func close(at now: Timestamp) {
        record.closedOnTime = earlierClocks.open(.total).map { !$0.isOverdue(at: now) } ?? true
        end(at: now)
    }

    private mutating func end(at now: Timestamp) {
        record.closedAt = now
        record.suspendedUntil = nil
    }

    private mutating func reopen(_ action: CaseAction, at now: Timestamp) {
        record.closedAt = nil
        record.closedOnTime = nil
        record.handledOnTime = nil
        record.handledAt = nil
        record.satisfaction = nil
        record.appeal = .none
        record.dueAt = nil
        if action == .forward {
            record.dispatchedAt = now
            record.dispatchCount += 1
        } else {
            record.organisation = nil
        }
    }
}
