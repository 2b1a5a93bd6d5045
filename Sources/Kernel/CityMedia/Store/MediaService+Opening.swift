package import CityCore
import CitySQL

extension MediaService {
    /// A file of an item, open for reading.
    package func open(
        _ form: MediaForm,
        of id: String,
        for identity: Identity
    ) async throws -> (item: MediaItem, file: StoredFile) {
        let service: MediaService = self
        let item: MediaItem = try await database.read { db in
            let item: MediaItem = try service.item(id, for: identity, in: db)
            if form == .original { try service.checkOriginal(item, for: identity, in: db) }
            return item
        }
        guard let file = item.file(form) else { throw CityError.mediaNotFound }
        let store: MediaStore = store
        if let found = try await disk.run({ try store.find(file) }) { return (item, found) }
        return (item, try await restored(form, of: item))
    }

    /// Originals tell where and with what a photo was taken: a right of its own, except for whoever took it. Clips and
    /// recordings have no other form.
    private func checkOriginal(_ item: MediaItem, for identity: Identity, in db: any SQLConnection) throws {
        if identity.may(.mediaOriginal) || [.video, .audio].contains(item.kind.family) { return }
        if try MediaUploadStore.isSender(identity.account, of: item.id, in: db) { return }
        throw CityError(
            .forbidden,
            "permission.missing",
            Wording(
                "您没有查看原图的权限（\(Permission.mediaOriginal.rawValue)）",
                "You lack the permission to see originals (\(Permission.mediaOriginal.rawValue))"
            )
        )
    }

    /// Makes the renditions again from the original, so that a backup of the originals is enough.
    private func restored(_ form: MediaForm, of item: MediaItem) async throws -> StoredFile {
        guard let original = item.file(.original), form != .original else { throw CityError.mediaLost(item, form) }
        let store: MediaStore = store
        let rules: IncomingMedia.Rules = rules
        let incoming: IncomingMedia = try await disk.run {
            guard let found = try store.find(original) else { throw CityError.mediaLost(item, .original) }
            let bytes: [UInt8] = try found.readAll()
            let family: MediaFamily = item.kind.family
            let incoming: IncomingMedia = try IncomingMedia(bytes, accepting: [family], rules, now: item.createdAt)
            guard incoming.id == item.id else { throw CityError.mediaLost(item, .original) }
            return incoming
        }
        let again: MediaItem = try await keep(incoming, by: item.createdBy, at: item.createdAt, area: item.area)
        try await database.write { db in
            try MediaItemStore.setRenditions(again.renditions, of: again.id, in: db)
        }
        guard let file = again.file(form), let found = try await disk.run({ try store.find(file) }) else {
            throw CityError.mediaLost(item, form)
        }
        return found
    }
}

extension CityError {
    static let mediaNotFound: CityError = .notFound(Wording("该文件", "file"))

    static func mediaLost(_ item: MediaItem, _ form: MediaForm) -> CityError {
        .fault("media file missing or changed: \(MediaItem.fileName(item.id, item.kind, form))")
    }
}
