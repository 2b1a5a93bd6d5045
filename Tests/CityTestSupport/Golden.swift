import CityCore
import Foundation
package import Testing

/// A file that a test writes down once and compares ever after. `CITY_UPDATE_GOLDEN=1` writes it anew: look at the
/// difference before you commit it.
package enum Golden {
    /// - Parameter path: from the root of the package, for instance `docs/workflow.md`.
    package static func expect(
        _ text: String,
        at path: String,
        testFile: String = #filePath,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let url: URL = root(of: testFile).appendingPathComponent(path)
        if ProcessInfo.processInfo.environment["CITY_UPDATE_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try text.write(to: url, atomically: true, encoding: .utf8)
        }
        let kept: String = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        let same: Bool = kept == text
        #expect(
            same,
            "\(path) is not up to date: run CITY_UPDATE_GOLDEN=1 ./test and look at the difference",
            sourceLocation: sourceLocation
        )
    }

    /// The folder that holds `Tests`.
    private static func root(of testFile: String) -> URL {
        var url: URL = URL(fileURLWithPath: testFile)
        while url.lastPathComponent != "Tests", url.path != "/" { url.deleteLastPathComponent() }
        return url.deletingLastPathComponent()
    }
}
