extension MediaKind {
    /// Reads the signature at the very beginning: a format that allows leading rubbish (PDF, MP3) is only taken
    /// without it, because a file that is two things at once is an attack.
    package init?(sniffing bytes: [UInt8]) {
        let view: ByteView = ByteView(bytes)
        for signature in MediaKind.signatures where view.has(signature.bytes, at: 0) {
            self = signature.kind
            return
        }
        if view.has("RIFF", at: 0) {
            if view.has("WEBP", at: 8) { self = .webp; return }
            if view.has("WAVE", at: 8) { self = .wav; return }
            return nil
        }
        if view.has("ftyp", at: 4) {
            guard let kind = MediaKind(brand: view) else { return nil }
            self = kind
            return
        }
        if view.has(EBMLHeader.mark, at: 0) {
            guard EBMLHeader.documentType(view) == "webm" else { return nil }
            self = .webm
            return
        }
        guard MediaKind.isMPEGAudio(view) else { return nil }
        self = .mp3
    }

    private static let signatures: [(bytes: [UInt8], kind: MediaKind)] = [
        ([0xFF, 0xD8, 0xFF], .jpeg),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
        (Array("GIF87a".utf8), .gif),
        (Array("GIF89a".utf8), .gif),
        (Array("%PDF-".utf8), .pdf),
        (Array("#!AMR\n".utf8), .amr),
        (Array("OggS\0".utf8), .ogg),
        (Array("ID3".utf8), .mp3),
    ]

    /// The major brand of an ISO base media file (ISO/IEC 14496-12, `ftyp`).
    private init?(brand view: ByteView) {
        guard let brand = view.text(at: 8, count: 4) else { return nil }
        switch brand {
        case "M4A ", "M4B ": self = .m4a
        case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1": self = .heic
        case "mp41", "mp42", "avc1", "M4V ", "MSNV", "dash": self = .mp4
        case "qt  ": self = .mov
        case _ where brand.hasPrefix("iso"): self = .mp4
        // Releases 4 and later, and their profiles (3GPP TS 26.244, 5.4).
        case _ where ["3gp", "3gr", "3gs", "3ge", "3gg"].contains(brand.prefix(3)): self = .threeGP
        default: return nil
        }
    }

    /// A bare MPEG stream: its frame header (ISO/IEC 11172-3, 2.4.1.3) must be possible, and where the first frame
    /// ends the second must begin, because eleven set bits alone are too common in other files.
    private static func isMPEGAudio(_ view: ByteView) -> Bool {
        guard let frame = frameLength(view, at: 0) else { return false }
        return frame >= view.count || frameLength(view, at: frame) != nil
    }

    /// The length in bytes of the layer III frame that begins at this offset.
    private static func frameLength(_ view: ByteView, at offset: Int) -> Int? {
        guard let header = view.bigEndian(at: offset, count: 4), header >> 21 == 0x7FF else { return nil }
        let version: Int = header >> 19 & 3
        let layer: Int = header >> 17 & 3
        let rateIndex: Int = header >> 10 & 3
        guard version != 1, layer == 1, rateIndex != 3 else { return nil }
        let isVersion1: Bool = version == 3
        let kilobits: Int = (isVersion1 ? bitRates1 : bitRates2)[header >> 12 & 15]
        guard kilobits > 0 else { return nil }
        let divisor: Int = isVersion1 ? 1 : version == 2 ? 2 : 4
        let rate: Int = sampleRates[rateIndex] / divisor
        let padding: Int = header >> 9 & 1
        return (isVersion1 ? 144_000 : 72_000) * kilobits / rate + padding
    }

    private static let bitRates1: [Int] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0]
    private static let bitRates2: [Int] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0]
    private static let sampleRates: [Int] = [44_100, 48_000, 32_000, 1]
}
