import CityCore
import CityPrint
import CityRegistry
import CityWorkflow

/// 总结报告: what happened, who came how soon, what of the plan was done when. For paper, in Chinese as it goes to
/// authorities.
struct IncidentReport: Sendable {
    let file: IncidentFile
    let directory: RegistryDirectory
    let madeAt: Timestamp

    private var incident: Incident { file.incident }

    var page: Markup {
        """
        <!doctype html><html lang="zh"><head><meta charset="utf-8"><title>\(incident.title)</title><style>
        @page { size: A4; margin: 20mm 16mm; @bottom-center { content: counter(page) " / " counter(pages); font-size: 9pt } }
        body { font-family: "Noto Sans CJK SC", sans-serif; font-size: 10.5pt; line-height: 1.5 }
        h1 { text-align: center; font-size: 18pt; margin: 0 0 2mm } h2 { font-size: 13pt; margin: 7mm 0 2mm }
        .sub { text-align: center; color: #555; margin-bottom: 6mm }
        table { width: 100%; border-collapse: collapse; font-size: 9.5pt } tr { break-inside: avoid }
        th, td { border: 0.3mm solid #999; padding: 1mm 1.6mm; text-align: left; vertical-align: top }
        th { background: #eee } .late { color: #b00 } .time { white-space: nowrap }
        </style></head><body>
        <h1>\(incident.isDrill ? "【演练】" : "")\(incident.title)<br>总结报告</h1>
        <p class="sub">\(incident.number) · \(moment(madeAt)) 生成</p>
        \(facts)\(steps)\(orders)\(rollCalls)\(reports)\(log)
        </body></html>
        """
    }

    private var facts: Markup {
        let figures: IncidentFigures = file.figures
        let span: String = incident.endedAt.map { Self.span(incident.beganAt, $0) } ?? "进行中"
        let rows: [(String, String)] =
            [
                ("类型与级别", "\(incident.kind.title.zh)，\(Incident.levelName(incident.level).zh)"),
                ("地区", directory.areaName(scope: incident.area)?.zh ?? incident.area),
                ("地点", incident.address),
                ("预案", incident.plan == nil ? "无" : "\(incident.planName)（第 \(incident.planVersion) 版）"),
                ("开始", moment(incident.beganAt)), ("结束", incident.endedAt.map(moment) ?? "—"), ("历时", span),
                ("步骤", "\(figures.steps) 项，完成或跳过 \(figures.stepsEnded) 项，超时 \(figures.stepsLate) 项"),
                ("任务", "\(figures.orders) 个，完成 \(figures.ordersDone) 个"),
                ("到场用时", arrival), ("情况说明", incident.words), ("总结", incident.summary),
            ] + incident.roles.map { ($0.title, $0.holder.isEmpty ? "空缺" : $0.holder) }
        let cells: [Markup] = rows.filter { !$0.1.isEmpty }.map { "<tr><th>\($0.0)</th><td>\($0.1)</td></tr>" }
        return "<h2>一、概况</h2><table>\(.joined(cells))</table>"
    }

    /// From the order to being on site: the middle one and the slowest.
    private var arrival: String {
        let minutes: [Int] = file.orders.compactMap { order in
            order.arrivedAt.map { Int(($0 - order.sentAt).milliseconds / 60_000) }
        }.sorted()
        guard let slowest = minutes.last else { return "" }
        return "\(minutes.count) 个任务到场，中位 \(minutes[minutes.count / 2]) 分钟，最长 \(slowest) 分钟"
    }

    private var steps: Markup {
        if file.steps.isEmpty { return "" }
        let rows: [Markup] = file.steps.enumerated().map { index, step in
            let late: Markup = step.isLate ? "<span class=\"late\">（超时）</span>" : ""
            return """
                <tr><td>\(index + 1)</td><td>\(step.content.title)</td><td>\(step.state.title.zh)\(late)</td>
                <td class="time">\(clock(step.readyAt))</td><td class="time">\(clock(step.startedAt))</td>
                <td class="time">\(clock(step.endedAt))</td><td>\(step.outcome)</td></tr>
                """
        }
        return """
            <h2>二、步骤</h2><table><tr><th></th><th>步骤</th><th>状态</th><th>应开始</th><th>开始</th><th>结束</th><th>结果</th></tr>
            \(.joined(rows))</table>
            """
    }

    private var orders: Markup {
        if file.orders.isEmpty { return "" }
        let rows: [Markup] = file.orders.map { order in
            """
            <tr><td>\(order.unitName)</td><td>\(order.title)</td><td class="time">\(clock(order.sentAt))</td>
            <td class="time">\(clock(order.readAt))</td><td class="time">\(clock(order.leftAt))</td>
            <td class="time">\(clock(order.arrivedAt))</td><td class="time">\(clock(order.endedAt))</td>
            <td>\(order.state.title.zh)</td><td>\(order.result)</td></tr>
            """
        }
        return """
            <h2>三、任务</h2><table><tr><th>力量</th><th>任务</th><th>下达</th><th>已阅</th><th>出发</th><th>到场</th><th>结束</th>
            <th>状态</th><th>结果</th></tr>\(.joined(rows))</table>
            """
    }

    private var rollCalls: Markup {
        if file.answers.isEmpty { return "" }
        let rows: [Markup] = file.answers.map { answer in
            """
            <tr><td>\(answer.call)</td><td>\(answer.unitName)</td><td>\(answer.people)</td>
            <td>\(answer.state.title.zh)</td><td class="time">\(clock(answer.at))</td><td>\(answer.words)</td></tr>
            """
        }
        return """
            <h2>四、点名</h2><table><tr><th>次</th><th>力量</th><th>人数</th><th>应答</th><th>时间</th><th>说明</th></tr>
            \(.joined(rows))</table>
            """
    }

    private var reports: Markup {
        if file.reports.isEmpty { return "" }
        let pieces: [Markup] = file.reports.map {
            "<p><b>第 \($0.number) 号 · \(moment($0.at)) · \($0.byName)</b><br>\($0.words)</p>"
        }
        return "<h2>五、情况报告</h2>\(.joined(pieces))"
    }

    private var log: Markup {
        let rows: [Markup] = file.log.map {
            "<tr><td class=\"time\">\(moment($0.at))</td><td>\($0.words)</td><td>\($0.byName)</td></tr>"
        }
        return "<h2>六、日志</h2><table><tr><th>时间</th><th>内容</th><th>记录</th></tr>\(.joined(rows))</table>"
    }

    private func moment(_ at: Timestamp) -> String { "\(directory.calendar.date(of: at)) \(time(at))" }

    /// The time of the day, with the date where it is another day than the beginning.
    private func clock(_ at: Timestamp?) -> String {
        guard let at else { return "—" }
        let day: CivilDate = directory.calendar.date(of: at)
        return day == directory.calendar.date(of: incident.beganAt) ? time(at) : "\(day) \(time(at))"
    }

    private func time(_ at: Timestamp) -> String {
        let day: Timestamp = directory.calendar.startOfDay(directory.calendar.date(of: at))
        let minutes: Int64 = (at - day).milliseconds / 60_000
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(two(minutes / 60)):\(two(minutes % 60))"
    }

    private static func span(_ from: Timestamp, _ to: Timestamp) -> String {
        let minutes: Int64 = (to - from).milliseconds / 60_000
        return minutes < 60 ? "\(minutes) 分钟" : "\(minutes / 60) 小时 \(minutes % 60) 分钟"
    }
}
