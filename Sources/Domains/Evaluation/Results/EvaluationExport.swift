import CityCore
import CityHTTP
import CityTabular

/// A league table as a file, with the columns of the page.
struct EvaluationExport: Sendable {
    enum Format: String, CaseIterable, Sendable {
        case csv
        case xlsx
    }

    let table: TableBody
    let language: Language

    func answer(_ format: Format) -> FileAnswer {
        let name: String = "evaluation-\(table.by.rawValue)-\(table.basis.period.code)"
        switch format {
        case .csv:
            return FileAnswer(contentType: "text/csv; charset=utf-8", filename: "\(name).csv", write: writeCSV)
        case .xlsx:
            return FileAnswer(
                contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                filename: "\(name).xlsx",
                making: makeWorkbook
            )
        }
    }

    private func writeCSV(_ sink: inout ByteSink) async throws {
        var encoder: CSVEncoder = CSVEncoder(CSVEncoder.Options(byteOrderMark: true))
        encoder.append(texts: header)
        for row in table.rows { encoder.append(cells(row)) }
        try await sink.send(encoder.drain())
    }

    private func makeWorkbook(_ path: String) async throws {
        let writer: WorkbookWriter =
            try WorkbookWriter(path: path, options: .init(sheetName: table.title.text(in: language)))
        try writer.writeHeader(header)
        for row in table.rows { try writer.writeRow(cells(row)) }
        try writer.finish()
    }

    private var header: [String] {
        let fixed: [Wording] = [
            Wording("名次", "Rank"), table.title, Wording("得分", "Score"), Wording("等级", "Grade"),
            Wording("上期得分", "Score before"),
        ]
        return fixed.map { $0.text(in: language) }
            + table.columns.map { column in
                let unit: String = column.unit.map { " (\($0.text(in: language)))" } ?? ""
                return column.name.text(in: language) + unit
            }
    }

    private func cells(_ row: StandingBody) -> [Cell] {
        [
            Cell(row.rank), Cell(row.name.text(in: language)), Cell(row.score), Cell(row.grade),
            Cell(row.previousScore),
        ] + table.columns.map { Cell(row.values[$0.code]) }
    }
}
