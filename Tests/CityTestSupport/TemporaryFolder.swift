import FoundationEssentials

/// A folder that is gone with the object.
package final class TemporaryFolder: Sendable {
    private let root: String

    package init() throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("streetwise-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    package var path: String { root }

    package func path(_ name: String) -> String { "\(root)/\(name)" }
}
