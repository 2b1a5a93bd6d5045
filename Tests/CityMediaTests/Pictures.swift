import CGD
import CityMedia

/// Small pictures with known colours, made by libgd itself.
enum Pictures {
    static let red: Int32 = 0xFF0000
    static let green: Int32 = 0x00FF00
    static let blue: Int32 = 0x0000FF
    static let yellow: Int32 = 0xFFFF00

    /// Four coloured quarters, by default: red and green above, blue and yellow below.
    static func quarters(_ kind: MediaKind = .jpeg, width: Int = 64, height: Int = 32) -> [UInt8] {
        made(kind, width: width, height: height) { image in
            let right: Int32 = Int32(width)
            let bottom: Int32 = Int32(height)
            gdImageFilledRectangle(image, 0, 0, right / 2 - 1, bottom / 2 - 1, red)
            gdImageFilledRectangle(image, right / 2, 0, right, bottom / 2 - 1, green)
            gdImageFilledRectangle(image, 0, bottom / 2, right / 2 - 1, bottom, blue)
            gdImageFilledRectangle(image, right / 2, bottom / 2, right, bottom, yellow)
        }
    }

    /// Something with edges and noise all over, so that it compresses like a photo.
    static func noisy(width: Int, height: Int) -> [UInt8] {
        made(.jpeg, width: width, height: height) { image in
            var state: UInt32 = 7
            for row in stride(from: 0, to: height, by: 4) {
                for column in stride(from: 0, to: width, by: 4) {
                    state = state &* 1_103_515_245 &+ 12_345
                    let colour: Int32 = Int32(state >> 8 & 0x7F7F7F)
                    let x: Int32 = Int32(column)
                    let y: Int32 = Int32(row)
                    gdImageFilledRectangle(image, x, y, x + 3, y + 3, colour)
                }
            }
        }
    }

    /// Wholly transparent, with a red square in the top left quarter.
    static func transparent(_ kind: MediaKind) -> [UInt8] {
        made(kind, width: 64, height: 64) { image in
            gdImageAlphaBlending(image, 0)
            gdImageSaveAlpha(image, 1)
            gdImageFilledRectangle(image, 0, 0, 63, 63, 0x7F00_0000)
            gdImageFilledRectangle(image, 0, 0, 31, 31, red)
            if kind == .gif {
                gdImageTrueColorToPalette(image, 0, 16)
                gdImageColorTransparent(image, gdImageGetPixel(image, 50, 50))
            }
        }
    }

    /// The colours in the middle of the four quarters of a JPEG: above left, above right, below left, below right.
    static func quarterColours(_ jpeg: [UInt8]) -> [Int32] {
        guard let image = decoded(jpeg) else { return [] }
        defer { gdImageDestroy(image) }
        let left: Int32 = image.pointee.sx / 4
        let top: Int32 = image.pointee.sy / 4
        let places: [(Int32, Int32)] = [(left, top), (left * 3, top), (left, top * 3), (left * 3, top * 3)]
        return places.map { nearest(gdImageGetTrueColorPixel(image, $0.0, $0.1)) }
    }

    /// The colour with each part at its nearer end, because JPEG does not keep colours exactly.
    private static func nearest(_ colour: Int32) -> Int32 {
        var result: Int32 = 0
        for shift in [Int32(16), 8, 0] where (colour >> shift) & 0xFF > 127 { result |= 0xFF << shift }
        return result
    }

    private static func decoded(_ jpeg: [UInt8]) -> gdImagePtr? {
        var copy: [UInt8] = jpeg
        return gdImageCreateFromJpegPtr(Int32(copy.count), &copy)
    }

    private static func made(
        _ kind: MediaKind,
        width: Int,
        height: Int,
        draw: (gdImagePtr) -> Void
    ) -> [UInt8] {
        guard let image = gdImageCreateTrueColor(Int32(width), Int32(height)) else { return [] }
        defer { gdImageDestroy(image) }
        draw(image)
        var count: Int32 = 0
        let encoded: UnsafeMutableRawPointer? =
            switch kind {
            case .png: gdImagePngPtr(image, &count)
            case .webp: gdImageWebpPtrEx(image, &count, 90)
            case .gif: gdImageGifPtr(image, &count)
            default: gdImageJpegPtr(image, &count, 95)
            }
        guard let encoded else { return [] }
        defer { gdFree(encoded) }
        return [UInt8](UnsafeRawBufferPointer(start: encoded, count: Int(count)))
    }
}

extension [UInt8] {
    func contains(text: String) -> Bool {
        let mark: [UInt8] = Array(text.utf8)
        guard count >= mark.count else { return false }
        return indices.dropLast(mark.count - 1).contains { self[$0] == mark[0] && self[$0...].starts(with: mark) }
    }
}
