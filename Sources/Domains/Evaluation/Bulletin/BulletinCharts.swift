import CityCore
import CityPrint

/// The pictures of a bulletin: sharp on paper, and with their numbers beside them.
enum BulletinCharts {
    private static let barsMax: Int = 15
    private static let wide: Double = 680
    private static let high: Double = 150
    private static let left: Double = 34
    private static let right: Double = 32
    private static let top: Double = 22
    private static let bottom: Double = 22
    private static let blue: String = "#2a6fb0"

    /// Two decimals at most, and none that say nothing.
    static func number(_ value: Double) -> String {
        let hundredths: Int = Int((value * 100).rounded())
        let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
        let sign: String = hundredths < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    static func bars(_ table: TableBody, _ language: Language) -> Markup {
        let rows: [StandingBody] = Array(table.rows.filter { $0.score != nil }.prefix(barsMax))
        if rows.isEmpty { return "" }
        let lines: Markup = .joined(
            rows.map { row in
                let score: String = number(row.score ?? 0)
                return """
                    <div class="bar"><span>\(row.name.text(in: language))</span>
                    <i><b style="width: \(score)%"></b></i><em>\(score)</em></div>
                    """
            }
        )
        let name: String = table.scoreName?.text(in: language) ?? ""
        let caption: String = language == .zh ? "\(name)，前 \(rows.count) 名" : "\(name), the first \(rows.count)"
        return "<figure><figcaption>\(caption)</figcaption>\(lines)</figure>"
    }

    /// A rate over the periods, from 0 to 100.
    static func trend(_ item: SubjectBody, _ code: String, _ language: Language) -> Markup {
        let periods: [TrendBody] = Array(item.trend.drop { $0.values[code] == nil })
        guard let column = item.columns.first(where: { $0.code == code }), !periods.isEmpty else { return "" }
        let step: Double = periods.count < 2 ? 0 : (wide - left - right) / Double(periods.count - 1)
        var path: [String] = []
        var marks: [Markup] = []
        for (index, period) in periods.enumerated() {
            let x: String = number(left + Double(index) * step)
            marks.append(text(String(period.period.suffix(5)), x: x, y: number(high - 6)))
            guard let value = period.values[code] else { continue }
            path.append("\(x),\(number(y(value)))")
            marks.append("<circle cx=\"\(x)\" cy=\"\(number(y(value)))\" r=\"3\" fill=\"\(blue)\"/>")
            marks.append(text(number(value), x: x, y: number(y(value) - 8)))
        }
        let lines: Markup = .joined(
            [0, 50, 100].map { value in
                """
                <line x1="\(number(left))" x2="\(number(wide - right))" y1="\(number(y(value)))" y2="\(number(y(value)))" stroke="#d5dae0"/>
                \(text(number(value), x: number(left - 6), y: number(y(value) + 4), anchor: "end"))
                """
            }
        )
        let name: String = column.name.text(in: language)
        let caption: String =
            language == .zh
            ? "全市\(name)走势，最近 \(periods.count) 期（%）" : "\(name) of the city, the last \(periods.count) periods (%)"
        return """
            <figure><figcaption>\(caption)</figcaption><svg viewBox="0 0 \(number(wide)) \(number(high))">\(lines)
            <polyline points="\(path.joined(separator: " "))" fill="none" stroke="\(blue)" stroke-width="2"/>\(.joined(marks))</svg></figure>
            """
    }

    /// WeasyPrint takes no style sheet for what stands in a picture.
    private static func text(_ label: String, x: String, y: String, anchor: String = "middle") -> Markup {
        "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\" font-size=\"10\" font-family=\"Noto Sans CJK SC\">\(label)</text>"
    }

    private static func y(_ value: Double) -> Double { high - bottom - min(100, value) * (high - top - bottom) / 100 }
}

enum BulletinStyle {
    static let css: Markup = """
        @page { size: A4; margin: 18mm 16mm; @bottom-center { content: counter(page) " / " counter(pages); font-size: 9pt; } }
        body { font: 10.5pt/1.6 "Noto Sans CJK SC", sans-serif; color: #1d2733; }
        header { text-align: center; border-bottom: 2px solid #b3202a; margin-bottom: 6mm; }
        header p { margin: 0; letter-spacing: .2em; } h1 { margin: 1mm 0 4mm; font-size: 20pt; }
        h2 { font-size: 13pt; margin: 7mm 0 2mm; break-after: avoid; }
        table { width: 100%; border-collapse: collapse; font-size: 9pt; }
        thead { display: table-header-group; } tr { break-inside: avoid; }
        th, td { border-bottom: .5pt solid #c5ccd4; padding: 1mm 1.5mm; text-align: right; font-weight: normal; }
        thead th { background: #eef1f4; font-weight: bold; } tbody th, thead th:nth-child(2), .text { text-align: left; }
        figure { margin: 5mm 0; break-inside: avoid; } figcaption { font-weight: bold; margin-bottom: 2mm; }
        .bar { margin: .8mm 0; } .bar span { display: inline-block; width: 42mm; text-align: right; font-size: 9pt; }
        .bar i { display: inline-block; width: 100mm; height: 3.4mm; background: #eef1f4; margin: 0 2mm; }
        .bar b { display: block; height: 3.4mm; background: #2a6fb0; } .bar em { font-style: normal; font-size: 9pt; }
        svg { width: 100%; }
        footer { margin-top: 8mm; font-size: 9pt; color: #5a6573; text-align: right; }
        """
}
