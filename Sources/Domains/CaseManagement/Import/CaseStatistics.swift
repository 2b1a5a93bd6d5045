package import CityCore
package import CityRegistry
package import CitySQL
import CityWorkflow

/// Counts cases by dimensions.
///
/// State and area, alone or with one of street, department, class, source, lamp and on_time, and department with on_time
/// or lamp, are answered from the counters: a few hundred rows, however many cases there are. Any other combination, and
/// every one with a month, is one query that goes through all cases.
package struct CaseStatistics: Sendable {
    private let directory: RegistryDirectory
    /// Of the city's own clock, by which months begin.
    private let zoneOffset: TimeSpan

    package init(directory: RegistryDirectory, zoneOffset: TimeSpan) {
        self.directory = directory
        self.zoneOffset = zoneOffset
    }

    /// - Parameter counties: only the cases of these; nil is all.
    package func counts(
        by dimensions: [CaseDimension],
        counties: [String]? = nil,
        in db: any SQLConnection
    ) throws -> CaseCounts {
        let counted: [[CaseDimension: String]: Int]
        if let plan = CounterPlan(for: Set(dimensions)) {
            counted = try plan.counts(counties: counties, in: db)
        } else {
            counted = try CaseStore.counts(by: dimensions, counties: counties, zoneOffset: zoneOffset, in: db)
        }
        return CaseCounts(by: dimensions, rows: rows(counted, dimensions))
    }

    /// The same counts, gone through case by case: what the counters must agree with.
    package func recounted(by dimensions: [CaseDimension], in db: any SQLConnection) throws -> CaseCounts {
        let counted: [[CaseDimension: String]: Int] =
            try CaseStore.counts(by: dimensions, counties: nil, zoneOffset: zoneOffset, in: db)
        return CaseCounts(by: dimensions, rows: rows(counted, dimensions))
    }

    private func rows(_ counted: [[CaseDimension: String]: Int], _ dimensions: [CaseDimension]) -> [CaseCountRow] {
        var rows: [CaseCountRow] = []
        for (values, count) in counted where count != 0 { rows.append(row(values, count, Set(dimensions))) }
        return rows.sorted { left, right in
            for dimension in dimensions where left.values[dimension] != right.values[dimension] {
                return Self.isBefore(left.values[dimension], right.values[dimension], dimension)
            }
            return false
        }
    }

    /// What is not known comes last, and in time before late.
    private static func isBefore(_ left: String?, _ right: String?, _ dimension: CaseDimension) -> Bool {
        guard let left, let right else { return right == nil }
        return dimension == .onTime ? left > right : left < right
    }

    private func row(
        _ values: [CaseDimension: String],
        _ count: Int,
        _ dimensions: Set<CaseDimension>
    ) -> CaseCountRow {
        var row: CaseCountRow = CaseCountRow(dimensions, values: values, count: count)
        for (dimension, value) in values { row.names[dimension] = name(value, dimension) }
        if let organisation = values[.department].flatMap({ directory.organisations.find(OrganisationID($0)) }) {
            row.values[.department] = organisation.code
            row.names[.department] = organisation.title
        }
        return row
    }

    private func name(_ value: String, _ dimension: CaseDimension) -> Wording? {
        switch dimension {
        case .state: CaseState(rawValue: value)?.title
        case .source: CaseSource(rawValue: value)?.title
        case .lamp: Lamp(rawValue: value)?.title
        case .smallClass: ClassKey(value).map(directory.className)
        case .area, .street: directory.area(value).map { Wording($0.name, $0.englishName ?? $0.name) }
        case .department, .onTime, .month: nil
        }
    }
}

/// Which counters answer a question, and how.
struct CounterPlan {
    private let dimensions: Set<CaseDimension>
    /// The counter that has all that is asked for, then the coarser ones, which tell of the cases that are not in it.
    private let counters: [CounterKey.Dimension]

    /// Nil when the counters do not know.
    init?(for dimensions: Set<CaseDimension>) {
        switch dimensions.subtracting([.area, .state]) {
        case []: counters = [.all]
        case [.street]: counters = [.street, .all]
        case [.department]: counters = [.organisation, .all]
        case [.smallClass]: counters = [.smallClass, .all]
        case [.source]: counters = [.source, .all]
        case [.lamp]: counters = [.lamp, .all]
        case [.onTime]: counters = [.outcome, .all]
        case [.department, .onTime]: counters = [.outcome, .organisation, .all]
        case [.department, .lamp]: counters = [.organisationLamp, .organisation, .lamp, .all]
        default: return nil
        }
        self.dimensions = dimensions
    }

