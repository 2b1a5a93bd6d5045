import CityCore
import CityCrypto
import CityEvents
import CityHTTP
import CitySQL
import CitySensing
import Foundation
import Hummingbird
import Terminals

/// `/metrics` for Prometheus: with the token of `metrics.token`; without one, to this machine only and not through a
/// proxy. To everybody else the page does not exist.
struct MetricsPage: Sendable {
    let city: City
    let began: Date = .now

    func mount(on router: Router<AppContext>) {
        router.get("/metrics") { request, context in
            guard mayRead(request, context) else { throw CityError.notFound(Wording("此地址", "address")) }
            return Response.text(try await text(), type: "text/plain; version=0.0.4")
        }
    }

    private func mayRead(_ request: Request, _ context: AppContext) -> Bool {
        if let token = city.settings.metricsToken {
            // Hashes are compared, so that the time says nothing about the token.
            let given: String = request.headers[.authorization] ?? ""
            return SHA256Digest(of: given) == SHA256Digest(of: "Bearer \(token)")
        }
        let isForwarded: Bool = request.headers.contains { field in
            ["x-forwarded-for", "forwarded", "x-real-ip"].contains(field.name.canonicalName)
        }
        return !isForwarded && ["127.0.0.1", "::1"].contains(context.remoteAddress)
    }

    private func text() async throws -> String {
        var gauges: Gauges = Gauges()
        gauges.add("process_resident_memory_bytes", "Resident memory.", ProcessFigures.residentBytes)
        gauges.add("process_cpu_seconds_total", "Processor time.", ProcessFigures.cpuSeconds, kind: "counter")
        gauges.add("process_open_fds", "Open files and connections.", ProcessFigures.openFiles)
        gauges.add("process_start_time_seconds", "When the process began.", began.timeIntervalSince1970)
        gauges.add("streetwise_live_lines", "Pages that listen to what happens.", Double(city.live.count))
        addTerminals(to: &gauges)
        if let database = city.database as? TimedDatabase {
            let (reads, writes) = database.underWay
            gauges.add("streetwise_database_reads", "Reads under way or waiting.", Double(reads))
            gauges.add("streetwise_database_writes", "Writes under way or waiting.", Double(writes))
        }
        let facts: DatabaseFacts = try await city.database.read(DatabaseFacts.init)
        gauges.add("streetwise_database_bytes", "Size of the database.", Double(facts.bytes))
        gauges.add("streetwise_events_last", "The newest event's number.", Double(facts.lastEvent))
        gauges.add("streetwise_events_put_aside", "Events that a subscriber could not handle.", Double(facts.putAside))
        for (name, unread) in facts.unread {
            gauges.add(
                "streetwise_events_unread",
                "Events that a subscriber has not read.",
                Double(unread),
                labels: "{subscriber=\"\(name)\"}"
            )
        }
        return gauges.text + city.metrics.text()
    }
}

extension MetricsPage {
    private func addTerminals(to gauges: inout Gauges) {
        gauges.add("streetwise_terminal_lines", "Terminals with a line.", Double(city.terminals.connected))
        let waiting: Int = city.sensing.intake.waitingCount
        gauges.add("streetwise_positions_waiting", "Positions that are not on the disk yet.", Double(waiting))
        for kind in TerminalCounters.Kind.allCases {
            gauges.add(
                "streetwise_terminals_total",
                "What was counted at the gateway.",
                Double(city.terminals.counters[kind]),
                kind: "counter",
                labels: "{kind=\"\(kind.rawValue)\"}"
            )
        }
    }
}

private struct Gauges {
    private(set) var text: String = ""
    private var told: Set<String> = []

    mutating func add(_ name: String, _ help: String, _ value: Double, kind: String = "gauge", labels: String = "") {
        if told.insert(name).inserted { text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n" }
        text += "\(name)\(labels) \(value)\n"
    }
}

private struct DatabaseFacts: Sendable {
    var bytes: Int
    var lastEvent: Int64
    var putAside: Int
    var unread: [(name: String, count: Int64)]

    init(_ db: any SQLConnection) throws {
        switch db.dialect {
        case .sqlite:
            bytes = try db.value(
                "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
            )
        case .postgres: bytes = try db.value("SELECT pg_database_size(current_database())")
        }
        let last: Int64 = try Outbox.lastSequence(in: db)
        lastEvent = last
        putAside = try db.value("SELECT COUNT(*) FROM event_failure")
        unread = try db.rows("SELECT subscriber, sequence FROM event_position ORDER BY subscriber").map { row in
            (try row.get("subscriber"), last - (try row.get("sequence", as: Int64.self)))
        }
    }
}

/// What the kernel knows of this process.
package enum ProcessFigures {
    package static var residentBytes: Double {
        let pages: Int = statm.dropFirst().first.flatMap { Int($0) } ?? 0
        return Double(pages * Int(sysconf(Int32(_SC_PAGESIZE))))
    }

    package static var cpuSeconds: Double {
        var usage: rusage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        let times: [timeval] = [usage.ru_utime, usage.ru_stime]
        return times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1_000_000 }
    }

    static var openFiles: Double {
        Double((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0)
    }

    private static var statm: [Substring] {
        ((try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? "").split(separator: " ")
    }
}
