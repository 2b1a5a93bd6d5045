import CityCore

extension Formula {
    /// Reads a formula. `field` is where it stands, for the error.
    package init(_ text: String, field: String = "formula") throws {
        guard text.utf8.count <= Self.lengthMax else {
            throw CityError.invalid(
                field,
                "formula.length",
                Wording("公式最长 \(Self.lengthMax) 个字符", "A formula has at most \(Self.lengthMax) characters")
            )
        }
        var parser: FormulaParser = FormulaParser(text, field)
        self = try parser.formula()
    }
}

/// Reads by descent: sums of products of signed values.
private struct FormulaParser {
    private let characters: [Character]
    private let field: String
    private var position: Int = 0
    private var depth: Int = 0

    init(_ text: String, _ field: String) {
        characters = Array(text)
        self.field = field
    }

    mutating func formula() throws -> Formula {
        let formula: Formula = try sum()
        skipSpaces()
        guard position == characters.count else { throw unexpected() }
        return formula
    }

    private mutating func sum() throws -> Formula {
        try deeper { parser in
            var left: Formula = try parser.product()
            while let sign = parser.take(["+", "-"]) { left = .binary(sign, left, try parser.product()) }
            return left
        }
    }

    private mutating func product() throws -> Formula {
        var left: Formula = try signed()
        while let sign = take(["*", "/"]) { left = .binary(sign, left, try signed()) }
        return left
    }

    private mutating func signed() throws -> Formula {
        if take(["-"]) == nil { return try value() }
        return try deeper { .negative(try $0.signed()) }
    }

    private mutating func value() throws -> Formula {
        skipSpaces()
        guard position < characters.count else { throw unexpected() }
        let first: Character = characters[position]
        if first == "(" {
            position += 1
            let inner: Formula = try sum()
            try expect(")")
            return inner
        }
        if first.isASCII, first.isNumber { return try number() }
        if first.isASCII, first.isLetter { return try nameOrCall() }
        throw unexpected()
    }

    private mutating func number() throws -> Formula {
        var text: String = take { $0.isASCII && ($0.isNumber || $0 == ".") }
        // Very large and very small ones are written `1e+27`.
        if position < characters.count, characters[position] == "e" {
            position += 1
            text += "e" + take { $0 == "+" || $0 == "-" } + take { $0.isASCII && $0.isNumber }
        }
        guard let number = Double(text), number.isFinite else { throw unexpected() }
        return .number(number)
    }

    private mutating func nameOrCall() throws -> Formula {
        let name: String = take { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        skipSpaces()
        guard position < characters.count, characters[position] == "(" else { return .name(name) }
        guard let function = FormulaFunction(rawValue: name) else {
            let known: String = FormulaFunction.allCases.map(\.usage).joined(separator: ", ")
            throw CityError.invalid(
                field,
                "formula.function",
                Wording("没有函数 \(name)，可用：\(known)", "There is no function \(name); there are \(known)")
            )
        }
        position += 1
        var arguments: [Formula] = [try sum()]
        while takeComma() { arguments.append(try sum()) }
        try expect(")")
        guard function.accepts(arguments.count) else {
            throw CityError.invalid(
                field,
                "formula.arguments",
                Wording("函数须写成 \(function.usage)", "The function is written \(function.usage)")
            )
        }
        return .call(function, arguments)
    }

    private mutating func deeper(_ read: (inout FormulaParser) throws -> Formula) throws -> Formula {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Formula.depthMax else {
            throw CityError.invalid(
                field,
                "formula.depth",
                Wording("公式嵌套最多 \(Formula.depthMax) 层", "A formula nests at most \(Formula.depthMax) levels")
            )
        }
        return try read(&self)
    }

    private mutating func take(_ signs: Set<Character>) -> Formula.Operator? {
        skipSpaces()
        guard position < characters.count, signs.contains(characters[position]) else { return nil }
        defer { position += 1 }
        return Formula.Operator(rawValue: characters[position])
    }

    private mutating func takeComma() -> Bool {
        skipSpaces()
        guard position < characters.count, characters[position] == "," else { return false }
        position += 1
        return true
    }

    private mutating func take(while holds: (Character) -> Bool) -> String {
        let start: Int = position
        while position < characters.count, holds(characters[position]) { position += 1 }
        return String(characters[start..<position])
    }

    private mutating func expect(_ character: Character) throws {
        skipSpaces()
        guard position < characters.count, characters[position] == character else { throw unexpected() }
        position += 1
    }

    private mutating func skipSpaces() {
        while position < characters.count, characters[position] == " " { position += 1 }
    }

    private func unexpected() -> CityError {
        guard position < characters.count else {
            return CityError.invalid(
                field,
                "formula.end",
                Wording("公式不完整", "The formula ends too early")
            )
        }
        let (place, found) = (position + 1, characters[position])
        return CityError.invalid(
            field,
            "formula.syntax",
            Wording("公式第 \(place) 个字符“\(found)”不应出现在这里", "Character \(place), “\(found)”, cannot stand there")
        )
    }
}

extension Formula: CustomStringConvertible {
    /// As it is written, with no parentheses that are not needed.
    package var description: String { text(within: 0) }

    private func text(within rank: Int) -> String {
        switch self {
        case .number(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
        case .name(let name): name
        case .negative(let inner): "-" + inner.text(within: 3)
        case .binary(let sign, let left, let right): binaryText(sign, left, right, within: rank)
        case .call(let function, let arguments):
            "\(function.rawValue)(\(arguments.map { $0.text(within: 0) }.joined(separator: ", ")))"
        }
    }

    private func binaryText(_ sign: Operator, _ left: Formula, _ right: Formula, within rank: Int) -> String {
        let own: Int = sign == .plus || sign == .minus ? 1 : 2
        let text: String = "\(left.text(within: own)) \(sign.rawValue) \(right.text(within: own + 1))"
        return own < rank ? "(\(text))" : text
    }
}
