package import CityCore
import CityWorkflow

/// Who acts on a case. A role is held by a permission in the case's area and, for departments, organisation: code asks
/// for permissions, never for the names of an account's roles.
package enum CaseRole: String, WorkflowRole, Codable {
    case collector
    case acceptor
    case dutyOfficer = "duty_officer"
    case dispatcher
    case department
    case departmentLead = "department_lead"
    case supervisor

    package var title: Wording {
        switch self {
        case .collector: Wording("监督员", "collector")
        case .acceptor: Wording("受理员", "acceptor")
        case .dutyOfficer: Wording("值班长", "duty officer")
        case .dispatcher: Wording("派遣员", "dispatcher")
        case .department: Wording("专业部门", "department")
        case .departmentLead: Wording("专业部门负责人", "department lead")
        case .supervisor: Wording("督办员", "supervisor")
        }
    }

    package var permission: Permission {
        switch self {
        case .collector: .caseInspect
        case .acceptor: .caseAccept
        case .dutyOfficer: .caseApprove
        case .dispatcher: .caseDispatch
        case .department: .caseHandle
        case .departmentLead: .caseHandleLead
        case .supervisor: .caseSupervise
        }
    }

    /// Departments act on what was dispatched to them; the others on all cases of their area.
    package var belongsToHandlingOrganisation: Bool { self == .department || self == .departmentLead }
}

extension Permission {
    package static let caseRead: Permission = Permission("case.read")
    package static let caseReport: Permission = Permission("case.report")
    package static let caseInspect: Permission = Permission("case.inspect")
    package static let caseAccept: Permission = Permission("case.accept")
    package static let caseApprove: Permission = Permission("case.approve")
    package static let caseDispatch: Permission = Permission("case.dispatch")
    package static let caseHandle: Permission = Permission("case.handle")
    package static let caseHandleLead: Permission = Permission("case.handle_lead")
    package static let caseSupervise: Permission = Permission("case.supervise")
    package static let caseExport: Permission = Permission("case.export")
    /// Names and phone numbers of reporters; every look leaves a trace in the audit log.
    package static let caseReporter: Permission = Permission("case.reporter")
    package static let routingWrite: Permission = Permission("routing.write")
    package static let routingRead: Permission = Permission("routing.read")
}
