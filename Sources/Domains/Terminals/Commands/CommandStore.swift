import CityCore
import CitySQL
import CitySensing

enum TerminalMigrations {
    static let all: [Migration] = [
        Migration(
            "terminals.0001.command",
            both: [
                """
                CREATE TABLE terminal_command (
                    id TEXT PRIMARY KEY, device_serial BIGINT NOT NULL, batch TEXT NOT NULL, body TEXT NOT NULL,
                    state TEXT NOT NULL, tries BIGINT NOT NULL, by_account TEXT NOT NULL, by_name TEXT NOT NULL,
                    at BIGINT NOT NULL, sent_at BIGINT, ended_at BIGINT
                )
                """,
                """
                CREATE INDEX terminal_command_open ON terminal_command (at, id)
                WHERE state = 'waiting' OR state = 'sent'
                """,
                "CREATE INDEX terminal_command_device ON terminal_command (device_serial, at, id)",
                "CREATE INDEX terminal_command_batch ON terminal_command (batch, id)",
                """
                CREATE TABLE terminal_photo (
                    device_serial BIGINT NOT NULL, at BIGINT NOT NULL, media TEXT NOT NULL, channel BIGINT NOT NULL,
                    PRIMARY KEY (device_serial, at, media)
                )
                """,
            ]
        ),
        SafetyStore.migration,
        Migration("terminals.0003.answer", both: ["ALTER TABLE terminal_command ADD COLUMN answer TEXT"]),
        LineRegister.migration,
    ]
}

/// Every statement on `terminal_command`.
enum CommandStore {
    private static let columns: SQLQuery =
        "id, device_serial, batch, body, state, tries, by_account, by_name, at, sent_at, ended_at, answer"

    static func insert(_ command: TerminalCommand, in db: any SQLConnection) throws {
        try db.send(
            """
            INSERT INTO terminal_command (\(columns))
            VALUES (\(command.id), \(command.device), \(command.batch), \(SQLJSON(command.order)), \(command.state),
                \(command.tries), \(command.byAccount), \(command.byName), \(command.at), \(command.sentAt),
                \(command.endedAt), NULL)
            """
        )
    }

    static func find(_ id: TerminalCommandID, in db: any SQLConnection) throws -> TerminalCommand? {
        try db.first("SELECT \(columns) FROM terminal_command WHERE id = \(id)").map(command)
    }

    /// All that have not ended, the oldest first.
    static func open(of device: DeviceSerial?, in db: any SQLConnection) throws -> [TerminalCommand] {
        let narrowed: SQLQuery = device.map { " AND device_serial = \($0)" } ?? .empty
        return try db.rows(
            """
            SELECT \(columns) FROM terminal_command
            WHERE (state = 'waiting' OR state = 'sent')\(narrowed) ORDER BY at, id LIMIT 5000
            """
        ).map(command)
    }

    static func of(
        _ device: DeviceSerial,
        before: (Timestamp, TerminalCommandID)?,
        limit: Int,
        in db: any SQLConnection
    ) throws -> [TerminalCommand] {
        let after: SQLQuery =
            before.map { " AND (at < \($0.0) OR (at = \($0.0) AND id < \($0.1)))" } ?? .empty
        return try db.rows(
            """
            SELECT \(columns) FROM terminal_command WHERE device_serial = \(device)\(after)
            ORDER BY at DESC, id DESC LIMIT \(limit)
            """
        ).map(command)
    }

    static func batch(_ batch: String, in db: any SQLConnection) throws -> [TerminalCommand] {
        try db.rows("SELECT \(columns) FROM terminal_command WHERE batch = \(batch) ORDER BY id").map(command)
    }

    /// Moves a command on, when it still stands as it did. Answers whether it did.
    static func move(
        _ command: TerminalCommand,
        to state: TerminalCommandState,
        tries: Int,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Bool {
        let endedAt: Timestamp? = state.hasEnded ? now : nil
        let sentAt: Timestamp? = state == .sent ? now : command.sentAt
        return try db.run(
            """
            UPDATE terminal_command SET state = \(state), tries = \(tries), sent_at = \(sentAt), ended_at = \(endedAt)
            WHERE id = \(command.id) AND state = \(command.state) AND tries = \(command.tries)
            """
        ) == 1
    }

    static func keep(_ answer: [TerminalParameter], of id: TerminalCommandID, in db: any SQLConnection) throws {
        try db.run("UPDATE terminal_command SET answer = \(SQLJSON(answer)) WHERE id = \(id)")
    }

    private static func command(_ row: SQLRow) throws -> TerminalCommand {
        var command: TerminalCommand = TerminalCommand(
            id: try row.get("id"),
            try row.get("body", as: SQLJSON<TerminalOrder>.self).value,
            to: try row.get("device_serial"),
            batch: try row.get("batch"),
            byAccount: try row.get("by_account"),
            byName: try row.get("by_name"),
            at: try row.get("at")
        )
        (command.state, command.tries) = (try row.get("state"), try row.get("tries"))
        command.sentAt = try row.getIfPresent("sent_at")
        command.endedAt = try row.getIfPresent("ended_at")
        command.answer = try row.getIfPresent("answer", as: SQLJSON<[TerminalParameter]>.self)?.value
        return command
    }
}

/// Every statement on `terminal_photo`.
enum TerminalPhotoStore {
    static func add(
        _ media: String,
        of device: DeviceSerial,
        channel: Int,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        try db.run(
            """
            INSERT INTO terminal_photo (device_serial, at, media, channel)
            VALUES (\(device), \(now), \(media), \(channel)) ON CONFLICT DO NOTHING
            """
        )
    }

    static func latest(
        of device: DeviceSerial,
        limit: Int,
        in db: any SQLConnection
    ) throws -> [(at: Timestamp, media: String, channel: Int)] {
        try db.rows(
            """
            SELECT at, media, channel FROM terminal_photo WHERE device_serial = \(device)
            ORDER BY at DESC, media DESC LIMIT \(limit)
            """
        ).map { (try $0.get("at"), try $0.get("media"), try $0.get("channel")) }
    }
}
