import CityCore

/// Goes through a definition file and gathers everything that is wrong with it.
struct DefinitionCheck {
    private let file: DefinitionFile
    private var errors: [FieldError] = []
    /// What formulas may name.
    private let names: Set<String>

    init(_ file: DefinitionFile) {
        self.file = file
        names = Set(file.figures.map(\.code) + file.indicators.map(\.code))
    }

    func finish() throws {
        if !errors.isEmpty { throw CityError.invalid(errors) }
    }

    private mutating func note(_ field: String, _ reason: String, _ wording: Wording) {
        errors.append(FieldError(field, "definition.\(reason)", wording))
    }

    mutating func figures() -> [Definition.Figure] {
        checkCodes(file.figures.map(\.code) + file.indicators.map(\.code), "figures")
        return file.figures.enumerated().compactMap { position, figure in
            let field: String = "figures.\(position)"
            checkName(figure.name, "\(field).name")
            let (all, none) = (marks(figure.all, "\(field).all"), marks(figure.none, "\(field).none"))
            guard let kind = FactKind(rawValue: figure.counts) else {
                let known: String = FactKind.allCases.map(\.rawValue).joined(separator: ", ")
                note("\(field).counts", "counts", Wording("可统计的有：\(known)", "What can be counted: \(known)"))
                return nil
            }
            return Definition.Figure(file: figure, kind: kind, all: all, none: none)
        }
    }

    private mutating func marks(_ names: [String]?, _ field: String) -> FactMarks {
        var marks: FactMarks = []
        for name in names ?? [] {
            if let known = FactMarks.named.first(where: { $0.name == name }) {
                marks.insert(known.mark)
            } else {
                let known: String = FactMarks.named.map(\.name).joined(separator: ", ")
                note(field, "mark", Wording("没有标记 \(name)，可用：\(known)", "There is no mark \(name); there are \(known)"))
            }
        }
        return marks
    }

