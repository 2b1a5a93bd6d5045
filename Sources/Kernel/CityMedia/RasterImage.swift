import CGD
import CityCore

/// A decoded true-colour picture in libgd's memory, freed with the object.
///
/// libgd may be used from several threads at once as long as each image is used by one of them: this class is not
/// `Sendable`, and no image leaves the call that made it. The one thing that libgd shares, where it sends its
/// messages, is set once before the first use.
final class RasterImage {
    private let pointer: gdImagePtr

    private static let silence: Void = city_gd_silence()

    private init(adopting pointer: gdImagePtr) {
        self.pointer = pointer
    }

    deinit { gdImageDestroy(pointer) }

    /// A white canvas.
    init(white size: PixelSize) throws {
        RasterImage.silence
        guard let width = Int32(exactly: size.width), let height = Int32(exactly: size.height),
            let made = gdImageCreateTrueColor(width, height)
        else { throw RasterImage.noMemory(size) }
        pointer = made
        gdImageFilledRectangle(pointer, 0, 0, width - 1, height - 1, 0xFF_FFFF)
    }

    /// Decodes a file whose header and structure were checked before.
    static func decoding(_ bytes: [UInt8], as header: ImageHeader) throws -> RasterImage {
        RasterImage.silence
        let source: [UInt8] = header.kind == .png ? Chunks.essentialPNG(bytes) : bytes
        guard let decoded = try decoded(source, kind: header.kind) else {
            throw CityError.mediaBroken("\(header.kind): the decoder refused it")
        }
        let image: RasterImage = RasterImage(adopting: decoded)
        // A GIF's frame may be smaller than its screen; no picture may be larger than what the limits were told.
        let isSmaller: Bool = image.size.width <= header.size.width && image.size.height <= header.size.height
        guard image.size == header.size || (header.kind == .gif && isSmaller) else {
            throw CityError.mediaBroken("\(header.kind): another size than its header says")
        }
        return header.kind == .jpeg ? image : try image.onWhite()
    }

    private static func decoded(_ bytes: [UInt8], kind: MediaKind) throws -> gdImagePtr? {
        guard let count = Int32(exactly: bytes.count) else { throw CityError.mediaBroken("more than 2 GB") }
        return bytes.withUnsafeBytes { buffer -> gdImagePtr? in
            guard let base = buffer.baseAddress else { return nil }
            // The decoders only read, though their parameter is not const.
            let data: UnsafeMutableRawPointer = UnsafeMutableRawPointer(mutating: base)
            switch kind {
            case .jpeg: return gdImageCreateFromJpegPtr(count, data)
            case .png: return gdImageCreateFromPngPtr(count, data)
            case .webp: return gdImageCreateFromWebpPtr(count, data)
            case .gif: return gdImageCreateFromGifPtr(count, data)
            default: return nil
            }
        }
    }

    var size: PixelSize {
        use { PixelSize(width: Int($0.pointee.sx), height: Int($0.pointee.sy)) }
    }

    /// True colour without transparency: JPEG, which all renditions are, has none.
    private func onWhite() throws -> RasterImage {
        let canvas: RasterImage = try RasterImage(white: size)
        canvas.use { target in
            use { gdImageCopy(target, $0, 0, 0, 0, 0, $0.pointee.sx, $0.pointee.sy) }
        }
        return canvas
    }

    /// Averages the pixels that fall together, so that fine patterns do not flicker when they shrink.
    func scaled(to size: PixelSize) throws -> RasterImage {
        let canvas: RasterImage = try RasterImage(white: size)
        canvas.use { target in
            use { source in
                gdImageCopyResampled(
                    target,
                    source,
                    0,
                    0,
                    0,
                    0,
                    target.pointee.sx,
                    target.pointee.sy,
                    source.pointee.sx,
                    source.pointee.sy
                )
            }
        }
        return canvas
    }

    /// The picture as it should stand. Half turns and mirrors are done in place, so the receiver must not be used
    /// afterwards.
    func turned(_ orientation: PhotoOrientation) throws -> RasterImage {
        switch orientation {
        case .upright: break
        case .mirror: use(gdImageFlipHorizontal)
        case .turnHalf: use(gdImageFlipBoth)
        case .flip: use(gdImageFlipVertical)
        case .turnRight: return try quarterTurned(anticlockwiseDegrees: 270)
        case .turnLeft: return try quarterTurned(anticlockwiseDegrees: 90)
        case .transpose: return try quarterTurned(anticlockwiseDegrees: 270).turned(.mirror)
        case .transverse: return try quarterTurned(anticlockwiseDegrees: 90).turned(.mirror)
        }
        return self
    }

    private func quarterTurned(anticlockwiseDegrees angle: Float) throws -> RasterImage {
        guard let made = use({ gdImageRotateInterpolated($0, angle, 0xFF_FFFF) }) else {
            throw RasterImage.noMemory(size.turned)
        }
        return RasterImage(adopting: made)
    }

    /// A JPEG file. The progressive form shows the whole picture early on slow networks and is about a tenth smaller.
    func jpeg(quality: Int, progressive: Bool) throws -> [UInt8] {
        var count: Int32 = 0
        let encoded: UnsafeMutableRawPointer? = use { image in
            gdImageInterlace(image, progressive ? 1 : 0)
            return gdImageJpegPtr(image, &count, Int32(clamping: quality))
        }
        guard let encoded else { throw RasterImage.noMemory(size) }
        defer { gdFree(encoded) }
        return [UInt8](UnsafeRawBufferPointer(start: encoded, count: Int(count)))
    }

    /// Keeps the image alive while libgd works on it.
    private func use<Result>(_ body: (gdImagePtr) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(self) { try body(pointer) }
    }

    private static func noMemory(_ size: PixelSize) -> CityError {
        CityError(
            .exhausted,
            "media.no_memory",
            Wording("服务器正忙，暂时无法处理照片，请稍后再试", "The server is too busy to process the photo; please try again later"),
            detail: "no image of \(size.width)x\(size.height)"
        )
    }
}
