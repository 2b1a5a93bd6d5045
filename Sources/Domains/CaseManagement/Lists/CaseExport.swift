import CityCore
import CityGeo
import CityHTTP
import CityRegistry
import CitySQL
import CityTabular

/// Cases as a table, read page by page and sent while it is read: it takes the memory of one page, and never so long
/// that a line times out.
struct CaseExport: Sendable {
    enum Format: String, CaseIterable, Sendable {
        case csv
        case xlsx
    }

    private static let pageSize: Int = 500

    let database: any SQLDatabase
    let directory: RegistryDirectory
    let filter: CaseFilter
    let visibleIn: [[SQLQuery]]
    let language: Language

    func answer(_ format: Format) -> FileAnswer {
        switch format {
        case .csv:
            FileAnswer(contentType: "text/csv; charset=utf-8", filename: "cases.csv", write: writeCSV)
        case .xlsx:
            FileAnswer(
                contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                filename: "cases.xlsx",
                making: makeWorkbook
            )
        }
    }

    private func writeCSV(_ sink: inout ByteSink) async throws {
        var encoder: CSVEncoder = CSVEncoder(CSVEncoder.Options(byteOrderMark: true))
        encoder.append(texts: header)
        var after: Cursor?
        repeat {
            let page: Page<CaseRecord> = try await page(after)
            for record in page.items { encoder.append(cells(record)) }
            try await sink.send(encoder.drain())
            after = page.next
        } while after != nil
    }

    private func makeWorkbook(_ path: String) async throws {
        let sheet: String = Wording("案件", "Cases").text(in: language)
        let writer: WorkbookWriter = try WorkbookWriter(path: path, options: .init(sheetName: sheet))
        try writer.writeHeader(header)
        var after: Cursor?
        repeat {
            let page: Page<CaseRecord> = try await page(after)
            for record in page.items { try writer.writeRow(cells(record)) }
            after = page.next
        } while after != nil
        try writer.finish()
    }

    private func page(_ after: Cursor?) async throws -> Page<CaseRecord> {
        let request: PageRequest = try PageRequest(limit: Self.pageSize, after: after)
        return try await database.read { db in
            try CaseListStore.page(filter, visibleIn: visibleIn, request, in: db)
        }
    }

    private var header: [String] {
        [
            Wording("案号", "Number"), Wording("状态", "State"), Wording("来源", "Source"), Wording("类别", "Class"),
            Wording("立案条件", "Condition"), Wording("区域", "Area"), Wording("网格", "Grid"), Wording("地址", "Address"),
            Wording("描述", "Description"), Wording("部件", "Part"), Wording("处置部门", "Department"),
            Wording("上报时间", "Reported"), Wording("立案时间", "Filed"), Wording("派遣时间", "Dispatched"),
            Wording("处置时间", "Handled"), Wording("结案时间", "Closed"), Wording("截止时间", "Due"),
            Wording("按期结案", "Closed on time"), Wording("返工", "Rework"), Wording("回退", "Returns"),
            Wording("延期", "Extensions"), Wording("经度", "Longitude"), Wording("纬度", "Latitude"),
        ].map { $0.text(in: language) }
    }

    private func cells(_ record: CaseRecord) -> [Cell] {
        let onTime: String? = record.closedOnTime.map { onTime in
            (onTime ? Wording("是", "yes") : Wording("否", "no")).text(in: language)
        }
        let what: [Cell] = [
            Cell(record.number), Cell(record.state.title.text(in: language)),
            Cell(record.source.title.text(in: language)),
            Cell(record.subject.map { directory.className($0.key).text(in: language) }),
            Cell(record.subject?.condition), Cell(directory.areaPathName(record.place.area).text(in: language)),
            Cell(record.place.grid), Cell(record.place.address), Cell(record.description), Cell(record.part),
            Cell(directory.organisationName(record.organisation)?.text(in: language)),
        ]
        let when: [Cell] = [
            Cell(record.reportedAt), Cell(record.filedAt), Cell(record.dispatchedAt), Cell(record.handledAt),
            Cell(record.closedAt), Cell(record.dueAt), Cell(onTime), Cell(record.reworkCount),
            Cell(record.returnCount), Cell(record.extensionCount), Cell(record.place.coordinate?.lng),
            Cell(record.place.coordinate?.lat),
        ]
        return what + when
    }
}
