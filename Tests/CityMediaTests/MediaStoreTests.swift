import CityCore
import CitySQL
import CityTestSupport
import Foundation
import Glibc
import HTTPTypes
import Synchronization
import Testing

@testable import CityMedia

@Suite(.everyEngine) struct MediaStoreTests {
    @Test func theFilesAreOnTheDiskBeforeTheRow() async throws {
        let seen: Mutex<[[String]]> = Mutex([])
        try await MediaWorld.open(
            beforeWrite: { folder in
                let files: [String] = MediaWorld.files(in: folder)
                seen.withLock { $0.append(files) }
            }
        ) { world in
            let item: MediaItem = try await add(Pictures.phonePhoto(), in: world)
            #expect(seen.withLock { $0 } == [MediaWorld.photoFiles(item.id)])
        }
    }

    @Test func aLostTransactionLeavesFilesThatAreFoundAndTakenUpAgain() async throws {
        let isBroken: Atomic<Bool> = Atomic(true)
        try await MediaWorld.open(
            beforeWrite: { _ in
                if isBroken.load(ordering: .relaxed) { throw CityError.fault("the database is gone") }
            }
        ) { world in
            #expect(await refusal { try await add(Pictures.phonePhoto(), in: world) }?.reason == "internal")
            #expect(try await world.itemCount() == 0)
            let later: Timestamp = Timestamp(Date()) + .hours(1)
            let left: [MediaOrphan] = try await orphans(world, since: later)
            #expect(left.map(\.path) == world.files)
            #expect(left.map(\.byteCount) == (try world.files.map { try world.bytes($0).count }))
            #expect(try await orphans(world, since: Timestamp(Date()) - .hours(1)) == [])
            isBroken.store(false, ordering: .relaxed)
            let item: MediaItem = try await add(Pictures.phonePhoto(), in: world)
            #expect(world.files == MediaWorld.photoFiles(item.id))
            #expect(try await orphans(world, since: later) == [])
            #expect(try await world.module.verify().isSound)
        }
    }

    @Test func whatNoRowNamesIsAnOrphan() async throws {
        try await MediaWorld.open { world in
            let item: MediaItem = try await add(Pictures.quarters(), in: world)
            let folder: String = String(MediaWorld.photoFiles(item.id)[0].prefix(5))
            let strays: [String] = ["\(folder)/\(item.id).huge.jpg", "\(folder)/notes.txt", "incoming-1f"]
            for path in strays { try world.write([1, 2, 3], to: path) }
            let found: [MediaOrphan] = try await orphans(world, since: Timestamp(Date()) + .hours(1))
            #expect(found == strays.sorted().map { MediaOrphan(path: $0, byteCount: 3) })
        }
    }

    @Test func aFailedWriteLeavesNothing() async throws {
        try await MediaWorld.open { world in
            let photo: [UInt8] = Pictures.quarters()
            let item: MediaItem = try await add(photo, in: world)
            for path in world.files { try world.remove(path) }
            // A file stands where the folder must be.
            let folder: String = String(MediaWorld.photoFiles(item.id)[0].prefix(2))
            try world.remove(folder)
            try world.write([1], to: folder)
            #expect(await refusal { try await add(photo, in: world) }?.reason == "internal")
            #expect(world.files == [folder])
        }
    }

    @Test func aFullDiskIsToldAsOne() {
        for code in [ENOSPC, EDQUOT, EFBIG] {
            let error: CityError = .mediaFile("write", "/media/x", code)
            #expect(error.code == .storageFull)
            #expect(error.reason == "storage.full")
            #expect(!error.wording.en.contains("/media"))
        }
        #expect(CityError.mediaFile("write", "/media/x", EIO).code == .internal)
    }

    @Test func theIDIsTheHashOfTheBytes() async throws {
        try await MediaWorld.open { world in
            let video: [UInt8] = Array("\0\0\0\u{18}ftypisom\0\0\0\0isommp42".utf8)
            let item: MediaItem = try await world.service.add(
                video,
                by: .system,
                at: world.now,
                accepting: [.video],
                area: "420302"
            )
            #expect(item.id == "754ed2f212d495ae30ef2f68f8ab18b0ab162ce669f768373d79f72f1ba3c3bd")
            #expect(item.area == "420302")
            #expect(item.createdBy == Identity.system.account)
            #expect(world.files == ["75/4e/\(item.id).mp4"])
        }
    }

