import CityCore

extension FieldChecks {
    /// Notes the trouble unless the condition holds.
    mutating func require(_ holds: Bool, _ field: String, _ reason: String, _ wording: @autoclosure () -> Wording) {
        if !holds { note(field, reason, wording()) }
    }

    /// Notes the trouble unless there are so many already that more would only hide them.
    mutating func noteFew(_ field: String, _ reason: String, _ wording: @autoclosure () -> Wording) {
        if problems.count < 20 { note(field, reason, wording()) }
    }
}
