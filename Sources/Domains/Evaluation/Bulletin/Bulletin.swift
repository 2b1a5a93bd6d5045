import CityCore
import CityPrint

/// 综合评价通报: a period on paper. The page shows the most frequent classes and the change from the period before too.
struct Bulletin: Sendable {
    let departments: TableBody
    let counties: TableBody
    /// The city as a whole, for whoever may see it.
    let whole: SubjectBody?
    let spots: HotSpotsBody
    let city: Wording
    let language: Language
    let printedBy: String
    let printedAt: String

    private static let departmentColumns: [String] = [
        "due_to_close", "closed", "closing_rate", "on_time_closing_rate", "on_time_handling_rate", "rework_rate",
    ]
    private static let countyColumns: [String] = [
        "reports", "due_to_close", "closed", "closing_rate", "on_time_closing_rate", "public_report_rate",
        "rework_rate",
    ]
    private static let spotsMax: Int = 20

    var page: Markup {
        let title: String = say("\(city.zh)城市管理综合评价通报", "\(city.en): bulletin of the evaluation")
        return """
            <!doctype html><html lang="\(language == .zh ? "zh-CN" : "en")"><head><meta charset="utf-8">
            <title>\(title) \(periodName)</title><style>\(BulletinStyle.css)</style></head><body>
            <header><p>\(title)</p><h1>\(periodName)</h1></header>
            <h2>\(say("一、总体情况", "1. In short"))</h2>\(overview)
            <h2>\(say("二、部门排名（\(departments.total) 个）", "2. Departments (\(departments.total))"))</h2>
            \(standings(departments, Self.departmentColumns))
            \(BulletinCharts.bars(departments, language))
            <h2>\(say("三、区县排名（\(counties.total) 个）", "3. Counties (\(counties.total))"))</h2>
            \(standings(counties, Self.countyColumns))
            \(whole.map { BulletinCharts.trend($0, "closing_rate", language) } ?? "")
            <h2>\(say("四、反复发生的地点（\(spots.spots.count) 处）", "4. Where the same came up again (\(spots.spots.count))"))</h2>
            \(recurring)
            <h2>\(say("五、计算说明", "5. How it was computed"))</h2>\(how)
            <footer>\(printedBy) · \(printedAt)</footer></body></html>
            """
    }

    private var periodName: String {
        let period: SpanBody = departments.basis.period
        let (year, month) = (period.firstDay.year, period.firstDay.month)
        return switch period.kind {
        case .year: say("\(year) 年", "\(year)")
        case .quarter: say("\(year) 年第 \((month + 2) / 3) 季度", "Quarter \((month + 2) / 3) of \(year)")
        case .month: say("\(year) 年 \(month) 月", period.code)
        case .day, .week, .range:
            say("\(period.firstDay) 至 \(period.lastDay)", "\(period.firstDay) to \(period.lastDay)")
        }
    }

    private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    private var overview: Markup {
        guard let whole else {
            return """
                <p>\(say(
                    "全市的数字只给有全市权限的人看；下面是您能看到的部门与区县。",
                    "Figures of the whole city take rights for it; below are the departments and counties that you may see."
                ))</p>
                """
        }
        func count(_ code: String) -> String { whole.figures.first { $0.code == code }.map { "\($0.value)" } ?? "–" }
        func rate(_ code: String) -> String {
            whole.indicators.first { $0.code == code }?.value.map { "\(number($0))%" } ?? "–"
        }
        let zh: String =
            "共上报 \(count("reports")) 件，其中公众举报 \(count("public_reports")) 件、监督员上报 \(count("collector_reports")) 件；"
            + "立案 \(count("filed")) 件。到期应结案 \(count("due_to_close")) 件，结案 \(count("closed")) 件，"
            + "其中按期 \(count("closed_on_time")) 件、超期 \(count("closed_late")) 件；超期未结案 \(count("overdue_open")) 件。"
            + "结案率 \(rate("closing_rate"))，按期结案率 \(rate("on_time_closing_rate"))，"
            + "按时处置率 \(rate("on_time_handling_rate"))，返工率 \(rate("rework_rate"))。"
        let en: String =
            "\(count("reports")) reports came in, \(count("public_reports")) from the public and "
            + "\(count("collector_reports")) from collectors; \(count("filed")) cases were filed. "
            + "\(count("due_to_close")) cases were due to close; \(count("closed")) were closed, "
            + "\(count("closed_on_time")) on time and \(count("closed_late")) late; \(count("overdue_open")) are overdue. "
            + "Closing rate \(rate("closing_rate")), on time \(rate("on_time_closing_rate")), "
            + "on-time handling \(rate("on_time_handling_rate")), rework \(rate("rework_rate"))."
        let score: String =
            whole.score.map { score in
                say(
                    "全市得分 \(number(score))，等级 \(whole.grade ?? "–")。",
                    "The city's score is \(number(score)), grade \(whole.grade ?? "–")."
                )
            } ?? ""
        return "<p>\(say(zh, en))</p><p>\(score)</p>"
    }

