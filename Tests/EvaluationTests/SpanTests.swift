import CityCore
import Evaluation
import Testing

@Suite struct SpanTests {
    @Test(arguments: [
        ("2026-11-05", "2026-11-05", "2026-11-05", "2026-11-04"), ("2026-03", "2026-03-01", "2026-03-31", "2026-02"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024-01"), ("2026-Q1", "2026-01-01", "2026-03-31", "2025-Q4"),
        ("2026-Q4", "2026-10-01", "2026-12-31", "2026-Q3"), ("2026", "2026-01-01", "2026-12-31", "2025"),
        ("2026-W01", "2025-12-29", "2026-01-04", "2025-W52"), ("2020-W53", "2020-12-28", "2021-01-03", "2020-W52"),
        ("2021-W01", "2021-01-04", "2021-01-10", "2020-W53"),
        ("2026-11-05..2026-11-14", "2026-11-05", "2026-11-14", "2026-10-26..2026-11-04"),
    ])
    func isRead(_ code: String, _ first: String, _ last: String, _ previous: String) throws {
        let span: Span = try Span(code)
        #expect((span.first.description, span.last.description) == (first, last))
        #expect(span.previous.code == previous)
        #expect(span.code == code)
    }

    @Test(arguments: [
        "", "2026-13", "2026-00", "2026-Q5", "2026-W54", "2026-W00", "2025-W53", "26-01", "2026-2", "2026-02-30",
        "2026-02-03..2026-02-01", "2026-02-01..", "1900-01-01..2026-01-01", "下个月",
    ])
    func isRefused(_ code: String) {
        let error: CityError? = #expect(throws: CityError.self) { try Span(code) }
        #expect(error?.fields.first?.reason == "period.code")
    }

    @Test func aPeriodIsJudgedThroughTodayAndNotBeforeItBegins() throws {
        let today: CivilDate = try #require(CivilDate("2026-11-28"))
        #expect(try Span("2026-11").through(today).count == 28)
        #expect(try Span("2026-10").through(today).count == 31)
        let error: CityError? = #expect(throws: CityError.self) { try Span("2026-12").through(today) }
        #expect(error?.fields.first?.reason == "period.future")
    }
}
