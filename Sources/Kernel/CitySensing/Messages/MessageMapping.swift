package import CityCore
import CityHTTP
import CitySQL

package enum MessageMappingTag {}
package typealias MessageMappingID = EntityID<MessageMappingTag>

/// 报文映射: which messages of MQTT devices are positions, and how they are read.
package struct MessageMapping: Sendable, Hashable {
    static let thing: Wording = Wording("报文映射", "message mapping")

    package var id: MessageMappingID
    package var name: String
    /// With the wildcards of MQTT: `devices/+/up`, `devices/gps/#`.
    package var topic: String
    package var fields: MessageFields
    package var isActive: Bool
    package var version: Int

    /// MQTT 3.1.1, 4.7.
    package func matches(_ topic: String) -> Bool {
        let wanted: [Substring] = self.topic.split(separator: "/", omittingEmptySubsequences: false)
        let levels: [Substring] = topic.split(separator: "/", omittingEmptySubsequences: false)
        for (index, part) in wanted.enumerated() {
            if part == "#" { return true }
            guard index < levels.count, part == "+" || part == levels[index] else { return false }
        }
        return wanted.count == levels.count
    }
}

/// Every statement on `sensing_mapping`.
enum MessageMappingStore {
    private static let columns: SQLQuery = "id, name, topic, fields, active, version"

    static func all(in db: any SQLConnection) throws -> [MessageMapping] {
        try db.rows("SELECT \(columns) FROM sensing_mapping ORDER BY name, id").map(mapping)
    }

    static func find(_ id: MessageMappingID, in db: any SQLConnection) throws -> MessageMapping? {
        try db.first("SELECT \(columns) FROM sensing_mapping WHERE id = \(id)").map(mapping)
    }

    static func insert(_ mapping: MessageMapping, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO sensing_mapping (\(columns))
            VALUES (\(mapping.id), \(mapping.name), \(mapping.topic), \(SQLJSON(mapping.fields)), \(mapping.isActive),
                \(mapping.version))
            """
        )
    }

    static func update(_ mapping: MessageMapping, from version: Int, in db: any SQLConnection) throws {
        let changed: Int = try db.run(
            """
            UPDATE sensing_mapping SET name = \(mapping.name), topic = \(mapping.topic),
                fields = \(SQLJSON(mapping.fields)), active = \(mapping.isActive), version = \(mapping.version)
            WHERE id = \(mapping.id) AND version = \(version)
            """
        )
        guard changed == 1 else { throw CityError.stale(MessageMapping.thing, current: mapping.version) }
    }

    private static func mapping(_ row: SQLRow) throws -> MessageMapping {
        MessageMapping(
            id: try row.get("id"),
            name: try row.get("name"),
            topic: try row.get("topic"),
            fields: try row.get("fields", as: SQLJSON<MessageFields>.self).value,
            isActive: try row.get("active"),
            version: try row.get("version")
        )
    }
}
