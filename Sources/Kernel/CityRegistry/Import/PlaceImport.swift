import CityContracts
package import CityCore
package import CityEvents
package import CitySQL
import CityTabular

/// Imports of areas, grids, responsibility grids and components, for the command line and for requests alike.
///
/// Rows go through the same checks as single edits. A bad row is put aside with its reasons and the others are taken;
/// what is the same as before is left alone, so a file can be imported again. Writes are batches of 500 rows, each one
/// transaction; the directory is read anew once, at the end.
package struct PlaceImport: Sendable {
    static let batchRows: Int = 500

    let registry: Registry
    let outbox: Outbox
    let clock: CityClock
    let ids: IDSource
    let database: any SQLDatabase
    let format: PartCodeFormat

    package init(
        registry: Registry,
        outbox: Outbox,
        clock: CityClock,
        ids: IDSource,
        database: any SQLDatabase,
        format: PartCodeFormat = .standard
    ) {
        self.registry = registry
        self.outbox = outbox
        self.clock = clock
        self.ids = ids
        self.database = database
        self.format = format
    }

    /// Imports one kind. `edition` is that of components which name none themselves.
    package func run(
        _ kind: ImportKind,
        from source: ImportSource,
        edition: String? = nil,
        rejects: ImportRejects,
        by identity: Identity
    ) async throws -> ImportReport {
        switch kind {
        case .areas: try await importAreas(from: source, rejects: rejects, by: identity)
        case .grids: try await importGrids(from: source, rejects: rejects, by: identity)
        case .responsibilityGrids: try await importResponsibilityGrids(from: source, rejects: rejects, by: identity)
        case .parts: try await importParts(from: source, edition: edition, rejects: rejects, by: identity)
        }
    }

    /// What became of one row of a batch.
    enum RowResult: Sendable {
        case saved(SaveOutcome)
        case refused(CityError)

        /// Runs a row's write. Only what the row itself is to blame for is kept; anything else ends the import.
        static func of(_ write: () throws -> SaveOutcome) throws -> RowResult {
            do {
                return .saved(try write())
            } catch let error as CityError {
                switch error.code {
                case .invalidArgument, .forbidden, .notFound, .conflict, .stale, .tooLarge: return .refused(error)
                default: throw error
                }
            }
        }
    }

    /// All rows that could be read, and how many there were; for kinds whose rows must be seen together.
    func readAll(
        _ source: ImportSource,
        required: [String],
        rejects: ImportRejects,
        report: inout ImportReport
    ) throws -> [ImportRecord] {
        let reader: ImportReader = try ImportReader(source, required: required)
        rejects.begin(columns: reader.columns)
        var records: [ImportRecord] = []
        var seen: Set<String> = []
        while let item = try reader.next() {
            report.read += 1
            switch item {
            case .rejected(let reject): try rejects.add(reject)
            case .record(let record):
                if let code = record.text("code"), seen.insert(code).inserted {
                    records.append(record)
                } else {
                    try rejects.add(
                        ImportReject(line: record.line, error: PlaceImport.codeTrouble(record), raw: record.raw)
                    )
                }
            }
        }
        return records
    }

    /// Why a row's code is of no use: it is missing, or a row before it has the same.
    static func codeTrouble(_ record: ImportRecord) -> CityError {
        guard let code = record.text("code") else {
            return .invalid("code", "import.no_code", Wording("缺少编码", "The code is missing"))
        }
        return .invalid(
            "code",
            "import.duplicate",
            Wording(
                "编码 \(code) 在文件中出现多次，只导入第一次",
                "The code \(code) is in the file more than once; only the first is taken"
            )
        )
    }

    /// Counts the results of a batch and puts the refused rows aside.
    func settle(
        _ results: [RowResult],
        of records: ArraySlice<ImportRecord>,
        rejects: ImportRejects,
        report: inout ImportReport
    ) throws {
        for (record, result) in zip(records, results) {
            switch result {
            case .saved(let outcome): report.count(outcome)
            case .refused(let error):
                try rejects.add(ImportReject(line: record.line, error: error, raw: record.raw))
            }
        }
    }

    /// Tells of a batch once, if it changed anything.
    func announce(
        _ kind: String,
        _ results: [RowResult],
        areas: [String],
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        let count: Int = results.reduce(0) { sum, result in
            if case .saved(let outcome) = result, outcome != .unchanged { return sum + 1 }
            return sum
        }
        guard count > 0, let first = areas.first else { return }
        let common: String = areas.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
        let event: RegistryChanged = RegistryChanged(kind: kind, code: "", area: common, count: count)
        try outbox.publish(event, at: now, in: db)
    }

    /// Runs an import's writes, reads the directory anew whether or not they all went well, and closes the rejects.
    func finishing<Value>(_ rejects: ImportRejects, _ writes: () async throws -> Value) async throws -> Value {
        let value: Value
        do {
            value = try await writes()
        } catch {
            try? rejects.close()
            try await registry.reload()
            throw error
        }
        try rejects.close()
        try await registry.reload()
        return value
    }
}

extension String {
    /// What both begin with.
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}

extension Array {
    /// The positions of the batches of an import.
    func batches(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
