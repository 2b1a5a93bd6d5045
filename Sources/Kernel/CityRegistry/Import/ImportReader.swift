import CityCore
import CityGeo
import CityTabular
import FoundationEssentials

/// Reads an import row by row, whatever its form. A bad row is handed out as such and the next one follows; only
/// trouble with the whole input is thrown. It belongs to one task.
final class ImportReader {
    enum Item {
        case record(ImportRecord)
        case rejected(ImportReject)
    }

    /// The most bytes of a GeoJSON file, which is read as a whole.
    static let jsonBytesMax: Int = 256 << 20

    /// The names of the columns as they came, before those that a list of rejects adds.
    let columns: [String]
    private let datum: Datum
    private let table: Table?
    private var features: IndexingIterator<[LooseFeature]>
    private var position: Int = 0

    /// - Parameter required: columns that a table must have, by our names.
    init(_ source: ImportSource, required: [String]) throws {
        datum = source.datum
        switch source.knownFormat {
        case .csv:
            let opened: Table = try Table(source, required: required)
            columns = opened.reader.header.names
            table = opened
            features = [].makeIterator()
        case .geojson:
            columns = ["feature"]
            table = nil
            features = try ImportReader.features(source).makeIterator()
        }
    }

    func next() throws -> Item? {
        if let table { return try table.next(datum) }
        guard let feature = features.next() else { return nil }
        position += 1
        return feature.item(at: position, datum: datum)
    }

    private static func features(_ source: ImportSource) throws -> [LooseFeature] {
        let bytes: ByteSource = try source.open()
        var data: Data = Data()
        let buffer: UnsafeMutableRawBufferPointer = .allocate(byteCount: ByteSource.chunkBytes, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count: Int = try bytes.read(into: buffer)
            if count == 0 { break }
            data.append(contentsOf: buffer[..<count])
            guard data.count <= jsonBytesMax else { throw tooLarge }
        }
        return try LooseFeatureCollection.decode(data).features
    }

    private static var tooLarge: CityError {
        CityError(
            .tooLarge,
            "import.too_large",
            Wording("文件超过 256 MB，请拆分后再导入", "The file is larger than 256 MB; import it in parts")
        )
    }
}

/// A table, with its columns found under their many names.
private final class Table {
    let reader: CSVReader
    private let names: [String]

    init(_ source: ImportSource, required: [String]) throws {
        reader = try CSVReader(source.open(), options: source.options)
        let names: [String] = reader.header.names.map(ImportColumns.canonical)
        let missing: [String] = required.filter { !names.contains($0) }
        guard missing.isEmpty else {
            throw CityError.invalid(
                missing.map { name in
                    FieldError(
                        name,
                        "csv.column_missing",
                        Wording("表头缺少“\(name)”列", "The header has no column “\(name)”")
                    )
                }
            )
        }
        self.names = names
    }

    func next(_ datum: Datum) throws -> ImportReader.Item? {
        while let record = try reader.next() {
            switch record {
            case .rejected(let reject):
                let field: String = reject.field ?? ""
                let error: CityError = .invalid(field, reject.error.reason, reject.error.wording)
                return .rejected(ImportReject(line: reject.row.line, error: error, raw: reject.row.fields))
            case .row(let row):
                if row.isBlank { continue }
                return item(row, datum)
            }
        }
        return nil
    }

    private func item(_ row: CSVRow, _ datum: Datum) -> ImportReader.Item {
        let fields: [String] = row.fields
        var values: [String: String] = [:]
        for (index, name) in names.enumerated() where values[name] == nil { values[name] = fields[index] }
        do {
            let geometry: GeoJSONGeometry? = try values["geometry"].flatMap(Table.geometry)
            return .record(
                ImportRecord(line: row.line, values: values, geometry: geometry, datum: datum, raw: fields)
            )
        } catch {
            return .rejected(ImportReject(line: row.line, error: CityError.told(error), raw: fields))
        }
    }

    private static func geometry(_ text: String) throws -> GeoJSONGeometry? {
        let trimmed: String = text.trimmed()
        if trimmed.isEmpty { return nil }
        if trimmed.hasPrefix("{") { return try GeoJSON.geometry(Data(trimmed.utf8)) }
        return try WKT.geometry(trimmed)
    }
}

extension CityError {
    /// The error itself, or a fault around whatever else was thrown.
    static func told(_ error: any Error) -> CityError {
        error as? CityError ?? .fault("unexpected error", cause: error)
    }
}
