import CityCore
import CityRegistry

extension PlanContent {
    static let stepsMax: Int = 100

    /// What is wrong with it is said at the field.
    func check(_ checks: inout FieldChecks) -> PlanContent {
        var clean: PlanContent = self
        clean.words = checks.text(words, "content.words", 0...2_000)
        if !(0...1_440).contains(rollCallMinutes) {
            checks.note("content.rollCallMinutes", "plan.minutes", Self.minutes(1_440))
        }
        clean.roles = roles.enumerated().map { $0.element.checked("content.roles.\($0.offset)", &checks) }
        refuseRepeats(roles.map(\.key), "content.roles", &checks)
        clean.resources = resources.enumerated().map { $0.element.checked("content.resources.\($0.offset)", &checks) }
        if roles.count > 30 || resources.count > 100 || !(1...Self.stepsMax).contains(steps.count) {
            checks.note(
                "content.steps",
                "plan.size",
                Wording(
                    "须有 1 到 \(Self.stepsMax) 个步骤，至多 30 个岗位、100 项物资",
                    "A plan has 1 to \(Self.stepsMax) steps, up to 30 roles and 100 resources"
                )
            )
            return clean
        }
        let keys: Set<String> = Set(roles.map(\.key))
        var above: Set<String> = []
        clean.steps = steps.enumerated().map { index, step in
            let field: String = "content.steps.\(index)"
            let checked: PlanStep = step.checked(field, roles: keys, above: above, &checks)
            above.insert(step.key)
            return checked
        }
        refuseRepeats(steps.map(\.key), "content.steps", &checks)
        return clean
    }

    private func refuseRepeats(_ keys: [String], _ field: String, _ checks: inout FieldChecks) {
        if Set(keys).count < keys.count {
            checks.note(field, "plan.keys", Wording("标识不能重复", "Each key stands once"))
        }
    }

    fileprivate static func minutes(_ max: Int) -> Wording {
        Wording("须为 0 到 \(max) 分钟", "It is 0 to \(max) minutes")
    }
}

extension PlanRole {
    fileprivate func checked(_ field: String, _ checks: inout FieldChecks) -> PlanRole {
        PlanRole(
            key: checks.identifier(key, "\(field).key", 1...32),
            title: checks.text(title, "\(field).title", 1...40),
            words: checks.text(words, "\(field).words", 0...500)
        )
    }
}

extension PlanResource {
    fileprivate func checked(_ field: String, _ checks: inout FieldChecks) -> PlanResource {
        if !(0...1_000_000).contains(quantity) {
            checks.note("\(field).quantity", "plan.quantity", Wording("数量须为 0 到 100 万", "A quantity is 0 to 1,000,000"))
        }
        return PlanResource(
            name: checks.text(name, "\(field).name", 1...40),
            quantity: quantity,
            unit: checks.text(unit, "\(field).unit", 0...10)
        )
    }
}

extension PlanStep {
    func checked(
        _ field: String,
        roles: Set<String>,
        above: Set<String>,
        _ checks: inout FieldChecks
    ) -> PlanStep {
        var clean: PlanStep = self
        clean.key = checks.identifier(key, "\(field).key", 1...32)
        clean.title = checks.text(title, "\(field).title", 1...60)
        clean.words = checks.text(words, "\(field).words", 0...1_000)
        if !role.isEmpty, !roles.contains(role) {
            checks.note("\(field).role", "plan.role", Wording("没有这个岗位", "There is no such role"))
        }
        if !Set(after).isSubset(of: above) {
            checks.note(
                "\(field).after",
                "plan.after",
                Wording("前置步骤须排在此步骤之前", "A step waits only for steps above it")
            )
        }
        for (name, minutes) in [("waitMinutes", waitMinutes), ("dueMinutes", dueMinutes)]
        where !(0...10_080).contains(minutes) {
            checks.note("\(field).\(name)", "plan.minutes", PlanContent.minutes(10_080))
        }
        if !(0...50).contains(units) {
            checks.note("\(field).units", "plan.units", Wording("须为 0 到 50 个力量", "It is 0 to 50 units"))
        }
        if isAutomatic, units == 0 {
            checks.note(
                "\(field).units",
                "plan.automatic",
                Wording("自动派遣须填力量数", "Say how many units are sent by themselves")
            )
        }
        clean.skills = skills.enumerated().map { checks.text($0.element, "\(field).skills.\($0.offset)", 1...20) }
        return clean
    }
}
