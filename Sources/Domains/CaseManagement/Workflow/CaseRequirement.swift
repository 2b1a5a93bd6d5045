import CityCore
package import CityWorkflow

extension Requirement {
    package static let reason: Requirement = Requirement("opinion", Wording("理由", "reason"))
    package static let opinion: Requirement = Requirement("opinion", Wording("意见", "opinion"))
    package static let smallClass: Requirement = Requirement("class", Wording("类别", "class"))
    package static let condition: Requirement = Requirement("condition", Wording("立案条件", "filing condition"))
    package static let organisation: Requirement = Requirement("organisation", Wording("处置部门", "department"))
    package static let photo: Requirement = Requirement("photos", Wording("照片", "photo"))
    package static let until: Requirement = Requirement("until", Wording("恢复日期", "date to resume"))
    package static let target: Requirement = Requirement("target", Wording("并入的案件", "case to merge into"))
    package static let decision: Requirement = Requirement("upheld", Wording("是否支持", "upheld or not"))
    package static let satisfaction: Requirement = Requirement("satisfaction", Wording("满意度", "satisfaction"))
}

extension ClockKind {
    package static let acceptance: ClockKind = ClockKind("acceptance", Wording("受理", "acceptance"))
    package static let verification: ClockKind = ClockKind("verification", Wording("核实", "verification"))
    package static let filing: ClockKind = ClockKind("filing", Wording("立案", "filing"))
    package static let dispatch: ClockKind = ClockKind("dispatch", Wording("派遣", "dispatch"))
    package static let handling: ClockKind = ClockKind("handling", Wording("处置", "handling"))
    package static let checkDispatch: ClockKind = ClockKind("check_dispatch", Wording("派核查", "sending to check"))
    package static let check: ClockKind = ClockKind("check", Wording("核查", "check"))
    package static let closing: ClockKind = ClockKind("closing", Wording("结案", "closing"))
    package static let total: ClockKind = ClockKind("total", Wording("全程", "whole case"))

    package static let all: [ClockKind] = [
        .acceptance, .verification, .filing, .dispatch, .handling, .checkDispatch, .check, .closing, .total,
    ]
}
