import CityCore
import CityGeo
import CitySQL

/// Every statement on `command_order` and `command_order_entry`.
enum OrderStore {
    private static let columns: SQLQuery = """
        id, number, batch, unit_id, unit_name, area, organisation, title, words, priority, lng, lat, address, about,
        about_id, about_name, state, sent_at, read_at, left_at, arrived_at, ended_at, read_by, arrive_by, done_by,
        due_at, late, escalation, by_account, by_name, result, photos, version
        """

    static func find(_ id: CommandOrderID, in db: any SQLConnection) throws -> CommandOrder? {
        try db.first("SELECT \(columns) FROM command_order WHERE id = \(id)").map(order)
    }

    static func insert(_ order: CommandOrder, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO command_order (\(columns))
            VALUES (\(order.id), \(order.number), \(order.batch), \(order.unit), \(order.unitName), \(order.area),
                \(order.organisation), \(order.title), \(order.words), \(order.priority), \(order.place?.lng),
                \(order.place?.lat), \(order.address), \(order.about), \(order.aboutID), \(order.aboutName),
                \(order.state), \(order.sentAt), \(order.readAt), \(order.leftAt), \(order.arrivedAt),
                \(order.endedAt), \(order.readBy), \(order.arriveBy), \(order.doneBy), \(order.dueAt),
                \(order.late), \(order.escalation), \(order.byAccount), \(order.byName), \(order.result),
                \(SQLJSON(order.photos)), \(order.version))
            """
        )
    }

    /// Answers false when somebody else was first.
    static func update(_ order: CommandOrder, from version: Int, in db: any SQLConnection) throws -> Bool {
        try db.run(
            """
            UPDATE command_order SET state = \(order.state), read_at = \(order.readAt), left_at = \(order.leftAt),
                arrived_at = \(order.arrivedAt), ended_at = \(order.endedAt), due_at = \(order.dueAt),
                late = \(order.late), escalation = \(order.escalation), result = \(order.result),
                photos = \(SQLJSON(order.photos)), version = \(order.version)
            WHERE id = \(order.id) AND version = \(version)
            """
        ) == 1
    }

    /// The latest first, after a place in that order.
    static func list(
        _ conditions: [SQLQuery],
        after: (Timestamp, CommandOrderID)? = nil,
        limit: Int,
        in db: any SQLConnection
    ) throws -> [CommandOrder] {
        var all: [SQLQuery] = conditions
        if let after { all.append("(sent_at < \(after.0) OR (sent_at = \(after.0) AND id < \(after.1)))") }
        return try db.rows(
            "SELECT \(columns) FROM command_order\(all.whereClause) ORDER BY sent_at DESC, id DESC LIMIT \(limit)"
        ).map(order)
    }

    /// Those whose time has run out.
    static func due(at now: Timestamp, limit: Int, in db: any SQLConnection) throws -> [CommandOrder] {
        try db.rows(
            """
            SELECT \(columns) FROM command_order WHERE ended_at IS NULL AND due_at <= \(now)
            ORDER BY due_at LIMIT \(limit)
            """
        ).map(order)
    }

    /// Those who are on their way to a place.
    static func travelling(in db: any SQLConnection) throws -> [CommandOrder] {
        try db.rows(
            """
            SELECT \(columns) FROM command_order
            WHERE ended_at IS NULL AND state = 'under_way' AND lng IS NOT NULL LIMIT 2000
            """
        ).map(order)
    }

    static func openCounts(in db: any SQLConnection) throws -> [CommandUnitID: Int] {
        var counts: [CommandUnitID: Int] = [:]
        try db.each("SELECT unit_id, COUNT(*) AS n FROM command_order WHERE ended_at IS NULL GROUP BY unit_id") {
            counts[try $0.get("unit_id")] = try $0.get("n")
        }
        return counts
    }

    static func add(_ entry: OrderEntry, to order: CommandOrderID, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO command_order_entry
                (order_id, step, at, told_at, act, by_account, by_name, words, lng, lat)
            SELECT \(order), COUNT(*), \(entry.at), \(entry.toldAt), \(entry.act), \(entry.byAccount),
                \(entry.byName), \(entry.words), \(entry.place?.lng), \(entry.place?.lat)
            FROM command_order_entry WHERE order_id = \(order)
            """
        )
    }

    static func entries(of order: CommandOrderID, in db: any SQLConnection) throws -> [OrderEntry] {
        try db.rows(
            """
            SELECT at, told_at, act, by_account, by_name, words, lng, lat FROM command_order_entry
            WHERE order_id = \(order) ORDER BY step
            """
        ).map { row in
            OrderEntry(
                at: try row.get("at"),
                toldAt: try row.get("told_at"),
                act: try row.get("act"),
                byAccount: try row.get("by_account"),
                byName: try row.get("by_name"),
                words: try row.get("words"),
                place: try row.place()
            )
        }
    }

    private static func order(_ row: SQLRow) throws -> CommandOrder {
        CommandOrder(
            id: try row.get("id"),
            number: try row.get("number"),
            batch: try row.get("batch"),
            unit: try row.get("unit_id"),
            unitName: try row.get("unit_name"),
            area: try row.get("area"),
            organisation: try row.getIfPresent("organisation"),
            title: try row.get("title"),
            words: try row.get("words"),
            priority: try row.get("priority"),
            place: try row.place(),
            address: try row.get("address"),
            about: try row.get("about"),
            aboutID: try row.get("about_id"),
            aboutName: try row.get("about_name"),
            state: try row.get("state"),
            sentAt: try row.get("sent_at"),
            readAt: try row.getIfPresent("read_at"),
            leftAt: try row.getIfPresent("left_at"),
            arrivedAt: try row.getIfPresent("arrived_at"),
            endedAt: try row.getIfPresent("ended_at"),
            readBy: try row.get("read_by"),
            arriveBy: try row.get("arrive_by"),
            doneBy: try row.get("done_by"),
            dueAt: try row.getIfPresent("due_at"),
            late: try row.getIfPresent("late"),
            escalation: try row.get("escalation"),
            byAccount: try row.get("by_account"),
            byName: try row.get("by_name"),
            result: try row.get("result"),
            photos: try row.get("photos", as: SQLJSON<[String]>.self).value,
            version: try row.get("version")
        )
    }
}

extension SQLRow {
    /// The columns `lng` and `lat`.
    func place() throws -> Coordinate? {
        guard let lng = try getIfPresent("lng", as: Double.self), let lat = try getIfPresent("lat", as: Double.self)
        else { return nil }
        return try Coordinate(lng: lng, lat: lat)
    }
}

/// Numbers of orders, calls for help and incidents: a letter, the date, four digits or more.
enum CommandSerial {
    static func next(_ letter: String, on date: CivilDate, in db: any SQLConnection) throws -> String {
        let day: String = letter + date.description.replacing("-", with: "")
        let row: SQLRow? = try db.first(
            """
            INSERT INTO command_serial (day, last) VALUES (\(day), 1)
            ON CONFLICT (day) DO UPDATE SET last = command_serial.last + 1 RETURNING last
            """
        )
        guard let last = try row?.get("last", as: Int.self) else { throw CityError.fault("no serial for \(day)") }
        return day + String(repeating: "0", count: max(0, 4 - "\(last)".count)) + "\(last)"
    }
}
