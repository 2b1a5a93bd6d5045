/// Where figures and indicators stand among the values of a definition.
struct FormulaPlaces: Sendable {
    var figures: [String: Int]
    var rates: [String: Int]
}

/// A formula whose names were looked up once: a page of grids computes some ten thousand of them.
indirect enum CompiledFormula: Sendable, Hashable {
    case number(Double)
    case count(Int)
    case rate(Int)
    case negative(CompiledFormula)
    case binary(Formula.Operator, CompiledFormula, CompiledFormula)
    case call(FormulaFunction, [CompiledFormula])

    init(_ formula: Formula, _ places: FormulaPlaces) {
        switch formula {
        case .number(let number): self = .number(number)
        // A definition whose formulas name what is not there has been refused.
        case .name(let name): self = places.figures[name].map(Self.count) ?? .rate(places.rates[name] ?? 0)
        case .negative(let inner): self = .negative(Self(inner, places))
        case .binary(let sign, let left, let right): self = .binary(sign, Self(left, places), Self(right, places))
        case .call(let function, let arguments): self = .call(function, arguments.map { Self($0, places) })
        }
    }

    func value(counts: [Int], rates: [Double?]) -> Double? {
        let value: Double?
        switch self {
        case .number(let number): value = number
        case .count(let place): value = Double(counts[place])
        case .rate(let place): value = rates[place]
        case .negative(let inner): value = inner.value(counts: counts, rates: rates).map { -$0 }
        case .binary(let sign, let left, let right):
            guard let left = left.value(counts: counts, rates: rates),
                let right = right.value(counts: counts, rates: rates)
            else { return nil }
            value = sign.apply(left, right)
        case .call(let function, let arguments):
            var values: [Double] = []
            for argument in arguments {
                guard let value = argument.value(counts: counts, rates: rates) else { return nil }
                values.append(value)
            }
            value = function.value(values)
        }
        return value.flatMap { $0.isFinite ? $0 : nil }
    }
}
