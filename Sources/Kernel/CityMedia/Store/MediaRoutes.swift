import CityCore
import CityHTTP
import CitySQL
import HTTPTypes

/// The routes of media. Reading is open to everybody who is signed in, because whoever sent an item may see it; the
/// service asks for the permissions.
struct MediaRoutes: Sendable {
    let service: MediaService
    let clock: CityClock

    func register(in table: RouteTable) {
        table.upload(
            .post,
            "media",
            access: .permission(.mediaAdd),
            Wording("上传照片；同一照片重复上传只保存一份", "Send a photo; the same photo sent again is kept once"),
            // Twice what is taken, so that a photo which is too large is refused by its size and field.
            bytesMax: service.limits.photoBytesMax * 2,
            answer: MediaBody.self,
            use: add
        )
        table.get(
            "media/{id}",
            access: .signedIn,
            Wording("照片信息；本人上传的或有 media.read 权限", "About a photo: one's own, or with media.read"),
            answer: MediaBody.self,
            use: info
        )
        table.file(
            "media/{id}/{form}",
            access: .signedIn,
            Wording(
                "照片文件：thumb、medium、public 或 original（原图须有 media.original 权限）；可用 Range 只取一段",
                "A photo's file: thumb, medium, public, or original, which needs media.original; a part of it by Range"
            ),
            contentType: "*/*",
            use: file
        )
    }

    private func add(_ call: Call, _ bytes: [UInt8]) async throws -> Answer<MediaBody> {
        do {
            let (item, isNew) = try await service.receive(bytes, by: call.identity, at: clock.now())
            let body: MediaBody = MediaBody(item)
            return isNew ? .created(body, location: MediaBody.address(item.id)) : Answer(body)
        } catch let error as CityError {
            throw error.naming("photo")
        }
    }

    private func info(_ call: Call) async throws -> Answer<MediaBody> {
        let service: MediaService = service
        let id: String = try call.parameter("id")
        return try await service.database.read { db in
            Answer(MediaBody(try service.item(id, for: call.identity, in: db)))
        }
    }

    private func file(_ call: Call) async throws -> FileAnswer {
        guard let form = MediaForm(rawValue: try call.parameter("form")) else { throw CityError.mediaNotFound }
        let (item, file) = try await service.open(form, of: try call.parameter("id"), for: call.identity)
        let disk: BoundedWorker = service.disk
        return FileAnswer(
            contentType: item.contentType(form),
            filename: item.kind.family == .photo ? nil : "\(item.id.prefix(16)).\(item.kind.fileExtension)",
            headers: [
                "ETag": "\"\(item.id)-\(form.rawValue)\"",
                "Cache-Control": "private, max-age=31536000, immutable",
            ],
            length: file.byteCount
        ) { bytes, sink in
            for offset in stride(from: bytes.lowerBound, to: bytes.upperBound, by: StoredFile.chunkBytes) {
                let count: Int = min(StoredFile.chunkBytes, bytes.upperBound - offset)
                let chunk: [UInt8] = try await disk.run { try file.read(at: offset, count: count) }
                guard chunk.count == count else { throw CityError.fault("\(item.id) shrank while it was sent") }
                try await sink.send(chunk)
            }
        }
    }
}

extension CityError {
    /// The same refusal, as one of a form's field; troubles that are not the sender's stay as they are.
    fileprivate func naming(_ field: String) -> CityError {
        guard fields.isEmpty, [.invalidArgument, .tooLarge, .unsupportedMedia].contains(code) else { return self }
        var named: CityError = self
        named.fields = [FieldError(field, reason, wording)]
        return named
    }
}
