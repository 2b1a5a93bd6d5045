import CityCore

/// What can be wrong with a row of an imported table. Fields are named by the mapping's keys; the wording names the
/// table's own column.
enum ImportTrouble {
    static func missing(_ field: CaseField, _ column: String) -> FieldError {
        FieldError(
            field.rawValue,
            "case.field_missing",
            Wording("“\(column)”列为空，此项必填", "The column “\(column)” is empty; it is needed")
        )
    }

    static func tooLong(_ field: CaseField, _ column: String, max: Int) -> FieldError {
        FieldError(
            field.rawValue,
            "case.field_too_long",
            Wording("“\(column)”列超过 \(max) 个字", "The column “\(column)” has more than \(max) characters")
        )
    }

    static func time(_ field: CaseField, _ column: String, _ formats: [String]) -> FieldError {
        let written: String = formats.joined(separator: " / ")
        return FieldError(
            field.rawValue,
            "case.time",
            Wording("“\(column)”列不是 \(written) 格式的时间", "The column “\(column)” is not a time written as \(written)")
        )
    }

    static func before1970(_ field: CaseField, _ column: String) -> FieldError {
        FieldError(
            field.rawValue,
            "case.before_1970",
            Wording("“\(column)”列的时间早于 1970 年", "The time in the column “\(column)” is before 1970")
        )
    }

    static func inFuture(_ field: CaseField, _ column: String) -> FieldError {
        FieldError(
            field.rawValue,
            "case.in_future",
            Wording(
                "“\(column)”列的时间在将来，请检查时区和格式",
                "The time in the column “\(column)” has not come yet; check zone and format"
            )
        )
    }

    static func value(_ field: CaseField, _ column: String, _ text: String) -> FieldError {
        FieldError(
            field.rawValue,
            "case.unknown_value",
            Wording(
                "“\(column)”列的取值“\(text.prefix(40))”在映射的 values.\(field.rawValue) 中没有说明",
                "The value “\(text.prefix(40))” of the column “\(column)” is not told in the mapping's values.\(field.rawValue)"
            )
        )
    }

    static func number(_ field: CaseField, _ column: String) -> FieldError {
        FieldError(
            field.rawValue,
            "case.not_a_number",
            Wording("“\(column)”列不是数字", "The column “\(column)” is not a number")
        )
    }

    static func halfCoordinate(_ field: CaseField, _ column: String) -> FieldError {
        FieldError(
            field.rawValue,
            "case.half_coordinate",
            Wording("经纬度只有一个，“\(column)”列为空", "Only half of the coordinate is there: the column “\(column)” is empty")
        )
    }

    static let closedBeforeOpened: FieldError = FieldError(
        CaseField.closedAt.rawValue,
        "case.closed_before_opened",
        Wording("结案时间早于上报时间", "It was closed before it was opened")
    )

    static let closedWithoutTime: FieldError = FieldError(
        CaseField.closedAt.rawValue,
        "case.closed_without_time",
        Wording("状态为已结束，但没有结案时间", "It has ended, but there is no time of closing")
    )

    static let openWithCloseTime: FieldError = FieldError(
        CaseField.closedAt.rawValue,
        "case.open_with_close_time",
        Wording("状态为未结束，但有结案时间", "It is open, but there is a time of closing")
    )

    static func onTime(_ computed: Bool) -> FieldError {
        FieldError(
            CaseField.onTime.rawValue,
            "case.on_time_differs",
            Wording(
                "按截止和结案时间计算为\(computed ? "按期" : "超期")，与表中标记不符",
                "By its target and closing times it was closed \(computed ? "in time" : "late"), unlike the table's mark"
            )
        )
    }

    static let duplicate: FieldError = FieldError(
        CaseField.number.rawValue,
        "case.duplicate_number",
        Wording("编号在本文件中重复，只导入第一条", "The number stands twice in this file; the first row is taken")
    )

    static let noArea: FieldError = FieldError(
        CaseField.area.rawValue,
        "case.no_area",
        Wording("无法确定所在区域：没有区划代码，坐标也不在任何网格内", "Its area is not known: no area code, and no grid around it")
    )

    static func unknownArea(_ code: String) -> FieldError {
        FieldError(
            CaseField.area.rawValue,
            "case.unknown_area",
            Wording("登记库中没有区域 \(code.prefix(20))", "The registry has no area \(code.prefix(20))")
        )
    }

    static func unknownClass(_ big: String, _ small: String) -> FieldError {
        FieldError(
            CaseField.classSmall.rawValue,
            "case.unknown_class",
            Wording(
                "分类表中没有“\(big.prefix(40)) / \(small.prefix(40))”，或不止一个",
                "The class table has no “\(big.prefix(40)) / \(small.prefix(40))”, or more than one"
            )
        )
    }

    static func unknownDepartment(_ text: String) -> FieldError {
        FieldError(
            CaseField.department.rawValue,
            "case.unknown_department",
            Wording("登记库中没有部门“\(text.prefix(40))”", "The registry has no department “\(text.prefix(40))”")
        )
    }

    static let departmentNeeded: FieldError = FieldError(
        CaseField.department.rawValue,
        "case.no_department",
        Wording("此状态的案件须有处置部门", "A case in this state needs a department")
    )
}
