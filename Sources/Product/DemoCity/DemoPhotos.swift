import CGD
import CityCore
import CityMedia
import CityServer

/// Drawn pictures in the place of photos: a stretch of street with something wrong, and the same one put right. They
/// look like what they are, so nobody takes them for evidence.
struct DemoPhotos: Sendable {
    /// One street: with the trouble, and without.
    struct Pair: Sendable {
        var before: String
        var after: String
    }

    let pairs: [Pair]

    /// A picture of its own for each number.
    static func jpeg(_ number: UInt64) throws -> [UInt8] {
        var random: DemoRandom = DemoRandom(seed: number)
        return try DemoStreet(&random).jpeg(withTrouble: true)
    }

    static let none: DemoPhotos = DemoPhotos(pairs: [])

    /// Draws the pictures and keeps them.
    static func make(_ count: Int, in city: City, by identity: Identity, at now: Timestamp) async throws -> DemoPhotos {
        var pairs: [Pair] = []
        for number in 0..<count {
            var random: DemoRandom = DemoRandom(seed: UInt64(number + 1))
            let street: DemoStreet = DemoStreet(&random)
            let before: MediaItem = try await city.media.service.add(
                try street.jpeg(withTrouble: true),
                by: identity,
                at: now
            )
            let after: MediaItem = try await city.media.service.add(
                try street.jpeg(withTrouble: false),
                by: identity,
                at: now
            )
            pairs.append(Pair(before: before.id, after: after.id))
        }
        return DemoPhotos(pairs: pairs)
    }
}

/// A street as flat shapes: sky, houses, pavement, kerb, road, and what lies on it.
private struct DemoStreet {
    private static let width: Int32 = 960
    private static let height: Int32 = 720

    private struct Box {
        var left: Int32
        var top: Int32
        var right: Int32
        var bottom: Int32
        var colour: Int32
    }

    private var houses: [Box] = []
    private var windows: [Box] = []
    private var litter: [Box] = []
    private var sky: Int32

    init(_ random: inout DemoRandom) {
        sky = [0xBFD4E6, 0xD8DEE3, 0xC9DCEB, 0xE3DED2].randomElement(using: &random) ?? 0xD8DEE3
        let walls: [Int32] = [0xB9A48C, 0xA7ADB3, 0xC8B8A6, 0x9AA58F, 0xB5A0A0]
        var left: Int32 = -40
        while left < Self.width {
            let wide: Int32 = Int32.random(in: 130...260, using: &random)
            let top: Int32 = Int32.random(in: 60...230, using: &random)
            let wall: Int32 = walls.randomElement(using: &random) ?? 0xA7ADB3
            houses.append(Box(left: left, top: top, right: left + wide, bottom: 430, colour: wall))
            for row in stride(from: top + 24, to: 390, by: 62) {
                for column in stride(from: left + 22, to: left + wide - 30, by: 54) {
                    let light: Int32 = random.chance(20) ? 0xF2E2A8 : 0x5E6C78
                    windows.append(Box(left: column, top: row, right: column + 26, bottom: row + 34, colour: light))
                }
            }
            left += wide + Int32.random(in: 0...24, using: &random)
        }
        let rubbish: [Int32] = [0x6B4F3A, 0x3E5C3A, 0xD9D4C7, 0x8A3B2E, 0x2F3E57, 0xC9A227]
        let heap: Int32 = Int32.random(in: 240...640, using: &random)
        for _ in 0..<Int.random(in: 14...34, using: &random) {
            let x: Int32 = heap + Int32.random(in: -130...130, using: &random)
            let y: Int32 = Int32.random(in: 476...560, using: &random)
            let size: Int32 = Int32.random(in: 10...44, using: &random)
            let colour: Int32 = rubbish.randomElement(using: &random) ?? 0x6B4F3A
            litter.append(Box(left: x, top: y, right: x + size, bottom: y + size * 2 / 3, colour: colour))
        }
    }

    func jpeg(withTrouble: Bool) throws -> [UInt8] {
        guard let image = gdImageCreateTrueColor(Self.width, Self.height) else { throw Self.noMemory }
        defer { gdImageDestroy(image) }
        let ground: [Box] = [
            Box(left: 0, top: 0, right: Self.width, bottom: Self.height, colour: sky),
            Box(left: 0, top: 430, right: Self.width, bottom: 570, colour: 0xB8B3AA),
            Box(left: 0, top: 570, right: Self.width, bottom: 584, colour: 0x8D8880),
            Box(left: 0, top: 584, right: Self.width, bottom: Self.height, colour: 0x5A5E62),
        ]
        let lines: [Box] = stride(from: Int32(20), to: Self.width, by: 160).map { left in
            Box(left: left, top: 650, right: left + 90, bottom: 658, colour: 0xE8E6DF)
        }
        for box in ground + houses + windows + lines + (withTrouble ? litter : []) {
            gdImageFilledRectangle(image, box.left, box.top, box.right, box.bottom, box.colour)
        }
        var count: Int32 = 0
        guard let bytes = gdImageJpegPtr(image, &count, 80) else { throw Self.noMemory }
        defer { gdFree(bytes) }
        return Array(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
    }

    private static let noMemory: CityError = CityError.fault("no memory for a demo picture")
}
