import CityCore
import CitySQL
import CitySQLite
import CityTestSupport
import Foundation
import Logging
import Synchronization
import Testing

@testable import CityServer

/// What the program tells of itself.
struct WatchTests {
    private final class Lines: Sendable {
        private let all: Mutex<[String]> = Mutex([])
        var text: String { all.withLock { $0.joined() } }
        func logger(_ level: Logger.Level = .info) -> Logger {
            var handler: JSONLogHandler = JSONLogHandler(label: "test") { line in self.all.withLock { $0.append(line) }
            }
            handler.logLevel = level
            return Logger(label: "test") { _ in handler }
        }
    }

    @Test func aHistogramCountsUpAndEndsInInfinity() {
        let metrics: Metrics = Metrics()
        metrics.observe(.databaseSeconds, #"kind="read""#, .milliseconds(3))
        metrics.observe(.databaseSeconds, #"kind="read""#, .milliseconds(70))
        metrics.observe(.databaseSeconds, #"kind="read""#, .seconds(60))
        metrics.count(.requests, #"method="GET",route="/x",status="200""#)
        let lines: [Substring] = metrics.text().split(separator: "\n")
        #expect(lines.contains(#"streetwise_database_seconds_bucket{kind="read",le="0.0025"} 0"#))
        #expect(lines.contains(#"streetwise_database_seconds_bucket{kind="read",le="0.005"} 1"#))
        #expect(lines.contains(#"streetwise_database_seconds_bucket{kind="read",le="0.1"} 2"#))
        #expect(lines.contains(#"streetwise_database_seconds_bucket{kind="read",le="+Inf"} 3"#))
        #expect(lines.contains(#"streetwise_database_seconds_count{kind="read"} 3"#))
        #expect(lines.contains(#"streetwise_http_requests_total{method="GET",route="/x",status="200"} 1"#))
    }

    @Test func aLogLineIsOneJSONObject() throws {
        let lines: Lines = Lines()
        lines.logger().warning("two\nlines \"quoted\"", metadata: ["account": "a1", "ms": "12"])
        lines.logger().debug("not at this level")
        struct Line: Decodable {
            var level: String
            var message: String
            var metadata: [String: String]
            var time: String
        }
        #expect(lines.text.filter { $0 == "\n" }.count == 1)
        let line: Line = try JSONDecoder().decode(Line.self, from: Data(lines.text.utf8))
        #expect(line.level == "warning" && line.message == "two\nlines \"quoted\"")
        #expect(line.metadata == ["account": "a1", "ms": "12"])
        #expect(line.time.hasSuffix("Z"))
    }

    @Test func aSlowStatementIsLoggedWithoutItsValues() async throws {
        let lines: Lines = Lines()
        let metrics: Metrics = Metrics()
        let database: TimedDatabase = TimedDatabase(
            try SQLiteDatabase(),
            metrics: metrics,
            slow: .milliseconds(20),
            logger: lines.logger()
        )
        let secret: String = "13812345678"
        let found: Int = try await database.read { db in
            _ = try db.rows("SELECT 1 WHERE \(secret) = '' ")
            return try db.value(
                """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000)
                SELECT COUNT(*) FROM n WHERE \(secret) <> ''
                """
            )
        }
        #expect(found == 400_000)
        #expect(lines.text.contains("slow statement") && lines.text.contains("WITH RECURSIVE"))
        #expect(!lines.text.contains("SELECT 1 WHERE") && !lines.text.contains(secret))
        #expect(metrics.text().contains(#"streetwise_slow_statements_total{kind="statement"} 1"#))
        #expect(database.underWay == (0, 0))

        try await database.read { db in
            try db.each(
                """
                WITH RECURSIVE m(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM m WHERE i < 400000)
                SELECT COUNT(*) FROM m
                """
            ) { _ in }
        }
        #expect(metrics.text().contains(#"streetwise_slow_statements_total{kind="statement"} 2"#))
    }
}
