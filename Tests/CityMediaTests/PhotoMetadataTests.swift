import CityCore
import CityMedia
import Testing

@Suite struct PhotoMetadataTests {
    /// 2026-02-13T04:00:00Z.
    private let now: Timestamp = Timestamp(milliseconds: 1_770_955_200_000)

    private func metadata(_ exif: ExifBuilder, _ kind: MediaKind = .jpeg) -> PhotoMetadata {
        let file: [UInt8] = exif.inserted(into: Pictures.quarters())
        return PhotoMetadata(reading: file, kind, now: now, zoneOffsetMinutes: 480)
    }

    @Test func aPhonesPhotoTellsPlaceTimeAndDevice() throws {
        let found: PhotoMetadata = metadata(.phone)
        let place: PhotoMetadata.Place = try #require(found.place)
        #expect(abs(place.lng - 110.798) < 1e-9)
        #expect(abs(place.lat - 32.629) < 1e-9)
        #expect(place.accuracyMetres == 6.5)
        #expect(found.takenAt?.iso8601 == "2026-02-13T01:30:00.000Z")
        #expect(found.orientation == .turnRight)
        #expect(found.make == "Honor")
        #expect(found.model == "X50")
    }

    @Test func aPhotoWithoutEXIFTellsNothing() {
        for kind in [MediaKind.jpeg, .png, .webp, .gif] {
            let file: [UInt8] = Pictures.quarters(kind)
            let found: PhotoMetadata = PhotoMetadata(reading: file, kind, now: now, zoneOffsetMinutes: 480)
            #expect(found == PhotoMetadata())
        }
    }

    @Test func southAndWestAreNegative() throws {
        var exif: ExifBuilder = .phone
        exif.gps[0x0001] = .ascii("S")
        exif.gps[0x0003] = .ascii("W")
        let place: PhotoMetadata.Place = try #require(metadata(exif).place)
        #expect(place.lng < -110.7)
        #expect(place.lat < -32.6)
    }

    @Test(arguments: [
        ("2026:02:13 09:30:00", "+08:00", "2026-02-13T01:30:00.000Z"),
        ("2026:02:13 09:30:00", "+00:00", "2026-02-13T09:30:00.000Z"),
        ("2026:02:13 09:30:00", "Z", "2026-02-13T09:30:00.000Z"),
        ("2026:02:13 09:30:00", "-03:30", "2026-02-13T13:00:00.000Z"),
        ("2026:02:13 09:30:00", "nonsense", "2026-02-13T01:30:00.000Z"),
        ("2026:02:13 09:30:00", nil, "2026-02-13T01:30:00.000Z"),
        ("1970:01:01 09:00:00", nil, "1970-01-01T01:00:00.000Z"),
        ("2026:02:14 11:59:59", nil, "2026-02-14T03:59:59.000Z"),
        ("2026:02:14 12:00:01", nil, nil),
        ("1969:12:31 12:00:00", nil, nil),
        ("0000:00:00 00:00:00", nil, nil),
        ("2026:02:30 09:30:00", nil, nil),
        ("2026:02:13 25:30:00", nil, nil),
        ("    :  :     :  :  ", nil, nil),
        ("2026:02:13", nil, nil),
        ("", nil, nil),
    ])
    func timesAreReadInTheirZoneOrDropped(text: String, offset: String?, expected: String?) {
        var exif: ExifBuilder = ExifBuilder(exif: [0x9003: .ascii(text)])
        if let offset { exif.exif[0x9011] = .ascii(offset) }
        #expect(metadata(exif).takenAt?.iso8601 == expected)
    }

    struct BadPlace: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var change: @Sendable (inout ExifBuilder) -> Void

        init(_ name: String, _ change: @escaping @Sendable (inout ExifBuilder) -> Void) {
            testDescription = name
            self.change = change
        }

