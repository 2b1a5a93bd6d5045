import CityCore

/// The first record of a table: the names of its columns.
package final class CSVHeader: Sendable {
    package let names: [String]
    private let indexes: [String: Int]

    /// Names are taken without white space at their ends. A column may have no name, but no two the same one.
    package init(_ names: [String]) throws {
        let trimmed: [String] = names.map { $0.trimmed() }
        var indexes: [String: Int] = [:]
        for (index, name) in trimmed.enumerated() where !name.isEmpty {
            guard indexes.updateValue(index, forKey: name) == nil else { throw CSVHeader.duplicate(name) }
        }
        guard !indexes.isEmpty else { throw CSVHeader.missing }
        self.names = trimmed
        self.indexes = indexes
    }

    package func index(of name: String) -> Int? { indexes[name] }

    /// The indexes of columns that must be there, in the order asked, or one error that names all that are missing.
    package func indexes(of required: [String]) throws -> [Int] {
        let missing: [String] = required.filter { indexes[$0] == nil }
        guard missing.isEmpty else {
            throw CityError.invalid(
                missing.map { name in
                    let wording: Wording = Wording("表头缺少“\(name)”列", "The header has no column “\(name)”")
                    return FieldError(name, "csv.column_missing", wording)
                }
            )
        }
        return required.compactMap { indexes[$0] }
    }

    static let missing: CityError = CityError(
        .invalidArgument,
        "csv.no_header",
        Wording("文件没有表头，第一行应为列名", "The file has no header; the first row must hold the names of the columns")
    )

    static func tooWide(_ count: Int, _ columnsMax: Int) -> CityError {
        CityError(
            .tooLarge,
            "csv.too_many_columns",
            Wording(
                "有 \(count) 列，超过 \(columnsMax) 列的上限，请拆分",
                "There are \(count) columns, over the limit of \(columnsMax); split the table"
            )
        )
    }

    static func refused(_ trouble: CSVRowError) -> CityError {
        CityError(
            .invalidArgument,
            trouble.reason,
            Wording("表头有误：\(trouble.wording.zh)", "The header is wrong. \(trouble.wording.en)")
        )
    }

    private static func duplicate(_ name: String) -> CityError {
        CityError(
            .invalidArgument,
            "csv.duplicate_column",
            Wording("表头有两个“\(name)”列，请改名", "The header names the column “\(name)” twice; rename one")
        )
    }
}