    /// Answers them in the order of computing; one that needs itself is told with its whole circle.
    mutating func indicators() -> [(file: DefinitionFile.Indicator, formula: Formula)] {
        var formulas: [String: Formula] = [:]
        for (position, indicator) in file.indicators.enumerated() {
            checkName(indicator.name, "indicators.\(position).name")
            for code in indicator.costs ?? [] where !file.figures.contains(where: { $0.code == code }) {
                note(
                    "indicators.\(position).costs",
                    "costs",
                    Wording("没有基础指标 \(code)", "There is no figure \(code)")
                )
            }
            formulas[indicator.code] = formula(indicator.formula, "indicators.\(position).formula")
        }
        var order: [String] = []
        var path: [String] = []
        for indicator in file.indicators { visit(indicator.code, formulas, &order, &path) }
        let known: [String: DefinitionFile.Indicator] =
            Dictionary(file.indicators.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        return order.compactMap { code in
            guard let indicator = known[code], let formula = formulas[code] else { return nil }
            return (indicator, formula)
        }
    }

    private mutating func visit(
        _ code: String,
        _ formulas: [String: Formula],
        _ order: inout [String],
        _ path: inout [String]
    ) {
        guard let formula = formulas[code], !order.contains(code) else { return }
        if let start = path.firstIndex(of: code) {
            let circle: String = (path[start...] + [code]).joined(separator: " → ")
            let position: Int = file.indicators.firstIndex { $0.code == code } ?? 0
            let field: String = "indicators.\(position).formula"
            if !errors.contains(where: { $0.field == field }) {
                note(field, "circle", Wording("公式循环引用：\(circle)", "The formulas go in a circle: \(circle)"))
            }
            return
        }
        path.append(code)
        for name in formula.names.sorted() { visit(name, formulas, &order, &path) }
        path.removeLast()
        order.append(code)
    }

    private mutating func formula(_ text: String, _ field: String) -> Formula? {
        do {
            let formula: Formula = try Formula(text, field: field)
            for name in formula.names.sorted() where !names.contains(name) {
                note(field, "unknown", Wording("公式中的 \(name) 没有定义", "The formula names \(name), which is not defined"))
            }
            return formula
        } catch let error as CityError {
            errors.append(contentsOf: error.fields)
        } catch {
            note(field, "formula", Wording("公式无法读取", "The formula cannot be read"))
        }
        return nil
    }

    mutating func scores() -> [Definition.Score] {
        if !(0...1).contains(file.minimumWeight) {
            note(
                "minimumWeight",
                "minimum_weight",
                Wording("最低权重须在 0 到 1 之间", "The minimum weight lies between 0 and 1")
            )
        }
        var judged: Set<JudgedKind> = []
        return file.scores.enumerated().map { position, score in
            let field: String = "scores.\(position)"
            checkName(score.name, "\(field).name")
            let dimensions: Set<JudgedKind> = self.dimensions(score.judges, "\(field).judges")
            for dimension in dimensions where !judged.insert(dimension).inserted {
                note(
                    "\(field).judges",
                    "judged_twice",
                    Wording("\(dimension.title.zh)已有另一套评分", "\(dimension.title.en) have another score already")
                )
            }
            checkWeights(score, field)
            for column in score.columns where !names.contains(column) {
                note("\(field).columns", "column", Wording("列 \(column) 没有定义", "The column \(column) is not defined"))
            }
            let parts: [Definition.Part] = score.parts.enumerated().compactMap { index, part in
                checkName(part.name, "\(field).parts.\(index).name")
                return formula(part.formula, "\(field).parts.\(index).formula").map {
                    Definition.Part(file: part, formula: $0)
                }
            }
            return Definition.Score(file: score, judges: dimensions, parts: parts)
        }
    }

    private mutating func dimensions(_ names: [String], _ field: String) -> Set<JudgedKind> {
        var found: Set<JudgedKind> = []
        for name in names {
            if let dimension = JudgedKind(rawValue: name) {
                found.insert(dimension)
            } else {
                let known: String = JudgedKind.allCases.map(\.rawValue).joined(separator: ", ")
                note(
                    field,
                    "judges",
                    Wording("没有评价对象 \(name)，可用：\(known)", "\(name) cannot be judged; there are \(known)")
                )
            }
        }
        return found
    }

    private mutating func checkWeights(_ score: DefinitionFile.Score, _ field: String) {
        let sum: Double = score.parts.reduce(0) { $0 + $1.weight }
        if score.parts.contains(where: { !($0.weight > 0) }) || abs(sum - 1) > 1e-9 {
            note(
                "\(field).parts",
                "weights",
                Wording("权重须为正数，且合计为 1，现为 \(sum)", "Weights are positive and add up to 1; these give \(sum)")
            )
        }
        checkCodes(score.parts.map(\.code), "\(field).parts")
    }

    mutating func grades() {
        let bounds: [Double] = file.grades.map(\.from)
        if bounds.isEmpty || zip(bounds, bounds.dropFirst()).contains(where: { $0 <= $1 }) || bounds.last != 0 {
            note(
                "grades",
                "grades",
                Wording("等级须从高到低排列，最低一级从 0 开始", "Grades go from the highest to the lowest, which begins at 0")
            )
        }
        for (position, grade) in file.grades.enumerated() {
            let digits: Substring = grade.colour.dropFirst()
            if grade.colour.first != "#" || digits.count != 6 || !digits.allSatisfy(\.isHexDigit) {
                note("grades.\(position).colour", "colour", Wording("颜色须写成 #1a7f37", "A colour is written #1a7f37"))
            }
        }
    }

    private mutating func checkCodes(_ codes: [String], _ field: String) {
        var seen: Set<String> = []
        for code in codes {
            let isWellFormed: Bool =
                (1...40).contains(code.utf8.count) && code.first?.isLetter == true
                && code.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            if !isWellFormed {
                note(field, "code", Wording("代码 \(code) 须为字母、数字、下划线", "The code \(code) takes letters, digits and _"))
            } else if !seen.insert(code).inserted {
                note(field, "code_twice", Wording("代码 \(code) 重复", "The code \(code) stands there twice"))
            }
        }
    }

    private mutating func checkName(_ name: Wording, _ field: String) {
        if name.zh.isEmpty || name.en.isEmpty || name.zh.count > 60 || name.en.count > 120 {
            note(field, "name", Wording("中英文名称均须填写", "A name is needed in both languages"))
        }
    }
}
