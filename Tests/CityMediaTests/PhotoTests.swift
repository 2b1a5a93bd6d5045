import CityCore
import CityMedia
import Testing

@Suite struct PhotoTests {
    private let now: Timestamp = Timestamp(milliseconds: 1_771_000_000_000)

    private func photo(_ bytes: [UInt8], limits: MediaLimits = .standard) throws -> Photo {
        try Photo(bytes, limits: limits, now: now, zoneOffsetMinutes: 480)
    }

    @Test(arguments: [
        (1, [Pictures.red, Pictures.green, Pictures.blue, Pictures.yellow]),
        (2, [Pictures.green, Pictures.red, Pictures.yellow, Pictures.blue]),
        (3, [Pictures.yellow, Pictures.blue, Pictures.green, Pictures.red]),
        (4, [Pictures.blue, Pictures.yellow, Pictures.red, Pictures.green]),
        (5, [Pictures.red, Pictures.blue, Pictures.green, Pictures.yellow]),
        (6, [Pictures.blue, Pictures.red, Pictures.yellow, Pictures.green]),
        (7, [Pictures.yellow, Pictures.green, Pictures.blue, Pictures.red]),
        (8, [Pictures.green, Pictures.yellow, Pictures.red, Pictures.blue]),
    ])
    func everyOrientationStandsUpright(orientation: Int, colours: [Int32]) throws {
        let file: [UInt8] = ExifBuilder.orientation(UInt16(orientation)).inserted(into: Pictures.quarters())
        let photo: Photo = try photo(file)
        let expected: PixelSize =
            orientation < 5 ? PixelSize(width: 64, height: 32) : PixelSize(width: 32, height: 64)
        #expect(photo.size == expected)
        let renditions: [PhotoForm: Rendition] = try photo.renditions()
        for form in PhotoForm.allCases {
            let rendition: Rendition = try #require(renditions[form])
            #expect(rendition.size == expected)
            #expect(Pictures.quarterColours(rendition.bytes) == colours, "\(form)")
        }
    }

    @Test(arguments: [
        (3000, 2000, PixelSize(width: 320, height: 213), PixelSize(width: 1600, height: 1067)),
        (2000, 3000, PixelSize(width: 213, height: 320), PixelSize(width: 1067, height: 1600)),
        (400, 400, PixelSize(width: 320, height: 320), PixelSize(width: 400, height: 400)),
        (200, 100, PixelSize(width: 200, height: 100), PixelSize(width: 200, height: 100)),
        (4000, 2, PixelSize(width: 320, height: 1), PixelSize(width: 1600, height: 1)),
    ])
    func thumbnailsFitTheirSquareAndNeverGrow(width: Int, height: Int, thumb: PixelSize, medium: PixelSize) throws {
        let photo: Photo = try photo(Pictures.quarters(width: width, height: height))
        let renditions: [PhotoForm: Rendition] = try photo.renditions()
        #expect(renditions[.thumb]?.size == thumb)
        #expect(renditions[.medium]?.size == medium)
        #expect(renditions[.publicCopy]?.size == PixelSize(width: width, height: height))
        for rendition in renditions.values {
            let header: ImageHeader = try ImageHeader(reading: rendition.bytes)
            #expect(header.size == rendition.size)
            #expect(header.kind == .jpeg)
        }
    }

    @Test func onlyTheWantedFormsAreMade() throws {
        let photo: Photo = try photo(Pictures.quarters())
        #expect(try Set(photo.renditions([.thumb]).keys) == [.thumb])
        #expect(try photo.renditions([]).isEmpty)
    }

    @Test func nothingOfTheOriginalsMetadataStays() throws {
        let file: [UInt8] = ExifBuilder.phone.inserted(into: Pictures.quarters())
        #expect(file.contains(text: "Exif\0\0"))
        for rendition in try photo(file).renditions().values {
            #expect(!rendition.bytes.contains(text: "Exif"))
            #expect(!rendition.bytes.contains(text: "Honor"))
            #expect(!rendition.bytes.contains(text: "CREATOR"))
            #expect(metadataMarkers(rendition.bytes) == [0xE0])
        }
    }

    @Test(arguments: [MediaKind.png, .webp, .gif])
    func transparencyBecomesWhite(_ kind: MediaKind) throws {
        let renditions: [PhotoForm: Rendition] = try photo(Pictures.transparent(kind)).renditions()
        for rendition in renditions.values {
            #expect(Pictures.quarterColours(rendition.bytes) == [Pictures.red, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF])
        }
    }