        static let all: [BadPlace] = [
            BadPlace("no denominator") { $0.gps[0x0002] = .rationals([(32, 1), (37, 1), (0, 0)]) },
            BadPlace("beyond the pole") { $0.gps[0x0002] = .rationals([(90, 1), (0, 1), (1, 1)]) },
            BadPlace("beyond the date line") { $0.gps[0x0004] = .rationals([(180, 1), (0, 1), (1, 1)]) },
            BadPlace("61 minutes") { $0.gps[0x0002] = .rationals([(32, 1), (61, 1), (0, 1)]) },
            BadPlace("no seconds") { $0.gps[0x0002] = .rationals([(32, 1), (37, 1)]) },
            BadPlace("no letter") { $0.gps[0x0003] = nil },
            BadPlace("a wrong letter") { $0.gps[0x0001] = .ascii("E") },
            BadPlace("text for a number") { $0.gps[0x0002] = .ascii("thirty-two degrees north") },
            BadPlace("no longitude") { $0.gps[0x0004] = nil },
            BadPlace("zero and zero") {
                $0.gps[0x0002] = .rationals([(0, 1), (0, 1), (0, 1)])
                $0.gps[0x0004] = .rationals([(0, 1), (0, 1), (0, 1)])
            },
        ]
    }

    @Test(arguments: BadPlace.all)
    func anImplausiblePlaceIsDroppedAndTheRestKept(_ bad: BadPlace) {
        var exif: ExifBuilder = .phone
        bad.change(&exif)
        let found: PhotoMetadata = metadata(exif)
        #expect(found.place == nil)
        #expect(found.takenAt?.iso8601 == "2026-02-13T01:30:00.000Z")
        #expect(found.model == "X50")
    }

    @Test(arguments: [[(UInt32(0), UInt32(0))], [(0, 1)], [(4_000_000, 1)], []])
    func anImplausibleAccuracyIsDroppedButNotThePlace(_ parts: [(UInt32, UInt32)]) throws {
        var exif: ExifBuilder = .phone
        exif.gps[0x001F] = .rationals(parts)
        let place: PhotoMetadata.Place = try #require(metadata(exif).place)
        #expect(place.accuracyMetres == nil)
    }

    @Test(arguments: [UInt16(0), 9, 65_535])
    func anUnknownOrientationIsUpright(_ number: UInt16) {
        #expect(metadata(.orientation(number)).orientation == .upright)
    }

    @Test func aDevicesNameIsOneShortLine() {
        let long: String = String(repeating: "长", count: 100)
        let exif: ExifBuilder = ExifBuilder(image: [0x010F: .ascii("  Hua\nwei\u{7} "), 0x0110: .ascii(long)])
        let found: PhotoMetadata = metadata(exif)
        #expect(found.make == "Huawei")
        #expect(found.model == String(repeating: "长", count: 64))
    }

    @Test func aBlankNameIsNoName() {
        #expect(metadata(ExifBuilder(image: [0x010F: .ascii("    ")])).make == nil)
    }

    @Test func theBlockIsFoundInPNGAndWebP() {
        let data: [UInt8] = ExifBuilder.phone.tiff
        let png: [UInt8] = Pictures.quarters(.png)
        let pngChunk: [UInt8] = big(UInt32(data.count)) + Array("eXIf".utf8) + data + [0, 0, 0, 0]
        let pngFile: [UInt8] = Array(png.prefix(33)) + pngChunk + Array(png.dropFirst(33))
        let webpChunk: [UInt8] = Array("EXIF".utf8) + big(UInt32(data.count)).reversed() + data
        let webpFile: [UInt8] = Array("RIFF\0\0\0\0WEBP".utf8) + webpChunk
        let expected: PhotoMetadata = metadata(.phone)
        #expect(PhotoMetadata(reading: pngFile, .png, now: now, zoneOffsetMinutes: 0) == expected)
        #expect(PhotoMetadata(reading: webpFile, .webp, now: now, zoneOffsetMinutes: 0) == expected)
    }

    @Test func aCutOffBlockNeverSpoilsThePhoto() throws {
        let jpeg: [UInt8] = Pictures.quarters()
        let block: [UInt8] = ExifBuilder.phone.block
        for count in 0..<block.count {
            let length: Int = count + 2
            let segment: [UInt8] = [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + block.prefix(count)
            let file: [UInt8] = Array(jpeg.prefix(2)) + segment + Array(jpeg.dropFirst(2))
            let photo: Photo = try Photo(file, now: now, zoneOffsetMinutes: 480)
            #expect(photo.header.size == PixelSize(width: 64, height: 32))
        }
    }

    private func big(_ number: UInt32) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
