package import CityCore

/// Collects what is wrong with an input, field by field, so that a form shows all of it at once. Texts come back
/// without white space at their ends.
package struct FieldChecks {
    package private(set) var problems: [FieldError] = []

    package init() {}

    package mutating func note(_ field: String, _ reason: String, _ wording: Wording) {
        problems.append(FieldError(field, reason, wording))
    }

    package func finish() throws {
        if !problems.isEmpty { throw CityError.invalid(problems) }
    }

    /// Runs something that checks its own input, and keeps what is wrong with it under the given prefix.
    mutating func collect<Value>(_ prefix: String = "", _ body: () throws -> Value) throws -> Value? {
        do {
            return try body()
        } catch let error as CityError where error.code == .invalidArgument && !error.fields.isEmpty {
            problems += error.fields.map { FieldError(prefix + $0.field, $0.reason, $0.wording) }
            return nil
        }
    }

    package mutating func text(_ value: String, _ field: String, _ lengths: ClosedRange<Int>) -> String {
        let trimmed: String = value.trimmed()
        if trimmed.isEmpty && lengths.lowerBound > 0 {
            note(field, "field.missing", Wording("此项不能为空", "This field must not be empty"))
        } else if !lengths.contains(trimmed.count) {
            note(
                field,
                "field.length",
                Wording(
                    "长度须在 \(lengths.lowerBound) 到 \(lengths.upperBound) 个字之间",
                    "This must have \(lengths.lowerBound) to \(lengths.upperBound) characters"
                )
            )
        } else if trimmed.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            note(field, "field.control", Wording("含有控制字符，请删除", "There are control characters; remove them"))
        }
        return trimmed
    }

    /// An empty text counts as none.
    mutating func optionalText(_ value: String?, _ field: String, lengthMax: Int) -> String? {
        let trimmed: String = text(value ?? "", field, 0...lengthMax)
        return trimmed.isEmpty ? nil : trimmed
    }

    /// Both languages. A text without English stands for both, because most tables come in Chinese only.
    mutating func wording(_ value: Wording, _ field: String, _ lengths: ClosedRange<Int>) -> Wording {
        let zh: String = text(value.zh, "\(field).zh", lengths)
        let en: String = text(value.en, "\(field).en", 0...(lengths.upperBound * 3))
        return Wording(zh, en.isEmpty ? zh : en)
    }

    /// A code that people choose: letters, digits, dot, hyphen, underscore.
    package mutating func identifier(_ value: String, _ field: String, _ lengths: ClosedRange<Int>) -> String {
        let trimmed: String = value.trimmed()
        let isPlain: Bool = trimmed.unicodeScalars.allSatisfy { scalar in
            let isLetter: Bool = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
            return isLetter || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_" || scalar == "."
        }
        if !isPlain || !lengths.contains(trimmed.count) {
            note(
                field,
                "field.code",
                Wording(
                    "须为 \(lengths.lowerBound)–\(lengths.upperBound) 个字母、数字或 - _ .",
                    "This must be \(lengths.lowerBound)–\(lengths.upperBound) letters, digits or - _ ."
                )
            )
        }
        return trimmed
    }

    mutating func digits(_ value: String, _ field: String, _ lengths: ClosedRange<Int>, _ wording: Wording) -> String {
        let trimmed: String = value.trimmed()
        let isDigits: Bool = trimmed.unicodeScalars.allSatisfy { ("0"..."9").contains($0) }
        if !isDigits || !lengths.contains(trimmed.count) { note(field, "field.digits", wording) }
        return trimmed
    }

    /// The area that something belongs to, as its scope: what the codes of everything inside begin with.
    package mutating func areaScope(_ value: String, _ field: String) -> String {
        let code: String = value.trimmed()
        if !AreaCode.isWellFormed(code) || ![2, 4, 6, 9, 12].contains(code.utf8.count) {
            note(
                field,
                "field.area",
                Wording(
                    "区划代码须为 6、9 或 12 位，例如 420302",
                    "The area's code must have 6, 9 or 12 digits, such as 420302"
                )
            )
        }
        return AreaCode.scopePrefix(of: code)
    }

    mutating func classCode(_ value: String, _ field: String, digits lengths: ClosedRange<Int>) -> String {
        let span: String =
            lengths.lowerBound == lengths.upperBound
            ? "\(lengths.lowerBound)" : "\(lengths.lowerBound)–\(lengths.upperBound)"
        return digits(value, field, lengths, Wording("代码须为 \(span) 位数字", "The code must be \(span) digits"))
    }

    mutating func choice<Value: RawRepresentable & CaseIterable>(
        _ value: String,
        _ field: String,
        of type: Value.Type = Value.self
    ) -> Value? where Value.RawValue == String {
        if let known = Value(rawValue: value.trimmed()) { return known }
        let values: String = Value.allCases.map(\.rawValue).joined(separator: ", ")
        note(
            field,
            "field.choice",
            Wording(
                "没有取值“\(value.prefix(40))”，可用：\(values)",
                "There is no value “\(value.prefix(40))”; there are: \(values)"
            )
        )
        return nil
    }

    /// A day as `2026-02-13`; an empty text counts as none.
    mutating func date(_ value: String?, _ field: String) -> CivilDate? {
        let trimmed: String = (value ?? "").trimmed()
        if trimmed.isEmpty { return nil }
        if let date = CivilDate(trimmed) { return date }
        note(field, "field.date", Wording("日期应写成 2026-02-13 这样的形式", "Write the date like 2026-02-13"))
        return nil
    }

    /// A telephone number, kept without white space. A masked one is refused, so that no mask is ever saved.
    mutating func phone(_ value: String?, _ field: String) -> String? {
        let plain: String = (value ?? "").filter { !$0.isWhitespace }
        if plain.isEmpty { return nil }
        let isNumber: Bool = plain.unicodeScalars.allSatisfy { ("0"..."9").contains($0) || $0 == "-" || $0 == "+" }
        if !isNumber || !(3...20).contains(plain.count) {
            note(
                field,
                "field.phone",
                Wording(
                    "电话须为 3–20 位数字，可带 + 和 -",
                    "A telephone number has 3–20 digits, with + and - where needed"
                )
            )
        }
        return plain
    }
}
