import CityCore
import Foundation

/// Makes a PDF of a page by WeasyPrint, a program of the distribution. One at a time: each takes some 100 MB for a moment.
package final class PagePrinter: Sendable {
    private static let secondsMax: Int = 60

    private let program: String
    private let lane: DispatchQueue = DispatchQueue(label: "streetwise.print")

    package init(program: String = "weasyprint") {
        self.program = program
    }

    package func pdf(of page: Markup) async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            lane.async { continuation.resume(with: Result { try self.print(page) }) }
        }
    }

    private func print(_ page: Markup) throws -> [UInt8] {
        let folder: URL = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let source: URL = folder.appendingPathComponent("page.html")
        let target: URL = folder.appendingPathComponent("page.pdf")
        try Data(page.description.utf8).write(to: source)
        let process: Process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["timeout", "\(Self.secondsMax)", program, "--quiet", source.path, target.path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        // 127: `timeout` did not find the program; 124: it took too long.
        if process.terminationStatus == 127 { throw Self.missing }
        guard process.terminationStatus == 0, let made = try? Data(contentsOf: target) else {
            throw CityError.fault("\(program) ended with \(process.terminationStatus)")
        }
        return Array(made)
    }

    private static let missing: CityError = CityError(
        .unavailable,
        "print.missing",
        Wording(
            "服务器没有安装 weasyprint，不能生成 PDF；请管理员执行 apt-get install weasyprint fonts-noto-cjk，或用浏览器打印",
            "The server has no weasyprint to make a PDF: have it installed (apt-get install weasyprint fonts-noto-cjk), or print by the browser"
        )
    )
}