    func counts(counties: [String]?, in db: any SQLConnection) throws -> [[CaseDimension: String]: Int] {
        let kept: [CounterKey: Int] = try CaseCounterStore.counts(counters, counties: counties, in: db)
        var cells: [[CaseDimension: String]: Int] = [:]
        for counter in counters {
            // What this counter has beyond the finer ones are cases without what those go by.
            let known: Set<CaseDimension> = Self.dimensions(of: counter).union([.area, .state])
            var rest: [[CaseDimension: String]: Int] = [:]
            for (key, count) in kept where key.dimension == counter { rest[Self.values(key), default: 0] += count }
            for (cell, count) in cells { rest[cell.filter { known.contains($0.key) }, default: 0] -= count }
            for (cell, count) in rest where count > 0 { cells[cell, default: 0] += count }
        }
        var folded: [[CaseDimension: String]: Int] = [:]
        for (cell, count) in cells { folded[cell.filter { dimensions.contains($0.key) }, default: 0] += count }
        return folded
    }

    private static func dimensions(of counter: CounterKey.Dimension) -> Set<CaseDimension> {
        switch counter {
        case .all, .turnLamp: []
        case .street: [.street]
        case .organisation: [.department]
        case .smallClass: [.smallClass]
        case .source: [.source]
        case .lamp: [.lamp]
        case .organisationLamp: [.department, .lamp]
        case .outcome: [.department, .onTime]
        }
    }

    private static func values(_ key: CounterKey) -> [CaseDimension: String] {
        var values: [CaseDimension: String] = [.area: key.county, .state: key.state.rawValue]
        let parts: [String] = key.key.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        switch key.dimension {
        case .all, .turnLamp: break
        case .street: values[.street] = key.key
        case .organisation: values[.department] = key.key
        case .smallClass: values[.smallClass] = key.key
        case .source: values[.source] = key.key
        case .lamp: values[.lamp] = key.key
        case .organisationLamp: values[.lamp] = parts.last
        case .outcome: values[.onTime] = parts.last
        }
        let isPair: Bool = key.dimension == .organisationLamp || key.dimension == .outcome
        if isPair, let organisation = parts.first, !organisation.isEmpty { values[.department] = organisation }
        return values
    }
}

extension CaseStore {
    /// Goes through all cases and counts them.
    static func counts(
        by dimensions: [CaseDimension],
        counties: [String]?,
        zoneOffset: TimeSpan,
        in db: any SQLConnection
    ) throws -> [[CaseDimension: String]: Int] {
        if dimensions.isEmpty {
            let condition: SQLQuery = counties.map { " WHERE county IN \(list: $0)" } ?? .empty
            return [[:]: try db.value("SELECT COUNT(*) FROM case_case\(condition)")]
        }
        let columns: SQLQuery = dimensions.map { column($0, zoneOffset) }.joined(separator: ", ")
        let places: String = dimensions.indices.map { String($0 + 1) }.joined(separator: ", ")
        let condition: SQLQuery = counties.map { " WHERE county IN \(list: $0)" } ?? .empty
        var counted: [[CaseDimension: String]: Int] = [:]
        try db.each(
            """
            SELECT \(columns), COUNT(*) FROM case_case\(condition) GROUP BY \(SQLQuery(trusted: places))
            """
        ) { row in
            var values: [CaseDimension: String] = [:]
            for (dimension, value) in zip(dimensions, row.values) { values[dimension] = text(value, dimension) }
            counted[values, default: 0] += try Int(sqlValue: row.values[dimensions.count])
        }
        return counted
    }

    private static func column(_ dimension: CaseDimension, _ zoneOffset: TimeSpan) -> SQLQuery {
        switch dimension {
        case .department: "organisation"
        case .onTime: "closed_on_time"
        case .state: "state"
        case .source: "source"
        case .smallClass: "edition || '/' || kind || '/' || big || '/' || small"
        case .area: "county"
        case .street: "street"
        case .lamp: "lamp"
        // Days, since engines do not agree on months.
        case .month: "(reported_at + \(zoneOffset.milliseconds)) / 86400000"
        }
    }

    private static func text(_ value: SQLValue, _ dimension: CaseDimension) -> String? {
        switch value {
        case .text(let text): text
        case .integer(let day) where dimension == .month:
            String(CivilDate(dayNumber: Int(day)).description.prefix(7))
        case .integer(let number): String(number)
        default: nil
        }
    }
}
