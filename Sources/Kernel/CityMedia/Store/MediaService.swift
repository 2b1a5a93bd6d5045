package import CityCore
package import CitySQL

/// Takes files in, keeps them, and hands them out.
package struct MediaService: Sendable {
    package let store: MediaStore
    let database: any SQLDatabase
    let rules: IncomingMedia.Rules
    /// Reads, writes and hashes.
    let disk: BoundedWorker = BoundedWorker("media.disk", width: 4, waitingMax: 4096)
    /// Decodes and draws: each piece may take seconds and hundreds of megabytes.
    private let darkroom: BoundedWorker = BoundedWorker("media.darkroom", width: 2, waitingMax: 64)

    /// - Parameter zoneOffsetMinutes: of the city, east of UTC, for cameras that write their local time without a zone.
    package init(
        database: any SQLDatabase,
        store: MediaStore,
        limits: MediaLimits = .standard,
        zoneOffsetMinutes: Int = 480
    ) {
        self.database = database
        self.store = store
        rules = IncomingMedia.Rules(limits: limits, zoneOffsetMinutes: zoneOffsetMinutes)
    }

    package var limits: MediaLimits { rules.limits }

    /// Keeps a file and answers its item once both are on the disk. The same bytes again answer the same item.
    @discardableResult
    package func add(
        _ bytes: [UInt8],
        by identity: Identity,
        at now: Timestamp,
        accepting families: Set<MediaFamily> = [.photo],
        area: String = ""
    ) async throws -> MediaItem {
        try await receive(bytes, by: identity, at: now, accepting: families, area: area).item
    }

    /// As `add`, and whether these bytes came for the first time.
    package func receive(
        _ bytes: [UInt8],
        by identity: Identity,
        at now: Timestamp,
        accepting families: Set<MediaFamily> = [.photo],
        area: String = ""
    ) async throws -> (item: MediaItem, isNew: Bool) {
        let rules: IncomingMedia.Rules = rules
        let incoming: IncomingMedia = try await disk.run {
            try IncomingMedia(bytes, accepting: families, rules, now: now)
        }
        let account: AccountID = identity.account
        let kept: MediaItem = try await keep(incoming, by: account, at: now, area: area)
        return try await database.write { db in
            let isNew: Bool = try MediaItemStore.add(kept, in: db)
            if !isNew { try MediaItemStore.setRenditions(kept.renditions, of: kept.id, in: db) }
            try MediaUploadStore.add(kept.id, by: account, at: now, in: db)
            guard let item = try MediaItemStore.find(kept.id, in: db) else {
                throw CityError.fault("media item \(kept.id) is gone")
            }
            return (item, isNew)
        }
    }

    /// Brings the files to the disk; those that are there and whole are not made again.
    func keep(
        _ incoming: IncomingMedia,
        by account: AccountID,
        at now: Timestamp,
        area: String
    ) async throws -> MediaItem {
        let store: MediaStore = store
        let known: MediaItem? = try await database.read { db in try MediaItemStore.find(incoming.id, in: db) }
        if let known, try await disk.run({ try store.holds(known, original: incoming.bytes) }) { return known }
        let renditions: [Rendition] = try await darkroom.run { try incoming.developed() }
        return try await disk.run {
            try store.keep(incoming.files(renditions), of: incoming.id)
            return incoming.item(renditions, by: account, at: now, area: area)
        }
    }

    /// Which of the ids are items, for modules that refer to them.
    package func exists(_ ids: [String], in db: any SQLConnection) throws -> Set<String> {
        let possible: Set<String> = Set(ids.filter(MediaItem.isID))
        return possible.isEmpty ? [] : try MediaItemStore.existing(possible, in: db)
    }

    /// An item, for whoever may read media or sent this one; for others there is no such item.
    package func item(_ id: String, for identity: Identity, in db: any SQLConnection) throws -> MediaItem {
        guard MediaItem.isID(id), let item = try MediaItemStore.find(id, in: db),
            try identity.may(.mediaRead) || MediaUploadStore.isSender(identity.account, of: id, in: db)
        else { throw CityError.mediaNotFound }
        return item
    }
}
