import CityTabular

/// The entries of a zip archive (APPNOTE §4.3), found through its directory.
struct ZipFixture {
    private struct Entry {
        let start: Int
        let packed: Int
        let unpacked: Int
        let checksum: UInt32
        let method: Int
    }

    private let bytes: [UInt8]
    private var entries: [String: Entry] = [:]

    init(_ bytes: [UInt8]) throws {
        self.bytes = bytes
        let endSize: Int = 22
        guard bytes.count > endSize, number(bytes.count - endSize, 4) == 0x0605_4B50 else { throw Missing() }
        var at: Int = number(bytes.count - 6, 4)
        for _ in 0..<number(bytes.count - 12, 2) {
            let nameCount: Int = number(at + 28, 2)
            let name: String = String(decoding: bytes[(at + 46)..<(at + 46 + nameCount)], as: UTF8.self)
            let local: Int = number(at + 42, 4)
            entries[name] = Entry(
                start: local + 30 + number(local + 26, 2) + number(local + 28, 2),
                packed: number(at + 20, 4),
                unpacked: number(at + 24, 4),
                checksum: UInt32(number(at + 16, 4)),
                method: number(at + 10, 2)
            )
            at += 46 + nameCount + number(at + 30, 2) + number(at + 32, 2)
        }
    }

    var names: [String] { entries.keys.sorted() }

    /// The text of an entry: its packed bytes are put between a gzip head and tail, whose checksum is then checked too.
    func text(_ name: String) throws -> String {
        guard let entry = entries[name], entry.method == 8 else { throw Missing() }
        let packed: [UInt8] = Array(bytes[entry.start..<entry.start + entry.packed])
        let gzip: [UInt8] = GzipFixture.member(deflated: packed, checksum: entry.checksum, count: entry.unpacked)
        let source: ByteSource = ByteSource(bytes: gzip)
        return String(decoding: try TableProbe.allBytes(of: source, chunk: 1 << 16), as: UTF8.self)
    }

    private func number(_ at: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
}
