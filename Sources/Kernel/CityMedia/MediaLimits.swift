import CityCore

/// How large a file may be. A limit on everything: a photo is decoded to four bytes per pixel, so `pixelsMax` is also
/// a limit on memory (80 million pixels are 320 MB, and twice that while a photo on its side is turned).
package struct MediaLimits: Sendable, Hashable {
    package var photoBytesMax: Int
    package var videoBytesMax: Int
    package var audioBytesMax: Int
    package var documentBytesMax: Int
    package var pixelsMax: Int
    /// Of width and of height.
    package var sideMax: Int
    /// Of the passes of a progressive JPEG. Cameras write about ten; each costs a walk over all pixels, so that
    /// a small file with thousands of empty ones would keep a processor busy for minutes.
    package var scansMax: Int

    package init(
        photoBytesMax: Int = 20 << 20,
        videoBytesMax: Int = 200 << 20,
        audioBytesMax: Int = 20 << 20,
        documentBytesMax: Int = 50 << 20,
        pixelsMax: Int = 80_000_000,
        sideMax: Int = 20_000,
        scansMax: Int = 100
    ) {
        self.photoBytesMax = photoBytesMax
        self.videoBytesMax = videoBytesMax
        self.audioBytesMax = audioBytesMax
        self.documentBytesMax = documentBytesMax
        self.pixelsMax = pixelsMax
        self.sideMax = sideMax
        self.scansMax = scansMax
    }

    package static let standard: MediaLimits = MediaLimits()

    package func bytesMax(of family: MediaFamily) -> Int {
        switch family {
        case .photo: photoBytesMax
        case .video: videoBytesMax
        case .audio: audioBytesMax
        case .document: documentBytesMax
        }
    }

    package func check(byteCount: Int, of family: MediaFamily) throws {
        let limit: Int = bytesMax(of: family)
        guard byteCount <= limit else { throw CityError.mediaTooLarge(byteCount: byteCount, limit: limit) }
    }

    /// Refuses a picture that would be too large once it is decoded, before it is.
    package func check(_ header: ImageHeader) throws {
        let size: PixelSize = header.size
        guard size.width <= sideMax, size.height <= sideMax, size.pixels <= pixelsMax else {
            throw CityError.mediaTooManyPixels(size, limits: self)
        }
    }
}

/// Width and height in pixels.
package struct PixelSize: Sendable, Hashable {
    package var width: Int
    package var height: Int

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    package var pixels: Int { width * height }

    var turned: PixelSize { PixelSize(width: height, height: width) }

    /// The largest size of the same shape inside a square; a size that fits already is kept.
    func fitted(inside side: Int) -> PixelSize {
        let longer: Int = max(width, height)
        guard longer > side else { return self }
        let scale: Double = Double(side) / Double(longer)
        let fittedWidth: Double = (Double(width) * scale).rounded()
        let fittedHeight: Double = (Double(height) * scale).rounded()
        return PixelSize(width: max(1, Int(fittedWidth)), height: max(1, Int(fittedHeight)))
    }
}
