import CityCore
import CityHTTP
import CityTabular

/// A pay basis as a workbook: its lines, and then every item with its proof.
struct StatementExport: Sendable {
    let view: StatementService.View
    let language: Language

    func answer() -> FileAnswer {
        FileAnswer(
            contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            filename: "collection-\(view.lot.code)-\(view.month.code).xlsx",
            making: make
        )
    }

    private func make(_ path: String) async throws {
        let writer: WorkbookWriter = try WorkbookWriter(path: path, options: .init(sheetName: view.month.code))
        try writer.writeHeader(
            [
                Wording("项目", "Line"), Wording("依据", "Proof"), Wording("日期", "Day"), Wording("数量", "Quantity"),
                Wording("总数", "Of"), Wording("单价（元）", "Price (yuan)"), Wording("金额（元）", "Amount (yuan)"),
                Wording("申诉", "Objection"),
            ].map(text)
        )
        for line in view.basis.lines {
            try writer.writeRow([
                Cell(text(line.line.title)), Cell(nil as String?), Cell(nil as String?), Cell(line.quantity),
                Cell(line.whole), Cell(yuan(line.unitFen)), Cell(line.amountFen.map(yuan)), Cell(nil as String?),
            ])
        }
        try total(Wording("应得", "Earned"), view.basis.grossFen, writer)
        try total(Wording("扣款", "Deducted"), -view.basis.deductionFen, writer)
        try total(Wording("应付", "To be paid"), view.basis.payFen, writer)
        for item in view.items { try write(item, writer) }
        try writer.finish()
    }

    private func total(_ name: Wording, _ fen: Int, _ writer: WorkbookWriter) throws {
        let empty: [Cell] = [Cell](repeating: Cell(nil as String?), count: 5)
        try writer.writeRow([Cell(text(name))] + empty + [Cell(yuan(fen)), Cell(nil as String?)])
    }

    private func write(_ item: PayItem, _ writer: WorkbookWriter) throws {
        let objection: CollectionObjection? = view.objections.first { $0.line == item.line && $0.ref == item.ref }
        try writer.writeRow([
            Cell(text(item.line.title)), Cell(item.label), Cell(CivilDate(dayNumber: item.day).description),
            Cell(item.part), Cell(item.whole), Cell(nil as String?), Cell(nil as String?),
            Cell((objection?.state.title).map(text)),
        ])
    }

    private func text(_ wording: Wording) -> String { wording.text(in: language) }

    private func yuan(_ fen: Int) -> Double { Double(fen) / 100 }
}
