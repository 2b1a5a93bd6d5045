import Attendance
import CaseManagement
package import CityAccess
import CityCore
import CityMedia
import CityRegistry
import CitySensing
import Command
import Evaluation
import MarketCollection

/// The duties of 数字城管 and what each may do. Code asks for permissions; only this table knows the roles.
package enum CityRoles {
    package static let collector: String = "collector"
    package static let acceptor: String = "acceptor"
    package static let dutyOfficer: String = "duty_officer"
    package static let dispatcher: String = "dispatcher"
    package static let handler: String = "handler"
    package static let handlerLead: String = "handler_lead"
    package static let supervisor: String = "supervisor"
    package static let evaluator: String = "evaluator"
    package static let contractorLead: String = "contractor_lead"
    package static let deviceSystem: String = "device_system"
    package static let display: String = "display"

    package static func catalogue() throws -> RoleCatalogue {
        try RoleCatalogue(posts + Role.administrators(system: systemPermissions, all: [.registryRead]))
    }

    private static let everyone: Set<Permission> = [.caseRead, .registryRead, .mediaRead, .evaluationRead]

    private static let systemPermissions: Set<Permission> = [
        .registryWrite, .classWrite, .calendarWrite, .routingRead, .routingWrite, .sensingRead, .sensingWrite,
        .sensingCommand, .commandRead, .commandManage,
    ]

    private static let posts: [Role] = [
        Role(
            collector,
            Wording("监督员", "Collector"),
            permissions: everyone.union([.caseReport, .caseInspect, .mediaAdd, .attendanceRecord, .commandServe])
        ),
        Role(
            acceptor,
            Wording("受理员", "Acceptor"),
            permissions: everyone.union([.caseReport, .caseAccept, .caseReporter, .mediaAdd, .staffPhone])
        ),
        Role(
            dutyOfficer,
            Wording("值班长", "Duty officer"),
            permissions: everyone.union([
                .caseApprove, .caseExport, .caseReporter, .mediaAdd, .mediaOriginal, .attendanceRead, .sensingRead,
                .commandRead, .commandDispatch, .commandManage, .staffPhone,
            ])
        ),
        Role(
            dispatcher,
            Wording("派遣员", "Dispatcher"),
            permissions: everyone.union([
                .caseDispatch, .caseExport, .routingRead, .mediaAdd, .staffPhone, .attendanceRead, .sensingRead,
                .sensingCommand, .commandRead, .commandDispatch,
            ])
        ),
        Role(
            handler,
            Wording("专业部门经办人", "Department clerk"),
            permissions: everyone.union([.caseHandle, .mediaAdd, .attendanceRecord, .commandServe])
        ),
        Role(
            handlerLead,
            Wording("专业部门负责人", "Department lead"),
            permissions: everyone.union([
                .caseHandle, .caseHandleLead, .caseExport, .mediaAdd, .attendanceRecord, .evaluationObject,
                .sensingRead, .commandRead, .commandManage, .commandServe,
            ])
        ),
        Role(
            supervisor,
            Wording("督办员（领导）", "Supervisor (leader)"),
            permissions: everyone.union([
                .caseSupervise, .caseExport, .attendanceRead, .evaluationPeople, .evaluationDecide, .collectionRead,
                .collectionDecide, .sensingRead, .commandRead, .commandDispatch,
            ])
        ),
        Role(
            evaluator,
            Wording("考评员", "Evaluator"),
            permissions: everyone.union([
                .caseExport, .attendanceRead, .evaluationPeople, .evaluationReview, .evaluationRules, .mediaAdd,
                .collectionRead, .collectionManage, .collectionCheck,
            ])
        ),
        Role(
            contractorLead,
            Wording("采集公司负责人", "Contractor's lead"),
            permissions: everyone.union([.attendanceRead, .collectionRead, .collectionObject])
        ),
        Role(
            deviceSystem,
            Wording("设备数据对接", "Another system with devices"),
            permissions: [.sensingRead, .sensingReport]
        ),
        Role(
            display,
            Wording("大屏", "Wall display"),
            permissions: [.caseRead, .registryRead, .evaluationRead, .sensingRead, .commandRead],
            isDisplay: true
        ),
    ]
}
