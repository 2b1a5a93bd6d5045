import CityCore

/// What can be wrong with a mapping file.
enum MappingTrouble {
    static func unknownKey(_ path: String, known: [String]) -> CityError {
        let names: String = known.joined(separator: ", ")
        return .invalid(
            path,
            "mapping.unknown_key",
            Wording("映射文件中不认识“\(path)”，可用：\(names)", "The mapping's key “\(path)” is not known; there are: \(names)")
        )
    }

    static func unknownName(_ name: String, shipped: [String]) -> CityError {
        let names: String = shipped.joined(separator: ", ")
        return CityError(
            .notFound,
            "mapping.not_found",
            Wording(
                "没有映射“\(name)”：自带的有 \(names)，其他请给出文件路径",
                "There is no mapping “\(name)”: shipped are \(names); for another give the path of its file"
            )
        )
    }

    static func notJSON(_ detail: String) -> CityError {
        CityError(
            .invalidArgument,
            "mapping.not_json",
            Wording("映射文件不是有效的 JSON：\(detail)", "The mapping is not valid JSON: \(detail)")
        )
    }

    static func missingKey(_ path: String) -> CityError {
        .invalid(path, "mapping.missing_key", Wording("映射文件缺少“\(path)”", "The mapping lacks “\(path)”"))
    }

    static func badValue(_ path: String, _ detail: String) -> CityError {
        .invalid(
            path,
            "mapping.bad_value",
            Wording("映射文件中“\(path)”的值有误：\(detail)", "The value of “\(path)” in the mapping is wrong: \(detail)")
        )
    }

    static func columnNeeded(_ field: CaseField) -> FieldError {
        FieldError(
            "columns.\(field.rawValue)",
            "mapping.column_needed",
            Wording("映射须指明“\(field.title.zh)”列", "The mapping must name the column of the \(field.title.en)")
        )
    }

    static func oneColumn(_ field: CaseField) -> FieldError {
        FieldError(
            "columns.\(field.rawValue)",
            "mapping.one_column",
            Wording("“\(field.title.zh)”须恰好对应一列", "The \(field.title.en) must be exactly one column")
        )
    }

    static func valuesNeeded(_ field: CaseField) -> FieldError {
        FieldError(
            "values.\(field.rawValue)",
            "mapping.values_needed",
            Wording(
                "“\(field.title.zh)”列的取值须在 values 中说明",
                "The values of the column of the \(field.title.en) must be told in “values”"
            )
        )
    }

    static func state(_ state: CaseState) -> FieldError {
        FieldError(
            "values.status",
            "mapping.state",
            Wording(
                "不能导入为“\(state.title.zh)”状态：此状态须由办理过程产生",
                "Cases cannot be imported as “\(state.title.en)”: only the workflow leads there"
            )
        )
    }

    static let together: FieldError = FieldError(
        "columns.lng",
        "mapping.coordinates",
        Wording("经度列和纬度列须同时指明", "Name both the column of the longitude and that of the latitude")
    )

    static let areaNeeded: FieldError = FieldError(
        "area",
        "mapping.area_needed",
        Wording(
            "须给出 area.code，或区划列，或 area.byPlace（连同坐标列）",
            "Give area.code, a column of area codes, or area.byPlace with columns of coordinates"
        )
    )

    static let areaOfDepartments: FieldError = FieldError(
        "departments.createMissing",
        "mapping.area_needed",
        Wording("新建部门须有 area.code", "To make departments area.code is needed")
    )

    static let classesNeeded: FieldError = FieldError(
        "class",
        "mapping.class_needed",
        Wording("有类别列时须给出 class.edition", "With a column of classes give class.edition")
    )

    static func text(_ path: String, lengthMax: Int) -> FieldError {
        FieldError(
            path,
            "mapping.text",
            Wording("“\(path)”须有 1–\(lengthMax) 个字", "“\(path)” must have 1–\(lengthMax) characters")
        )
    }

    static func areaCode(_ path: String) -> FieldError {
        FieldError(
            path,
            "mapping.area_code",
            Wording("“\(path)”须为 6、9 或 12 位区划代码", "“\(path)” must be an area code of 6, 9 or 12 digits")
        )
    }
}
