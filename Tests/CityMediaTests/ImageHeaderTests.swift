import CityCore
import CityMedia
import Testing

@Suite struct ImageHeaderTests {
    @Test(arguments: [MediaKind.jpeg, .png, .webp, .gif])
    func theSizeIsReadWithoutDecoding(_ kind: MediaKind) throws {
        let header: ImageHeader = try ImageHeader(reading: Pictures.quarters(kind, width: 70, height: 30))
        #expect(header.kind == kind)
        #expect(header.size == PixelSize(width: 70, height: 30))
    }

    @Test func theThreeFormsOfWebPAreRead() throws {
        let lossless: [UInt8] = riff("VP8L", [0x2F, 0x8F, 0xC1, 0x31, 0x00])
        #expect(try ImageHeader(reading: lossless).size == PixelSize(width: 400, height: 200))
        let extended: [UInt8] = riff("VP8X", [0x10, 0, 0, 0, 0x8F, 0x01, 0, 0xC7, 0, 0])
        #expect(try ImageHeader(reading: extended).size == PixelSize(width: 400, height: 200))
        let lossy: [UInt8] = riff("VP8 ", [0x30, 0, 0, 0x9D, 0x01, 0x2A, 0x90, 0x01, 0xC8, 0x00])
        #expect(try ImageHeader(reading: lossy).size == PixelSize(width: 400, height: 200))
    }

    @Test func anAnimatedWebPIsNoPhoto() {
        let animated: [UInt8] = riff("VP8X", [0x02, 0, 0, 0, 0x8F, 0x01, 0, 0xC7, 0, 0])
        #expect(refusal { try ImageHeader(reading: animated) }?.reason == "media.animated")
    }

    @Test func theThumbnailInsideAJPEGIsNotMistakenForIt() throws {
        let small: [UInt8] = Pictures.quarters(.jpeg, width: 16, height: 16)
        var segment: [UInt8] = Array("Exif\0\0".utf8) + small
        segment = [0xFF, 0xE1, UInt8((segment.count + 2) >> 8), UInt8((segment.count + 2) & 0xFF)] + segment
        let large: [UInt8] = Pictures.quarters(.jpeg, width: 70, height: 30)
        let file: [UInt8] = Array(large.prefix(2)) + segment + Array(large.dropFirst(2))
        #expect(try ImageHeader(reading: file).size == PixelSize(width: 70, height: 30))
    }

    @Test func aHeaderThatEndsTooEarlyIsTruncated() {
        for kind in [MediaKind.jpeg, .png, .webp, .gif] {
            let file: [UInt8] = Pictures.quarters(kind)
            let shortest: Int = kind == .gif ? 6 : kind == .webp ? 12 : kind == .png ? 8 : 3
            let header: Int = kind == .jpeg ? 160 : kind == .png ? 32 : kind == .webp ? 28 : 9
            for count in shortest..<header {
                let error: CityError? = refusal { try ImageHeader(reading: Array(file.prefix(count))) }
                #expect(error?.reason == "media.truncated", "\(kind) of \(count) bytes")
            }
        }
    }

    @Test(arguments: [
        Signature("JPEG without a frame", [0xFF, 0xD8, 0xFF, 0xD9], .jpeg),
        Signature("JPEG with a short frame", [0xFF, 0xD8, 0xFF, 0xC0, 0, 4, 8, 0, 0xFF, 0xD9], .jpeg),
        Signature("JPEG segment of length 1", [0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0, 0], .jpeg),
        Signature(
            "JPEG of no height",
            [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 0, 0, 9, 1, 1, 0x11, 0],
            .jpeg
        ),
        Signature("PNG without IHDR", pngStart + [UInt8](repeating: 65, count: 40), .png),
        Signature("PNG of no width", pngHeader(width: 0, height: 5), .png),
        Signature("WebP of unknown form", riff("VP9 ", [0, 0, 0]), .webp),
    ])
    func aSenselessHeaderIsBroken(_ file: Signature) {
        let error: CityError? = refusal { try ImageHeader(reading: file.bytes) }
        #expect(error?.reason == "media.broken")
        #expect(error?.code == .invalidArgument)
    }

    @Test func aDecompressionBombIsRefusedByItsHeader() throws {
        let header: ImageHeader = try ImageHeader(reading: pngHeader(width: 100_000, height: 100_000))
        #expect(header.size == PixelSize(width: 100_000, height: 100_000))
        let error: CityError? = refusal { try MediaLimits.standard.check(header) }
        #expect(error?.code == .tooLarge)
        #expect(error?.reason == "media.too_many_pixels")
        #expect(error?.wording.zh.contains("100000×100000") == true)
        #expect(error?.wording.zh.contains("8000 万") == true)
    }

    @Test(arguments: [(20_000, 4000, true), (20_001, 10, false), (8944, 8944, true), (9000, 9000, false)])
    func theLimitsAreOnSidesAndOnArea(width: Int, height: Int, fits: Bool) throws {
        let header: ImageHeader = try ImageHeader(reading: pngHeader(width: width, height: height))
        #expect((refusal { try MediaLimits.standard.check(header) } == nil) == fits)
    }

    @Test func eachFamilyHasItsLimitOfBytes() throws {
        let limits: MediaLimits = MediaLimits(photoBytesMax: 1 << 20, documentBytesMax: 2 << 20)
        try limits.check(byteCount: 1 << 20, of: .photo)
        try limits.check(byteCount: 2 << 20, of: .document)
        let error: CityError? = refusal { try limits.check(byteCount: 1 << 20 + 1, of: .photo) }
        #expect(error?.code == .tooLarge)
        #expect(error?.reason == "media.too_large")
    }
}

let pngStart: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

func pngHeader(width: UInt32, height: UInt32) -> [UInt8] {
    let size: [UInt8] = [width, height].flatMap { number in withUnsafeBytes(of: number.bigEndian) { Array($0) } }
    let chunk: [UInt8] = [0, 0, 0, 13] + Array("IHDR".utf8) + size + [8, 2, 0, 0, 0]
    return pngStart + chunk + [0, 0, 0, 0]
}

func pngHeader(width: Int, height: Int) -> [UInt8] {
    pngHeader(width: UInt32(width), height: UInt32(height))
}

private func riff(_ chunk: String, _ data: [UInt8]) -> [UInt8] {
    let count: UInt8 = UInt8(data.count)
    let body: [UInt8] = Array("WEBP".utf8) + Array(chunk.utf8) + [count, 0, 0, 0] + data
    return Array("RIFF".utf8) + [UInt8(body.count), 0, 0, 0] + body
}
