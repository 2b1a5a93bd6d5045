import CityCore
import Evaluation
import Testing

@Suite struct FormulaTests {
    @Test(arguments: [
        ("1 + 2 * 3", 7.0), ("(1 + 2) * 3", 9), ("-2 - -3", 1), ("closed / due * 100", 93.72427983539094),
        ("min(3, 1, 2)", 1), ("max(3, 1, 2)", 3), ("clamp(120, 0, 100)", 100),
        ("band(0, 100, 0, 90, 2, 75, 4, 0)", 100), ("band(2, 100, 0, 90, 2, 75, 4, 0)", 90),
        ("band(3, 100, 0, 90, 2, 75, 4, 0)", 75), ("band(5, 100, 0, 90, 2, 75, 4, 0)", 0), ("10 / 4 / 5", 0.5),
    ])
    func computes(_ text: String, _ expected: Double) throws {
        let figures: [String: Double] = ["closed": 911, "due": 972]
        #expect(try Formula(text).value(figures) == expected)
    }

    @Test(arguments: ["1 / 0", "closed / none", "1 + missing", "max(1, missing)", "0 / 0"])
    func hasNoValueWhereSomethingIsMissing(_ text: String) throws {
        let figures: [String: Double] = ["closed": 911, "none": 0]
        #expect(try Formula(text).value(figures) == nil)
    }

    @Test(arguments: [
        ("", "formula.end"), ("1 +", "formula.end"), ("1 2", "formula.syntax"), ("a ** b", "formula.syntax"),
        ("while(1)", "formula.function"), ("clamp(1, 2)", "formula.arguments"), ("band(1, 2, 3)", "formula.arguments"),
        ("a = 3", "formula.syntax"), ("\"text\"", "formula.syntax"), ("(1", "formula.end"), ("1)", "formula.syntax"),
        ("1.2.3", "formula.end"), ("1e", "formula.end"), ("1e+-3", "formula.end"), ("9e999", "formula.end"),
        ("é", "formula.syntax"),
    ])
    func refuses(_ text: String, _ reason: String) {
        let error: CityError? = #expect(throws: CityError.self) { try Formula(text) }
        #expect(error?.fields.first?.reason == reason)
    }

    @Test func refusesWhatIsTooDeepOrTooLong() {
        for text in [
            String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000),
            String(repeating: "-", count: 900) + "1", String(repeating: "(", count: 40) + "1",
        ] {
            let error: CityError? = #expect(throws: CityError.self) { try Formula(text) }
            #expect(["formula.length", "formula.depth"].contains(error?.fields.first?.reason))
        }
    }

    @Test(arguments: [
        "(a + b) * c", "a - (b - c)", "a / (b * c)", "-(a + b)", "band(a, 100, 0, 90)", "a - b - c", "2.5 * a",
        "1e+27 * a", "a - 1e-07",
    ])
    func isWrittenAsItWasRead(_ text: String) throws {
        let formula: Formula = try Formula(text)
        #expect(formula.description == text)
        #expect(try Formula(formula.description) == formula)
    }
}
