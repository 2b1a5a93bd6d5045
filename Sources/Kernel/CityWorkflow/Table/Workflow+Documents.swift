package import CityCore

// The table as the documents and the console show it.
extension Workflow {
    /// A Markdown table, one line per row.
    package func markdownTable(_ language: Language) -> String {
        let heads: [Wording] = [
            Wording("操作", "Action"), Wording("原状态", "From"), Wording("新状态", "To"), Wording("办理人", "Who"),
            Wording("须提供", "Needs"), Wording("计时", "Clocks"), Wording("说明", "Note"),
        ]
        var lines: [String] = [
            line(heads.map { $0.text(in: language) }),
            line(heads.map { _ in "---" }),
        ]
        for row in rows { lines.append(line(cells(of: row, language))) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A Mermaid state diagram; a row that leads back is drawn to every state it can lead back to.
    package func mermaid(_ language: Language) -> String {
        var lines: [String] = ["stateDiagram-v2"]
        for state in State.allCases {
            lines.append("    state \"\(plain(state.title.text(in: language)))\" as \(state.rawValue)")
        }
        for state in initial { lines.append("    [*] --> \(state.rawValue)") }
        for row in rows {
            let label: String = plain(row.action.title.text(in: language))
            for state in row.from {
                for target in targets(of: state, through: row) {
                    lines.append("    \(state.rawValue) --> \(target.rawValue) : \(label)")
                }
            }
        }
        for state in State.allCases where final.contains(state) { lines.append("    \(state.rawValue) --> [*]") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func cells(of row: Row, _ language: Language) -> [String] {
        let to: String =
            switch row.outcome {
            case .state(let state): named(state, language)
            case .previous: Wording("进入前的状态", "the state before").text(in: language)
            case .same: Wording("不变", "unchanged").text(in: language)
            }
        return [
            named(row.action, language),
            row.from.map { named($0, language) }.joined(separator: "<br>"),
            to,
            row.who.text(in: language),
            Wording.list(row.needs.map(\.title)).text(in: language),
            Wording.list(row.clocks.map(\.title)).text(in: language),
            row.note?.text(in: language) ?? "",
        ]
    }

    /// The title for people and the raw value for those who look for it in the code.
    private func named(_ term: some WorkflowTerm, _ language: Language) -> String {
        "\(term.title.text(in: language)) `\(term.rawValue)`"
    }

    private func line(_ cells: [String]) -> String {
        "| \(cells.map { escaped($0) }.joined(separator: " | ")) |"
    }

    private func escaped(_ cell: String) -> String {
        String(cell.flatMap { $0 == "|" ? "\\|" : $0.isNewline ? " " : String($0) })
    }

    /// Without the characters that mean something in a diagram's line.
    private func plain(_ text: String) -> String {
        String(text.map { $0 == "\"" || $0 == ":" || $0 == ";" || $0.isNewline ? " " : $0 })
    }
}
