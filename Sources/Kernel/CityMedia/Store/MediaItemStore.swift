import CityCore
import CitySQL

/// Every statement on `media_item`.
enum MediaItemStore {
    private static let columns: SQLQuery = """
        id, kind, byte_count, width, height, taken_at, lng, lat, accuracy_m, renditions, created_at, created_by, area,
        state
        """

    /// Whether the item is new; one that is there already stays as it is.
    static func add(_ item: MediaItem, in db: any SQLConnection) throws -> Bool {
        let added: Int = try db.run(
            """
            INSERT INTO media_item
                (id, kind, content_type, byte_count, width, height, taken_at, lng, lat, accuracy_m, renditions,
                created_at, created_by, area, state)
            VALUES (\(item.id), \(item.kind), \(item.kind.contentType), \(item.byteCount), \(item.size?.width),
                \(item.size?.height), \(item.takenAt), \(item.place?.lng), \(item.place?.lat),
                \(item.place?.accuracyMetres), \(SQLJSON(item.renditions)), \(item.createdAt), \(item.createdBy),
                \(item.area), \(item.state))
            ON CONFLICT (id) DO NOTHING
            """
        )
        return added > 0
    }

    /// Another program version may make another thumbnail of the same photo.
    static func setRenditions(_ renditions: [MediaRendition], of id: String, in db: any SQLConnection) throws {
        let made: SQLJSON<[MediaRendition]> = SQLJSON(renditions)
        try db.run("UPDATE media_item SET renditions = \(made) WHERE id = \(id) AND renditions <> \(made)")
    }

    static func find(_ id: String, in db: any SQLConnection) throws -> MediaItem? {
        try db.first("SELECT \(columns) FROM media_item WHERE id = \(id)").map(item)
    }

    static func list(_ ids: some Collection<String>, in db: any SQLConnection) throws -> [MediaItem] {
        try db.rows("SELECT \(columns) FROM media_item WHERE id IN \(list: ids)").map(item)
    }

    /// By id, so that the whole table can be walked while items are added.
    static func page(after id: String, limit: Int, in db: any SQLConnection) throws -> [MediaItem] {
        try db.rows("SELECT \(columns) FROM media_item WHERE id > \(id) ORDER BY id LIMIT \(limit)").map(item)
    }

    static func existing(_ ids: some Collection<String>, in db: any SQLConnection) throws -> Set<String> {
        Set(try db.rows("SELECT id FROM media_item WHERE id IN \(list: ids)").map { try $0.get("id") })
    }

    private static func item(_ row: SQLRow) throws -> MediaItem {
        MediaItem(
            id: try row.get("id"),
            kind: try row.get("kind"),
            byteCount: try row.get("byte_count"),
            size: try size(row),
            takenAt: try row.getIfPresent("taken_at"),
            place: try place(row),
            renditions: try row.get("renditions", as: SQLJSON<[MediaRendition]>.self).value,
            createdAt: try row.get("created_at"),
            createdBy: try row.get("created_by"),
            area: try row.get("area"),
            state: try row.get("state")
        )
    }

    private static func size(_ row: SQLRow) throws -> PixelSize? {
        guard let width = try row.getIfPresent("width", as: Int.self) else { return nil }
        return PixelSize(width: width, height: try row.get("height"))
    }

    private static func place(_ row: SQLRow) throws -> PhotoMetadata.Place? {
        guard let lng = try row.getIfPresent("lng", as: Double.self) else { return nil }
        return PhotoMetadata.Place(
            lng: lng,
            lat: try row.get("lat"),
            accuracyMetres: try row.getIfPresent("accuracy_m")
        )
    }
}

/// Every statement on `media_upload`: who sent an item, since the same photo may come from several people.
enum MediaUploadStore {
    static func add(_ id: String, by account: AccountID, at now: Timestamp, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO media_upload (item_id, account_id, created_at) VALUES (\(id), \(account), \(now))
            ON CONFLICT (item_id, account_id) DO NOTHING
            """
        )
    }

    static func isSender(_ account: AccountID, of id: String, in db: any SQLConnection) throws -> Bool {
        try db.first("SELECT 1 FROM media_upload WHERE item_id = \(id) AND account_id = \(account)") != nil
    }
}

extension MediaKind: SQLEncodable, SQLDecodable {}
extension MediaState: SQLEncodable, SQLDecodable {}
