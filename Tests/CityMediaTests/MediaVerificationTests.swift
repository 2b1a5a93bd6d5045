import CityCore
import CityMedia
import CityTestSupport
import Testing

@Suite(.everyEngine) struct MediaVerificationTests {
    @Test func wholeFilesAreSound() async throws {
        try await MediaWorld.open { world in
            #expect(try await world.module.verify() == MediaVerification())
            _ = try await world.service.add(Pictures.phonePhoto(), by: MediaWorld.collector, at: world.now)
            _ = try await world.service.add(Pictures.quarters(.webp), by: MediaWorld.collector, at: world.now)
            let report: MediaVerification = try await world.module.verify()
            #expect(report.isSound)
            #expect([report.itemCount, report.fileCount, report.troubleCount] == [2, 8, 0])
            #expect(report.byteCount == (try world.files.map { try world.bytes($0).count }.reduce(0, +)))
        }
    }

    /// Every file, the shown ones as well as the evidence.
    @Test(arguments: 0..<4)
    func oneChangedBitIsFound(_ index: Int) async throws {
        try await MediaWorld.open { world in
            let item: MediaItem = try await world.service.add(
                Pictures.phonePhoto(),
                by: MediaWorld.collector,
                at: world.now
            )
            let path: String = MediaWorld.photoFiles(item.id)[index]
            var bytes: [UInt8] = try world.bytes(path)
            bytes[bytes.count - 10] ^= 0x20
            try world.write(bytes, to: path)
            let report: MediaVerification = try await world.module.verify()
            #expect(report.troubleCount == 1)
            #expect(report.findings.map(\.trouble) == [.changed])
            #expect(report.findings.map(\.path) == ["\(world.folder)/\(path)"])
            #expect(report.findings.map(\.id) == [item.id])
        }
    }

    @Test func missingCutAndUnreadableFilesAreFound() async throws {
        try await MediaWorld.open { world in
            let item: MediaItem = try await world.service.add(
                Pictures.phonePhoto(),
                by: MediaWorld.collector,
                at: world.now
            )
            let paths: [String] = MediaWorld.photoFiles(item.id)
            try world.write(Array(world.bytes(paths[0]).dropLast()), to: paths[0])
            try world.remove(paths[1])
            try world.remove(paths[2])
            try world.makeFolder(paths[2])
            let report: MediaVerification = try await world.module.verify()
            #expect(!report.isSound)
            let found: [MediaForm: MediaVerification.Trouble] = Dictionary(
                uniqueKeysWithValues: report.findings.map { ($0.form, $0.trouble) }
            )
            #expect(found == [.original: .changed, .medium: .missing, .publicCopy: .unreadable])
        }
    }
}