    @Test func whatIsReadBackIsWhatWasSent() async throws {
        try await MediaWorld.open { world in
            let sent: MediaItem = try await add(Pictures.phonePhoto(), in: world)
            let plain: MediaItem = try await add(Pictures.quarters(.png), in: world)
            let found: [MediaItem] = try await world.database.read { db in
                try [sent, plain].map { try world.service.item($0.id, for: MediaWorld.judge, in: db) }
            }
            #expect(found == [sent, plain])
            #expect(plain.place == nil && plain.takenAt == nil)
            #expect(plain.size == PixelSize(width: 64, height: 32))
            #expect(world.files.contains { $0.hasSuffix("\(plain.id).png") })
        }
    }

    @Test func otherModulesAskWhichItemsExist() async throws {
        try await MediaWorld.open { world in
            let id: String = try await add(Pictures.quarters(), in: world).id
            let unknown: String = String(repeating: "0", count: 64)
            let found: Set<String> = try await world.database.read { db in
                try world.service.exists([id, unknown, id.uppercased(), "", "x' OR 1=1 --"], in: db)
            }
            #expect(found == [id])
            #expect(try await world.database.read { db in try world.service.exists([], in: db) } == [])
        }
    }

    @Test func theSamePhotoFromManyPeopleAtOnceIsKeptOnce() async throws {
        try await MediaWorld.open { world in
            let photo: [UInt8] = Pictures.phonePhoto()
            let service: MediaService = world.service
            let now: Timestamp = world.now
            let received: [Bool] = try await withThrowingTaskGroup { group in
                for _ in 0..<12 {
                    group.addTask { try await service.receive(photo, by: MediaWorld.collector, at: now).isNew }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(received.filter(\.self).count == 1)
            #expect(try await world.itemCount() == 1)
            #expect(world.files.count == 4)
            #expect(try await world.module.verify().isSound)
        }
    }

    /// One changed bit in the evidence, which keeps its size; then one file gone at a time.
    @Test(arguments: [nil, 0, 1, 2, 3] as [Int?])
    func sendingAPhotoAgainRepairsItsFiles(missing: Int?) async throws {
        try await MediaWorld.open { world in
            let photo: [UInt8] = Pictures.phonePhoto()
            let item: MediaItem = try await add(photo, in: world)
            let paths: [String] = MediaWorld.photoFiles(item.id)
            let before: [[UInt8]] = try paths.map(world.bytes)
            if let missing {
                try world.remove(paths[missing])
            } else {
                var changed: [UInt8] = photo
                changed[photo.count / 2] ^= 1
                try world.write(changed, to: paths[0])
            }
            #expect(try await !world.module.verify().isSound)
            #expect(try await add(photo, in: world) == item)
            #expect(try paths.map(world.bytes) == before)
            #expect(try await world.module.verify().isSound)
        }
    }

    @Test func aRenditionThatIsMissingIsMadeAgain() async throws {
        try await MediaWorld.open { world in
            let item: MediaItem = try await add(Pictures.phonePhoto(), in: world)
            let thumb: String = MediaWorld.photoFiles(item.id)[3]
            let before: [UInt8] = try world.bytes(thumb)
            try world.remove(thumb)
            let reply: HTTPProbe.Reply = try await world.probe.send(.get, "media/\(item.id)/thumb", token: "judge")
            #expect(reply.status == 200)
            #expect(try world.bytes(thumb) == before)
        }
    }

    @Test func anOriginalThatIsLostIsAFaultAndNotAnEmptyFile() async throws {
        try await MediaWorld.open { world in
            let item: MediaItem = try await add(Pictures.phonePhoto(), in: world)
            try world.remove(MediaWorld.photoFiles(item.id)[0])
            try world.remove(MediaWorld.photoFiles(item.id)[3])
            for form in ["original", "thumb"] {
                let path: String = "media/\(item.id)/\(form)"
                #expect(try await world.probe.send(.get, path, token: "judge").status == 500)
            }
            #expect(try await world.probe.send(.get, "media/\(item.id)/medium", token: "judge").status == 200)
        }
    }

    @Test func aFolderThatCannotBeMadeIsRefusedAtTheStart() async throws {
        try await MediaWorld.open { world in
            try world.write([1], to: "file")
            let error: CityError? = refusal { try MediaStore(root: "\(world.folder)/file/media") }
            #expect(error?.reason == "media.root")
        }
    }

    private func add(_ bytes: [UInt8], in world: MediaWorld) async throws -> MediaItem {
        try await world.service.add(bytes, by: MediaWorld.collector, at: world.now)
    }

    private func orphans(_ world: MediaWorld, since moment: Timestamp) async throws -> [MediaOrphan] {
        try await world.service.store.orphans(in: world.database, untouchedSince: moment)
    }
}
