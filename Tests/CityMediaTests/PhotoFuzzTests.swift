import CityCore
import CityMedia
import Testing

/// Damaged files either give a photo or a `CityError`; they never end the process.
@Suite struct PhotoFuzzTests {
    private let now: Timestamp = Timestamp(milliseconds: 1_771_000_000_000)
    /// Small, so that a damaged size does not make the test slow.
    private let limits: MediaLimits = MediaLimits(pixelsMax: 100_000, sideMax: 5000)

    @Test(arguments: [MediaKind.jpeg, .png, .webp, .gif])
    func damagedFilesAreRefusedOrRead(_ kind: MediaKind) throws {
        var random: SeededRandom = SeededRandom(seed: 20_260_213)
        let whole: [UInt8] =
            kind == .jpeg ? ExifBuilder.phone.inserted(into: Pictures.quarters()) : Pictures.quarters(kind)
        var outcomes: [Bool: Int] = [:]
        for _ in 0..<400 {
            let damaged: [UInt8] = damage(whole, &random)
            outcomes[try develops(damaged), default: 0] += 1
        }
        #expect(outcomes[false, default: 0] > 0)
        #expect(outcomes.values.reduce(0, +) == 400)
    }

    @Test func damagedEXIFIsReadOrIgnored() throws {
        var random: SeededRandom = SeededRandom(seed: 42)
        let block: [UInt8] = ExifBuilder.phone.block
        let jpeg: [UInt8] = Pictures.quarters()
        for _ in 0..<2000 {
            var damaged: [UInt8] = block
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                damaged[Int.random(in: 6..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let length: Int = damaged.count + 2
            let segment: [UInt8] = [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + damaged
            let file: [UInt8] = Array(jpeg.prefix(2)) + segment + Array(jpeg.dropFirst(2))
            let metadata: PhotoMetadata = try Photo(file, now: now, zoneOffsetMinutes: 480).metadata
            if let place = metadata.place {
                #expect(abs(place.lat) <= 90)
                #expect(abs(place.lng) <= 180)
            }
            if let takenAt = metadata.takenAt { #expect(takenAt <= now + .days(1)) }
        }
    }

    /// Whether the file gave a photo; only a `CityError` counts as a refusal.
    private func develops(_ file: [UInt8]) throws -> Bool {
        do {
            let photo: Photo = try Photo(file, limits: limits, now: now, zoneOffsetMinutes: 480)
            return try photo.renditions().count == PhotoForm.allCases.count
        } catch is CityError {
            return false
        }
    }

    /// Changes, drops or repeats some bytes.
    private func damage(_ whole: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        var bytes: [UInt8] = whole
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let at: Int = Int.random(in: 0..<bytes.count, using: &random)
            let count: Int = min(bytes.count - at, Int.random(in: 1...20, using: &random))
            switch Int.random(in: 0..<8, using: &random) {
            case 0: bytes.removeSubrange(at..<at + count)
            case 1: bytes.insert(contentsOf: bytes[at..<at + count], at: at)
            case 2: bytes[at] = 0xFF
            default: bytes[at] = UInt8.random(in: 0...255, using: &random)
            }
            if bytes.isEmpty { return [0] }
        }
        return bytes
    }
}
