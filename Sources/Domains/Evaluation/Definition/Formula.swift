import CityCore

/// A formula over figures and indicators, as a definition file writes it: numbers, names, `+ - * /`, parentheses and
/// the functions of `FormulaFunction`. It has no loops, assignments or text, so it always ends.
package indirect enum Formula: Sendable, Hashable {
    case number(Double)
    case name(String)
    case negative(Formula)
    case binary(Operator, Formula, Formula)
    case call(FormulaFunction, [Formula])

    package enum Operator: Character, Sendable, Hashable {
        case plus = "+"
        case minus = "-"
        case times = "*"
        case divided = "/"

        /// Nil where it divides by zero.
        func apply(_ left: Double, _ right: Double) -> Double? {
            switch self {
            case .plus: left + right
            case .minus: left - right
            case .times: left * right
            case .divided: right == 0 ? nil : left / right
            }
        }
    }

    /// Deeper or longer is refused: nobody could check such a formula.
    static let depthMax: Int = 32
    static let lengthMax: Int = 1000

    /// The value, or nil where something that it needs has no value or is divided by zero.
    package func value(_ figures: [String: Double]) -> Double? {
        let names: [String] = names.sorted()
        let places: FormulaPlaces = FormulaPlaces(
            figures: [:],
            rates: Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
        )
        return CompiledFormula(self, places).value(counts: [], rates: names.map { figures[$0] })
    }

    /// Every name in it.
    package var names: Set<String> {
        switch self {
        case .number: []
        case .name(let name): [name]
        case .negative(let inner): inner.names
        case .binary(_, let left, let right): left.names.union(right.names)
        case .call(_, let arguments): arguments.reduce(into: []) { $0.formUnion($1.names) }
        }
    }
}

/// What a formula may call.
package enum FormulaFunction: String, Sendable, Hashable, CaseIterable {
    case min
    case max
    /// `clamp(x, low, high)`
    case clamp
    /// `band(x, value, to, value, to, value)`: the value before the first `to` that x does not exceed, else the last.
    case band

    func accepts(_ count: Int) -> Bool {
        switch self {
        case .min, .max: count >= 1
        case .clamp: count == 3
        case .band: count >= 4 && count.isMultiple(of: 2)
        }
    }

    func value(_ values: [Double]) -> Double? {
        switch self {
        case .min: values.min()
        case .max: values.max()
        case .clamp: Swift.max(values[1], Swift.min(values[2], values[0]))
        case .band: band(values)
        }
    }

    private func band(_ values: [Double]) -> Double? {
        for step in stride(from: 1, to: values.count - 1, by: 2) where values[0] <= values[step + 1] {
            return values[step]
        }
        return values.last
    }

    var usage: String {
        switch self {
        case .min: "min(a, b, …)"
        case .max: "max(a, b, …)"
        case .clamp: "clamp(x, low, high)"
        case .band: "band(x, value, to, value, to, …, value)"
        }
    }
}
