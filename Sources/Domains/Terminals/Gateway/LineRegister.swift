import CityCore
import CitySQL
import CitySensing
import Synchronization

/// Which gateway has the line of which terminal, told between the processes of a city: a terminal that comes in at
/// another gateway has left this one, whatever its old line looks like from here.
final class LineRegister: Sendable {
    static let migration: Migration = Migration(
        "terminals.0004.line",
        both: [
            """
            CREATE TABLE terminal_line (
                device_serial BIGINT PRIMARY KEY, gateway TEXT NOT NULL, entered_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX terminal_line_entered ON terminal_line (entered_at)",
        ]
    )

    /// Clocks of two machines may differ so much.
    private static let slack: TimeSpan = .seconds(10)

    private let gateway: String
    private let database: any SQLDatabase
    private let entered: Mutex<[DeviceSerial: Timestamp]> = Mutex([:])
    private let lookedAt: Mutex<Timestamp>

    init(gateway: String, database: any SQLDatabase, at now: Timestamp) {
        self.gateway = gateway
        self.database = database
        lookedAt = Mutex(now)
    }

    func enter(_ device: DeviceSerial, at now: Timestamp) {
        entered.withLock { $0[device] = now }
    }

    /// Tells who came in here, and answers who came in elsewhere since the last time, and when. What could not be told
    /// is told the next time.
    func exchange(at now: Timestamp) async throws -> [(device: DeviceSerial, at: Timestamp)] {
        let (gateway, mine) = (gateway, entered.withLock { $0 })
        if !mine.isEmpty {
            try await database.write { db in
                for (device, at) in mine {
                    try db.run(
                        """
                        INSERT INTO terminal_line (device_serial, gateway, entered_at)
                        VALUES (\(device), \(gateway), \(at)) ON CONFLICT (device_serial) DO UPDATE
                        SET gateway = excluded.gateway, entered_at = excluded.entered_at
                        WHERE terminal_line.entered_at <= excluded.entered_at
                        """
                    )
                }
            }
            entered.withLock { entered in
                for (device, at) in mine where entered[device] == at { entered[device] = nil }
            }
        }
        let since: Timestamp = lookedAt.withLock { $0 } - Self.slack
        let others = try await database.read { db in
            try db.rows(
                "SELECT device_serial, entered_at FROM terminal_line WHERE entered_at > \(since) AND gateway <> \(gateway)"
            ).map { row in
                (
                    device: try row.get("device_serial", as: DeviceSerial.self),
                    at: try row.get("entered_at", as: Timestamp.self)
                )
            }
        }
        lookedAt.withLock { $0 = now }
        return others
    }
}
