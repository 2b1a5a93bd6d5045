import Synchronization

/// What the program counts about itself, in Prometheus' words.
package enum MetricFamily: String, CaseIterable, Sendable {
    case requests = "streetwise_http_requests_total"
    case requestSeconds = "streetwise_http_request_seconds"
    case databaseSeconds = "streetwise_database_seconds"
    case slowStatements = "streetwise_slow_statements_total"
    case jobRuns = "streetwise_job_runs_total"
    case jobSeconds = "streetwise_job_seconds"

    var help: String {
        switch self {
        case .requests: "Requests answered, by route and status."
        case .requestSeconds: "Time until an answer began, in seconds."
        case .databaseSeconds: "Reads and writes of the database, waiting for their turn included, in seconds."
        case .slowStatements: "Statements that took longer than log.slowQueryMs."
        case .jobRuns: "Runs of periodic jobs, by their end."
        case .jobSeconds: "Time of runs of periodic jobs, in seconds."
        }
    }

    var isHistogram: Bool {
        switch self {
        case .requests, .slowStatements, .jobRuns: false
        case .requestSeconds, .databaseSeconds, .jobSeconds: true
        }
    }
}

/// Counters and histograms of this process. Labels are written as Prometheus wants them: `kind="read"`.
package final class Metrics: Sendable {
    /// Upper bounds in seconds.
    private static let bounds: [Double] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private struct Key: Hashable {
        var family: MetricFamily
        var labels: String
    }

    private struct Histogram {
        var counts: [Int] = Array(repeating: 0, count: Metrics.bounds.count + 1)
        var sum: Double = 0
    }

    private struct State {
        var counters: [Key: Int] = [:]
        var histograms: [Key: Histogram] = [:]
    }

    private let state: Mutex<State> = Mutex(State())

    package init() {}

    package func count(_ family: MetricFamily, _ labels: String) {
        state.withLock { $0.counters[Key(family: family, labels: labels), default: 0] += 1 }
    }

    package func observe(_ family: MetricFamily, _ labels: String, _ duration: Duration) {
        let seconds: Double = duration / .seconds(1)
        let bucket: Int = Metrics.bounds.firstIndex { seconds <= $0 } ?? Metrics.bounds.count
        state.withLock { state in
            let key: Key = Key(family: family, labels: labels)
            state.histograms[key, default: Histogram()].counts[bucket] += 1
            state.histograms[key]?.sum += seconds
        }
    }

    package func text() -> String {
        let state: State = state.withLock { $0 }
        var lines: [String] = []
        for family in MetricFamily.allCases {
            lines.append("# HELP \(family.rawValue) \(family.help)")
            lines.append("# TYPE \(family.rawValue) \(family.isHistogram ? "histogram" : "counter")")
            for (key, value) in state.counters.sorted(by: { $0.key.labels < $1.key.labels }) where key.family == family
            {
                lines.append("\(family.rawValue){\(key.labels)} \(value)")
            }
            for (key, value) in state.histograms.sorted(by: { $0.key.labels < $1.key.labels })
            where key.family == family {
                lines += Metrics.lines(family.rawValue, key.labels, value)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(_ name: String, _ labels: String, _ histogram: Histogram) -> [String] {
        var lines: [String] = []
        var sum: Int = 0
        for (bound, count) in zip(bounds.map { "\($0)" } + ["+Inf"], histogram.counts) {
            sum += count
            lines.append("\(name)_bucket{\(labels),le=\"\(bound)\"} \(sum)")
        }
        lines.append("\(name)_sum{\(labels)} \(histogram.sum)")
        lines.append("\(name)_count{\(labels)} \(sum)")
        return lines
    }
}
