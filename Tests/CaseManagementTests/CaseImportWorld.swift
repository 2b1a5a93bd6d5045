import CaseManagement
import CityCore
import CityEvents
import CityRegistry
import CitySQL
import CityTabular
import CityTestSupport
import Foundation

/// A city without anything in it but its tables, to import cases into.
struct CaseImportWorld {
    let database: any SQLDatabase
    let registry: Registry
    let clock: TestClock = TestClock()
    let ids: CountingIDs = CountingIDs()

    init(seedingClasses: Bool = false) async throws {
        database = try await TestDatabase.make(
            RegistryModule.migrations + CaseMigrations.all + Outbox.migrations
        )
        if seedingClasses { _ = try await database.write { db in try ClassStore.seedShipped(in: db) } }
        registry = try Registry(database: database)
        try await registry.reload()
    }

    var importer: CaseImporter {
        CaseImporter(
            database: database,
            registry: registry,
            outbox: Outbox(ids: ids.source, wake: {}),
            ids: ids.source,
            clock: clock.city,
            settings: CaseSettings()
        )
    }

    var statistics: CaseStatistics { CaseStatistics(directory: registry.current, zoneOffset: .hours(8)) }

    func run(_ table: String, _ mapping: CaseMapping, rejects: String? = nil) async throws -> CaseImportReport {
        try await importer.run(bytes: Array(table.utf8), mapping: mapping, rejects: rejects)
    }

    /// The rows of `case_case` as text, the columns joined by `|`.
    func cases(_ columns: String) async throws -> [String] {
        try await texts("SELECT \(columns) FROM case_case ORDER BY origin_number")
    }

    func histories(_ columns: String) async throws -> [String] {
        try await texts(
            """
            SELECT \(columns) FROM case_history h JOIN case_case c ON c.id = h.case_id
            ORDER BY c.origin_number, h.position
            """
        )
    }

    private func texts(_ sql: String) async throws -> [String] {
        try await database.readRows(SQLQuery(trusted: sql)) { row in
            row.values.map(Self.text).joined(separator: "|")
        }
    }

    private static func text(_ value: SQLValue) -> String {
        switch value {
        case .null: "-"
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .text(let text): text
        case .blob(let bytes): "\(bytes.count) bytes"
        }
    }

    func verification() async throws -> CaseVerification {
        try await database.read { db in try CaseVerification(in: db) }
    }

    /// The path of a file that is gone after the body.
    static func withFile<Value>(_ body: (String) async throws -> Value) async throws -> Value {
        let path: String = FileManager.default.temporaryDirectory.appending(path: "case-import-\(UUID().uuidString)")
            .path
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(path)
    }
}

/// A small table as a Chinese city would have it, and its mapping.
enum SmallTable {
    static let header: String = "编号,状态,上报时间,截止时间,结案时间,按期,描述,地址,经度,纬度,部门,大类,小类,来源"

    static let mapping: String = """
        {
          "name": "张湾旧系统", "system": "zhangwan-old",
          "time": {"format": ["yyyy-MM-dd HH:mm:ss", "yyyy/M/d H:mm"], "zone": "Asia/Shanghai"},
          "columns": {
            "number": "编号", "status": "状态", "opened_at": "上报时间", "target_at": "截止时间", "closed_at": "结案时间",
            "on_time": "按期", "description": "描述", "address": "地址", "lng": "经度", "lat": "纬度",
            "department": "部门", "class_big": "大类", "class_small": "小类", "source": "来源"
          },
          "values": {
            "status": {"已结案": "closed", "处置中": "handling", "作废": "cancelled"},
            "on_time": {"是": true, "否": false},
            "source": {"热线": "hotline_12345", "采集": "collector"}
          },
          "class": {"edition": "gbt30428-reference", "kind": "event"},
          "area": {"code": "420303", "name": {"zh": "张湾区", "en": "Zhangwan"}},
          "departments": {"createMissing": true}
        }
        """

    static func parsed(_ edit: (inout CaseMapping) -> Void = { _ in }) throws -> CaseMapping {
        var parsed: CaseMapping = try CaseMapping(json: Array(mapping.utf8))
        parsed.classes = nil
        edit(&parsed)
        if parsed.classes == nil {
            for field in [CaseField.classBig, .classSmall] { parsed.columns[field] = nil }
        }
        return parsed
    }

    static func table(_ rows: String...) -> String { ([header] + rows).joined(separator: "\n") }
}
