import CityCore
import CityGeo
import CityTabular

/// What an import of a table did.
package struct TableImportReport: Sendable, Codable, Hashable {
    package var read: Int = 0
    package var created: Int = 0
    package var changed: Int = 0
    package var unchanged: Int = 0
    package var rejected: Int = 0
    /// How often each reason was given.
    package var reasons: [String: Int] = [:]
    /// The first rejects; the file of rejects has them all.
    package var rejects: [ImportReport.Reject] = []
    /// The same rows as a table with their own fields, to correct and import again.
    package var rejectsCSV: String?

    package init() {}

    package var imported: Int { created + changed }

    mutating func count(_ outcome: SaveOutcome) {
        switch outcome {
        case .created: created += 1
        case .changed: changed += 1
        case .unchanged: unchanged += 1
        }
    }

    mutating func take(_ refused: ImportRejects) {
        rejected = refused.count
        reasons = refused.countsByReason
        rejects = refused.kept
        rejectsCSV = refused.csv
    }
}

/// A table that people keep in a spreadsheet: few rows, columns under their Chinese or English names. It is read whole
/// and written in one transaction; a bad row is put aside and the others are taken.
struct TableImport {
    static let rowsMax: Int = 20_000
    /// As it is sent, and once more after unpacking.
    static let bytesMax: Int = 16 << 20

    /// Our names of columns by all the names that they may have, in the normalized form of `ImportRecord`.
    let columns: [String: String]
    /// Columns that must be there, as people know them, by our names.
    let required: [(name: String, title: String)]

    /// All rows that could be read; the others go to the rejects.
    func read(
        _ source: ImportSource,
        rejects: ImportRejects,
        report: inout TableImportReport
    ) throws -> [ImportRecord] {
        let unpacked: ByteSource.Limits = ByteSource.Limits(bytesMax: Self.bytesMax)
        let reader: CSVReader = try CSVReader(source.open(unpacked), options: source.options)
        let names: [String] = reader.header.names.map { name in
            let plain: String = ImportRecord.normalized(name)
            return columns[plain] ?? plain
        }
        try checkColumns(names)
        rejects.begin(columns: reader.header.names)
        var records: [ImportRecord] = []
        while let next = try reader.next() {
            switch next {
            case .rejected(let reject):
                let error: CityError = .invalid(reject.field ?? "", reject.error.reason, reject.error.wording)
                try rejects.add(ImportReject(line: reject.row.line, error: error, raw: reject.row.fields))
            case .row(let row) where row.isBlank: continue
            case .row(let row): records.append(TableImport.record(row, names))
            }
            report.read += 1
            if report.read > TableImport.rowsMax { throw TableImport.tooManyRows }
        }
        return records
    }

    private func checkColumns(_ names: [String]) throws {
        let missing: [(name: String, title: String)] = required.filter { !names.contains($0.name) }
        guard missing.isEmpty else {
            throw CityError.invalid(
                missing.map { column in
                    let wording: Wording = Wording(
                        "表头缺少“\(column.title)”列",
                        "The header has no column “\(column.title)”"
                    )
                    return FieldError(column.title, "csv.column_missing", wording)
                }
            )
        }
    }

    private static func record(_ row: CSVRow, _ names: [String]) -> ImportRecord {
        let fields: [String] = row.fields
        var values: [String: String] = [:]
        for (index, name) in names.enumerated() where values[name] == nil { values[name] = fields[index] }
        return ImportRecord(line: row.line, values: values, geometry: nil, datum: .wgs84, raw: fields)
    }

    /// Counts what became of the rows, puts the refused ones aside, and completes the report.
    static func settle(
        _ results: [PlaceImport.RowResult],
        of records: [ImportRecord],
        rejects: ImportRejects,
        report: inout TableImportReport
    ) throws {
        for (record, result) in zip(records, results) {
            switch result {
            case .saved(let outcome): report.count(outcome)
            case .refused(let error):
                try rejects.add(ImportReject(line: record.line, error: error, raw: record.raw))
            }
        }
        try rejects.close()
        report.take(rejects)
    }

    private static let tooManyRows: CityError = CityError(
        .tooLarge,
        "import.too_many_rows",
        Wording("表格超过 \(rowsMax) 行，请拆分后再导入", "The table has more than \(rowsMax) rows; import it in parts")
    )
}

extension ImportRecord {
    /// A cell that holds one of a few values, by its name or by its Chinese or English title.
    func choice<Value: RawRepresentable & CaseIterable>(
        _ name: String,
        of type: Value.Type = Value.self,
        title: (Value) -> Wording,
        _ checks: inout FieldChecks
    ) -> Value? where Value.RawValue == String {
        guard let text = text(name) else { return nil }
        let found: Value? = Value.allCases.first { value in
            value.rawValue == text || title(value).zh == text || title(value).en == text
        }
        if let found { return found }
        let known: String = Value.allCases.map { "\(title($0).zh)/\($0.rawValue)" }.joined(separator: ", ")
        checks.note(
            name,
            "field.choice",
            Wording(
                "没有取值“\(text.prefix(20))”，可用：\(known)",
                "There is no value “\(text.prefix(20))”; there are: \(known)"
            )
        )
        return nil
    }
}
