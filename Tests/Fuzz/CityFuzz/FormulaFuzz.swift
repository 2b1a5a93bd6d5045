import CityCore
import Formulas

/// Whatever is a formula is written so that it reads as the same one, and has a value or none.
func fuzzFormula(_ bytes: [UInt8], _ choice: UInt8) {
    guard let formula = refusing({ try Formula(String(decoding: bytes, as: UTF8.self)) }) else { return }
    let text: String = formula.description
    // Numbers may be written longer than they were read.
    if text.utf8.count <= 1000 {
        let again: Formula? = refusing { try Formula(text) }
        precondition(again == formula, "\(formula) reads as \(again.map(\.description) ?? "nothing")")
    }
    let figures: [String: Double] = choice.isMultiple(of: 2) ? [:] : ["a": Double(choice), "b": 0]
    precondition(formula.value(figures)?.isFinite ?? true, "\(formula) is no number")
}