    @Test(arguments: [MediaKind.jpeg, .png, .webp, .gif])
    func aFileCutOffAnywhereIsToBeSentAgain(_ kind: MediaKind) {
        let file: [UInt8] = Pictures.quarters(kind)
        // A GIF ends with the terminator of its data and a trailer that may be missing.
        for count in stride(from: 12, to: file.count - 2, by: 3) {
            let error: CityError? = refusal { try photo(Array(file.prefix(count))) }
            #expect(error?.reason == "media.truncated", "\(kind) cut to \(count) of \(file.count) bytes")
        }
    }

    @Test func renditionsAreProgressiveWhateverTheOriginalWas() throws {
        let file: [UInt8] = Pictures.quarters()
        #expect(frameMarker(file) == 0xC0)
        for rendition in try photo(file).renditions().values { #expect(frameMarker(rendition.bytes) == 0xC2) }
    }

    @Test func aPhotoWithoutItsEndIsToBeSentAgain() {
        let file: [UInt8] = Pictures.noisy(width: 200, height: 200)
        let error: CityError? = refusal { try photo(Array(file.prefix(file.count / 2))) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.reason == "media.truncated")
    }

    @Test func dataBehindTheEndIsNoTrouble() throws {
        let file: [UInt8] = Pictures.quarters() + [UInt8](repeating: 0, count: 500)
        #expect(try photo(file).renditions([.thumb]).count == 1)
    }

    @Test func aBombIsRefusedBeforeItIsDecoded() {
        let limits: MediaLimits = MediaLimits(pixelsMax: 2047)
        #expect(refusal { try photo(Pictures.quarters(), limits: limits) }?.reason == "media.too_many_pixels")
        let short: MediaLimits = MediaLimits(sideMax: 63)
        #expect(refusal { try photo(Pictures.quarters(), limits: short) }?.reason == "media.too_many_pixels")
        let small: MediaLimits = MediaLimits(photoBytesMax: 100)
        #expect(refusal { try photo(Pictures.quarters(), limits: small) }?.reason == "media.too_large")
    }

    @Test func aJPEGOfEndlessScansIsRefused() throws {
        let file: [UInt8] = Pictures.quarters()
        let scan: [UInt8] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]
        let padded: [UInt8] = Array(file.dropLast(2)) + [[UInt8]](repeating: scan, count: 100).joined() + [0xFF, 0xD9]
        let error: CityError? = refusal { try photo(padded) }
        #expect(error?.reason == "media.broken")
        #expect(error?.detail == "jpeg: too many scans")
    }

    @Test func severalPhotosMayBeDevelopedAtTheSameTime() async throws {
        let photo: Photo = try photo(ExifBuilder.phone.inserted(into: Pictures.noisy(width: 300, height: 200)))
        let alone: [PhotoForm: Rendition] = try photo.renditions()
        let together: [[PhotoForm: Rendition]] = try await withThrowingTaskGroup { group in
            for _ in 0..<8 { group.addTask { try photo.renditions() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(together == [[PhotoForm: Rendition]](repeating: alone, count: 8))
    }

    @Test func randomBytesAreRefusedWhateverTheyBeginWith() {
        var random: SeededRandom = SeededRandom(seed: 3)
        for start in [[UInt8]](
            arrayLiteral: [],
            [0xFF, 0xD8, 0xFF],
            Array("GIF89a".utf8),
            Array("RIFF\0\0\0\0WEBP".utf8)
        ) {
            let bytes: [UInt8] = start + (0..<4000).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(refusal { try photo(bytes).renditions() } != nil)
        }
    }

    private func metadataMarkers(_ jpeg: [UInt8]) -> [UInt8] {
        markers(jpeg).filter { $0 >= 0xE0 }
    }

    /// 0xC0 for a baseline JPEG, 0xC2 for a progressive one.
    private func frameMarker(_ jpeg: [UInt8]) -> UInt8? {
        markers(jpeg).first { (0xC0...0xC3).contains($0) }
    }

    /// Of the segments before the picture's data.
    private func markers(_ jpeg: [UInt8]) -> [UInt8] {
        var markers: [UInt8] = []
        var at: Int = 2
        while at + 4 <= jpeg.count, jpeg[at] == 0xFF, jpeg[at + 1] != 0xDA {
            markers.append(jpeg[at + 1])
            at += 2 + Int(jpeg[at + 2]) << 8 + Int(jpeg[at + 3])
        }
        return markers
    }
}

/// SplitMix64: the same numbers in every run.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed: UInt64 = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
