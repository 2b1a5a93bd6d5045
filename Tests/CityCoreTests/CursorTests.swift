import CityCore
import Testing

@Suite struct CursorTests {
    @Test func aCursorComesBackWhole() throws {
        let cursor: Cursor = Cursor(list: "cases", key: ["1772413200000", "编号/1"])
        #expect(try Cursor(token: cursor.token) == cursor)
        #expect(try cursor.key(of: "cases", count: 2) == ["1772413200000", "编号/1"])
    }

    @Test(arguments: ["", "%%%", "AAAA", "Zm9yZ2Vk", String(repeating: "A", count: 2000), "_____w"])
    func aForgedCursorIsRefused(token: String) {
        #expect(throws: CityError.self) { try Cursor(token: token) }
    }

    @Test func aCursorOfAnotherListIsRefused() {
        let cursor: Cursor = Cursor(list: "cases", key: ["1", "2"])
        #expect(throws: CityError.self) { try cursor.key(of: "parts", count: 2) }
        #expect(throws: CityError.self) { try cursor.key(of: "cases", count: 3) }
    }

    @Test func bytesSurviveBase64() {
        for length in 0..<70 {
            let bytes: [UInt8] = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 37 + length) }
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
    }

    @Test func aPageKnowsWhetherThereIsMore() throws {
        let page: Page<Int> = Page(overfetched: [1, 2, 3], limit: 2) { Cursor(list: "n", key: ["\($0)"]) }
        #expect(page.items == [1, 2])
        #expect(page.next == Cursor(list: "n", key: ["2"]))
        let last: Page<Int> = Page(overfetched: [1, 2], limit: 2) { Cursor(list: "n", key: ["\($0)"]) }
        #expect(last.next == nil)
    }

    @Test func idsSortByTheirTime() {
        let early: String = IDSource.uuid7.make(Timestamp(milliseconds: 1_000))
        let late: String = IDSource.uuid7.make(Timestamp(milliseconds: 2_000))
        #expect(early < late)
        #expect(early.count == 36)
        #expect(Array(early)[14] == "7")
    }
}
