import CityCore
import CityPrint
import Foundation
import Testing

@Suite struct PagePrinterTests {
    static let isThere: Bool = ["/usr/bin", "/usr/local/bin"].contains { folder in
        FileManager.default.isExecutableFile(atPath: "\(folder)/weasyprint")
    }

    @Test(.enabled(if: isThere, "weasyprint is not installed"))
    func aPageBecomesAPDF() async throws {
        let bytes: [UInt8] = try await PagePrinter().pdf(of: "<html><body><h1>通报</h1></body></html>")
        #expect(bytes.starts(with: Array("%PDF-".utf8)))
    }

    @Test func aProgramThatIsNotThereIsToldWithWhatToDo() async throws {
        let error: CityError? = await #expect(throws: CityError.self) {
            try await PagePrinter(program: "no-such-printer").pdf(of: "<html></html>")
        }
        #expect(error?.reason == "print.missing" && error?.code == .unavailable)
    }

    @Test func textsAreEscapedAndPiecesAreNot() {
        let name: String = #"<script>"&'"#
        let piece: Markup = "<b>\(name)</b>"
        #expect(piece.description == "<b>&lt;script&gt;&quot;&amp;&#39;</b>")
        #expect(Markup.joined([piece, "<i>\(piece)</i>"]).description.contains("<i><b>&lt;"))
        #expect("\(3)" as Markup == "3")
    }
}
