import CityCore
import CitySQL

/// What a walk over all items found: whether every file that was acknowledged is on the disk, unchanged.
package struct MediaVerification: Sendable, Hashable, Codable {
    package enum Trouble: String, Sendable, Hashable, Codable, CaseIterable {
        case missing
        case changed
        /// The disk or its permissions did not let it be read.
        case unreadable
    }

    package struct Finding: Sendable, Hashable, Codable {
        package var id: String
        package var form: MediaForm
        package var trouble: Trouble
        /// Of the file.
        package var path: String
    }

    package static let findingsMax: Int = 1000

    package private(set) var itemCount: Int = 0
    package private(set) var fileCount: Int = 0
    package private(set) var byteCount: Int = 0
    package private(set) var troubleCount: Int = 0
    /// The first ones by id, at most `findingsMax`.
    package private(set) var findings: [Finding] = []

    package init() {}

    package var isSound: Bool { troubleCount == 0 }

    fileprivate mutating func note(_ item: MediaItem, _ checks: [Check]) {
        itemCount += 1
        for check in checks {
            fileCount += 1
            byteCount += check.file.byteCount
            guard let trouble = check.trouble else { continue }
            troubleCount += 1
            guard findings.count < MediaVerification.findingsMax else { continue }
            findings.append(Finding(id: item.id, form: check.file.form, trouble: trouble, path: check.path))
        }
    }

    fileprivate struct Check: Sendable {
        var file: MediaFile
        var path: String
        var trouble: Trouble?
    }
}

extension MediaService {
    /// Hashes every file of every item, one at a time.
    package func verify() async throws -> MediaVerification {
        var report: MediaVerification = MediaVerification()
        var last: String = ""
        while true {
            let after: String = last
            let page: [MediaItem] = try await database.read { db in
                try MediaItemStore.page(after: after, limit: 200, in: db)
            }
            for item in page {
                try Task.checkCancellation()
                let store: MediaStore = store
                let checks: [MediaVerification.Check] = try await disk.run { item.files.map(store.check) }
                report.note(item, checks)
            }
            guard let end = page.last else { return report }
            last = end.id
        }
    }
}

extension MediaStore {
    fileprivate func check(_ file: MediaFile) -> MediaVerification.Check {
        MediaVerification.Check(file: file, path: path(file.name), trouble: trouble(file))
    }

    private func trouble(_ file: MediaFile) -> MediaVerification.Trouble? {
        do {
            guard let found = try StoredFile(path: path(file.name)) else { return .missing }
            guard found.byteCount == file.byteCount, try found.sha256() == file.sha256 else { return .changed }
            return nil
        } catch {
            return .unreadable
        }
    }
}
