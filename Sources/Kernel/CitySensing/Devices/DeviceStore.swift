import CityCore
import CityHTTP
import CitySQL

/// Every statement on `sensing_device`.
enum DeviceStore {
    private static let columns: SQLQuery = """
        id, serial, door, ident, name, device_use, area, organisation, maker, model, state, auth_digest, version
        """

    static func all(in db: any SQLConnection) throws -> [Device] {
        try db.rows("SELECT \(columns) FROM sensing_device").map(device)
    }

    static func find(_ id: DeviceID, in db: any SQLConnection) throws -> Device? {
        try db.first("SELECT \(columns) FROM sensing_device WHERE id = \(id)").map(device)
    }

    static func find(_ ids: Set<DeviceID>, in db: any SQLConnection) throws -> [Device] {
        let all: [String] = ids.map(\.text).sorted()
        return try stride(from: 0, to: all.count, by: 500).flatMap { start in
            let some: [String] = Array(all[start..<min(start + 500, all.count)])
            return try db.rows("SELECT \(columns) FROM sensing_device WHERE id IN \(list: some)").map(device)
        }
    }

    static func find(_ door: DeviceDoor, _ ident: String, in db: any SQLConnection) throws -> Device? {
        try db.first("SELECT \(columns) FROM sensing_device WHERE door = \(door) AND ident = \(ident)").map(device)
    }

    static func nextSerial(in db: any SQLConnection) throws -> DeviceSerial {
        try db.value("SELECT COALESCE(MAX(serial), 0) + 1 FROM sensing_device")
    }

    static func insert(_ device: Device, in db: any SQLConnection) throws {
        try db.send(
            """
            INSERT INTO sensing_device (\(columns))
            VALUES (\(device.id), \(device.serial), \(device.door), \(device.ident), \(device.name), \(device.use),
                \(device.area), \(device.organisation), \(device.maker), \(device.model), \(device.state),
                \(device.authDigest), \(device.version))
            """
        )
    }

    static func update(_ device: Device, from version: Int, in db: any SQLConnection) throws {
        let changed: Int = try db.run(
            """
            UPDATE sensing_device SET name = \(device.name), device_use = \(device.use), area = \(device.area),
                organisation = \(device.organisation), maker = \(device.maker), model = \(device.model),
                state = \(device.state), auth_digest = \(device.authDigest), version = \(device.version)
            WHERE id = \(device.id) AND version = \(version)
            """
        )
        guard changed == 1 else { throw CityError.stale(Device.thing, current: device.version - 1) }
    }

    private static func device(_ row: SQLRow) throws -> Device {
        Device(
            id: try row.get("id"),
            serial: try row.get("serial"),
            door: try row.get("door"),
            ident: try row.get("ident"),
            name: try row.get("name"),
            use: try row.get("device_use"),
            area: try row.get("area"),
            organisation: try row.getIfPresent("organisation"),
            maker: try row.get("maker"),
            model: try row.get("model"),
            state: try row.get("state"),
            authDigest: try row.getIfPresent("auth_digest"),
            version: try row.get("version")
        )
    }
}