    private func standings(_ table: TableBody, _ wished: [String]) -> Markup {
        let columns: [ColumnBody] = wished.compactMap { code in table.columns.first { $0.code == code } }
        let heads: Markup = .joined(columns.map { "<th>\($0.name.text(in: language))</th>" })
        let rows: Markup = .joined(
            table.rows.map { row in
                let cells: Markup = .joined(columns.map { "<td>\(value(row.values[$0.code], $0))</td>" })
                return """
                    <tr><td>\(row.rank.map { "\($0)" } ?? "–")</td><th>\(row.name.text(in: language))</th>
                    <td>\(row.score.map(number) ?? "–")</td><td>\(row.grade ?? "–")</td>\(cells)</tr>
                    """
            }
        )
        return """
            <table><thead><tr><th>\(say("名次", "Rank"))</th><th>\(table.title.text(in: language))</th>
            <th>\(say("得分", "Score"))</th><th>\(say("等级", "Grade"))</th>\(heads)</tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }

    private var recurring: Markup {
        let rate: String = spots.recurrenceRate.map { "\(number($0))%" } ?? "–"
        let words: String = say(
            "立案 \(spots.filed) 件，其中 \(spots.recurring) 件在同一网格同一小类反复发生，反复率 \(rate)。",
            "Of \(spots.filed) filed cases \(spots.recurring) came up again in the same grid and class: a rate of \(rate)."
        )
        if spots.spots.isEmpty { return "<p>\(words)</p>" }
        let rows: Markup = .joined(
            spots.spots.prefix(Self.spotsMax).map { spot in
                """
                <tr><th>\(spot.areaName.text(in: language))</th><td>\(spot.grid)</td>
                <td class="text">\(spot.className.text(in: language))</td><td>\(spot.count)</td></tr>
                """
            }
        )
        return """
            <p>\(words)</p><table><thead><tr><th>\(say("区域", "Area"))</th><th>\(say("网格", "Grid"))</th>
            <th>\(say("小类", "Class"))</th><th>\(say("立案", "Filed"))</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private var how: Markup {
        let basis: BasisBody = departments.basis
        let days: String = say(
            "统计日期 \(basis.period.firstDay) 至 \(basis.period.throughDay)。",
            "Days \(basis.period.firstDay) to \(basis.period.throughDay)."
        )
        let state: String =
            basis.edition.map { edition in
                let name: String = basis.stateName?.text(in: language) ?? ""
                return say("\(name)，结果第 \(edition) 版。", "\(name), edition \(edition).")
            } ?? say("尚未公示，数字随案件变化。", "Provisional: figures change with the cases.")
        let rules: String = say("按评价办法第 \(basis.rules) 版计算。", "Computed by version \(basis.rules) of the rules.")
        let facts: String = say(
            "“到期”的数按时限到期那一天统计；挂账中、强制结案、作废和申诉获支持的案件不计。没有数据的指标写作“–”，不当作 0。",
            "What is due counts on the day of its limit; cases that are suspended, closed by force, cancelled or exempt by "
                + "appeal do not count. What has no value is “–”, never 0."
        )
        return "<p>\(days) \(state)</p><p>\(rules) \(facts)</p>"
    }

    private func value(_ value: Double?, _ column: ColumnBody) -> String {
        guard let value else { return "–" }
        return number(value) + (column.unit?.zh == "%" ? "%" : "")
    }

    private func number(_ value: Double) -> String { BulletinCharts.number(value) }
}
