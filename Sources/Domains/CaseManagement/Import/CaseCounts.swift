package import CityCore

/// Numbers of cases by some dimensions.
package struct CaseCounts: Sendable, Hashable, Codable {
    package var by: [CaseDimension]
    package var rows: [CaseCountRow]
    package var total: Int

    package init(by: [CaseDimension], rows: [CaseCountRow]) {
        self.by = by
        self.rows = rows
        total = rows.reduce(0) { $0 + $1.count }
    }

    /// The rows as a table of text, with columns as wide as their widest cell.
    package func table(in language: Language) -> String {
        var lines: [[String]] = [by.map { $0.title.text(in: language) } + [Wording("件数", "Cases").text(in: language)]]
        for row in rows {
            lines.append(by.map { row.label($0, in: language) } + [String(row.count)])
        }
        lines.append(
            by.indices.map { $0 == 0 ? Wording("合计", "Total").text(in: language) : "" } + [String(total)]
        )
        let widths: [Int] = lines[0].indices.map { column in lines.map { Self.width($0[column]) }.max() ?? 0 }
        return lines.map { Self.line($0, widths) }.joined(separator: "\n")
    }

    /// Texts to the left, the last column, which holds numbers, to the right.
    private static func line(_ cells: [String], _ widths: [Int]) -> String {
        var parts: [String] = []
        for (column, cell) in cells.enumerated() {
            let gap: String = String(repeating: " ", count: widths[column] - width(cell))
            parts.append(column == cells.count - 1 ? gap + cell : cell + gap)
        }
        return parts.joined(separator: "  ")
    }

    /// In columns of a terminal, where Chinese characters take two.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
    }
}

/// One number, and what it is of. In JSON each dimension is a key: `on_time` is true, false or null, the others text or
/// null, and `department` has the name beside it as `department_name`.
package struct CaseCountRow: Sendable, Hashable {
    package var dimensions: Set<CaseDimension>
    /// Codes and raw values; what is not there is not known of these cases.
    package var values: [CaseDimension: String]
    /// What people call them, where that is not the value itself.
    package var names: [CaseDimension: Wording]
    package var count: Int

    package init(
        _ dimensions: Set<CaseDimension>,
        values: [CaseDimension: String],
        names: [CaseDimension: Wording] = [:],
        count: Int
    ) {
        self.dimensions = dimensions
        self.values = values
        self.names = names
        self.count = count
    }

    package var onTime: Bool? { values[.onTime].map { $0 == "1" } }

    func label(_ dimension: CaseDimension, in language: Language) -> String {
        guard let value = values[dimension] else { return "–" }
        guard dimension != .onTime else {
            return (value == "1" ? Wording("按期", "yes") : Wording("超期", "no")).text(in: language)
        }
        let name: String = names[dimension]?.text(in: language) ?? value
        return dimension == .department && name != value ? "\(value) \(name)" : name
    }
}

extension CaseCountRow: Codable {
    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }

        static let count: Key = Key("count")
        static let departmentName: Key = Key("department_name")
    }

    package init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        count = try box.decode(Int.self, forKey: .count)
        dimensions = Set(CaseDimension.allCases.filter { box.contains(Key($0.rawValue)) })
        values = [:]
        names = [:]
        for dimension in dimensions {
            let key: Key = Key(dimension.rawValue)
            if dimension == .onTime {
                values[dimension] = try box.decodeIfPresent(Bool.self, forKey: key).map { $0 ? "1" : "0" }
            } else {
                values[dimension] = try box.decodeIfPresent(String.self, forKey: key)
            }
        }
        if let name = try box.decodeIfPresent(String.self, forKey: .departmentName) {
            names[.department] = Wording(name, name)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Key.self)
        for dimension in dimensions {
            let key: Key = Key(dimension.rawValue)
            if dimension == .onTime {
                try box.encode(onTime, forKey: key)
            } else {
                try box.encode(values[dimension], forKey: key)
            }
        }
        if let name = names[.department] { try box.encode(name.zh, forKey: .departmentName) }
        try box.encode(count, forKey: .count)
    }
}
