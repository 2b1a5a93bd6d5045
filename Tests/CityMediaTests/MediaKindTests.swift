import CityCore
import CityMedia
import Testing

struct Signature: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var kind: MediaKind?

    var testDescription: String { name }

    init(_ name: String, _ bytes: [UInt8], _ kind: MediaKind?) {
        self.name = name
        self.bytes = bytes
        self.kind = kind
    }

    init(_ name: String, text: String, _ kind: MediaKind?) {
        self.init(name, Array(text.utf8), kind)
    }

    static let all: [Signature] = [
        Signature("JPEG", Pictures.quarters(.jpeg), .jpeg),
        Signature("PNG", Pictures.quarters(.png), .png),
        Signature("WebP", Pictures.quarters(.webp), .webp),
        Signature("GIF", Pictures.quarters(.gif), .gif),
        Signature("HEIC", text: "\0\0\0\u{18}ftypheic\0\0\0\0mif1heic", .heic),
        Signature("HEIF collection", text: "\0\0\0\u{18}ftypmif1\0\0\0\0mif1heic", .heic),
        Signature("AVIF", text: "\0\0\0\u{18}ftypavif\0\0\0\0avifmif1", nil),
        Signature("PDF", text: "%PDF-1.7\n", .pdf),
        Signature("PDF after rubbish", text: "<script>%PDF-1.7\n", nil),
        Signature("MP4", text: "\0\0\0\u{18}ftypisom\0\0\0\0isommp42", .mp4),
        Signature("MP4 version 2", text: "\0\0\0\u{18}ftypmp42\0\0\0\0isommp42", .mp4),
        Signature("QuickTime", text: "\0\0\0\u{14}ftypqt  \0\0\0\0qt  ", .mov),
        Signature("3GP release 4", text: "\0\0\0\u{18}ftyp3gp4\0\0\0\0isom3gp4", .threeGP),
        Signature("3GP streaming profile", text: "\0\0\0\u{18}ftyp3gs7\0\0\0\0isom3gs7", .threeGP),
        Signature("3GPP2", text: "\0\0\0\u{18}ftyp3g2a\0\0\0\0isom3g2a", nil),
        Signature("WebM", ebml(documentType: "webm"), .webm),
        Signature("WebM, header size in eight bytes", ebml(documentType: "webm", sizeBytes: 8), .webm),
        Signature("Matroska", ebml(documentType: "matroska"), nil),
        Signature("EBML that ends early", Array(ebml(documentType: "webm").prefix(9)), nil),
        Signature("EBML of endless size", ebmlMark + [0x01] + [UInt8](repeating: 0xFF, count: 20), nil),
        Signature("EBML that says nothing", ebmlMark + [0x83, 0xEC, 0x81, 0x00], nil),
        Signature("M4A", text: "\0\0\0\u{18}ftypM4A \0\0\0\0M4A mp42", .m4a),
        Signature("AMR", text: "#!AMR\n<", .amr),
        Signature("WAV", text: "RIFF$\0\0\0WAVEfmt ", .wav),
        Signature("AVI", text: "RIFF$\0\0\0AVI LIST", nil),
        Signature("OGG", text: "OggS\0\u{2}", .ogg),
        Signature("MP3 with tag", text: "ID3\u{3}\0\0\0\0\0\u{A}", .mp3),
        Signature("MP3, two frames of 417 bytes", mp3Frame + mp3Frame, .mp3),
        Signature("MP3, cut in its first frame", Array(mp3Frame.prefix(100)), .mp3),
        Signature("one MP3 header and rubbish", mp3Frame + [0, 0, 0, 0], nil),
        Signature("AAC stream", [0xFF, 0xF1, 0x50, 0x80, 0, 0, 0], nil),
        Signature("UTF-16 text", [0xFF, 0xFE, 0x41, 0x00, 0x42, 0x00], nil),
        Signature("text", text: "hello, I am photo.jpg", nil),
        Signature("script", text: "<svg xmlns='http://www.w3.org/2000/svg'/>", nil),
        Signature("nothing", [], nil),
        Signature("one byte", [0xFF], nil),
    ]

    private static let ebmlMark: [UInt8] = [0x1A, 0x45, 0xDF, 0xA3]

    /// A header of EBML version 1, with the type of document.
    private static func ebml(documentType: String, sizeBytes: Int = 1) -> [UInt8] {
        let type: [UInt8] = [0x42, 0x82, 0x80 | UInt8(documentType.utf8.count)] + Array(documentType.utf8)
        let elements: [UInt8] = [0x42, 0x86, 0x81, 1] + type
        let marked: UInt8 = 0x80 >> UInt8(sizeBytes - 1)
        let count: UInt8 = UInt8(elements.count)
        let zeros: [UInt8] = [UInt8](repeating: 0, count: max(0, sizeBytes - 2))
        return ebmlMark + (sizeBytes == 1 ? [marked | count] : [marked] + zeros + [count]) + elements
    }

    /// MPEG-1 layer III, 128 kbit/s, 44.1 kHz: 144 × 128000 / 44100 = 417 bytes.
    private static let mp3Frame: [UInt8] = [0xFF, 0xFB, 0x90, 0x00] + [UInt8](repeating: 0, count: 413)
}

@Suite struct MediaKindTests {
    @Test(arguments: Signature.all)
    func theFirstBytesTellTheKind(_ signature: Signature) {
        #expect(MediaKind(sniffing: signature.bytes) == signature.kind)
    }

    @Test func kindsHaveContentTypesAndEndingsOfTheirOwn() {
        #expect(Set(MediaKind.allCases.map(\.contentType)).count == MediaKind.allCases.count)
        #expect(Set(MediaKind.allCases.map(\.fileExtension)).count == MediaKind.allCases.count)
        #expect(MediaKind.jpeg.contentType == "image/jpeg")
        #expect(MediaKind.jpeg.fileExtension == "jpg")
    }

    @Test func aTextIsNoPhotoWhateverItsName() {
        let error: CityError? = refusal { try MediaKind.of(Array("photo.jpg".utf8), accepting: [.photo]) }
        #expect(error?.code == .unsupportedMedia)
        #expect(error?.reason == "media.type")
        #expect(error?.wording.zh == "无法识别这个文件，请上传：JPEG、PNG、WebP 或 GIF 照片")
    }

    @Test func aRecordingIsNoPhoto() throws {
        let recording: [UInt8] = Array("#!AMR\n".utf8)
        #expect(refusal { try MediaKind.of(recording, accepting: [.photo, .video]) }?.reason == "media.type")
        #expect(try MediaKind.of(recording, accepting: [.photo, .audio]) == .amr)
    }

    @Test func aHEICPhotoIsRefusedWithAdvice() {
        let heic: [UInt8] = Array("\0\0\0\u{18}ftypheic\0\0\0\0".utf8)
        let error: CityError? = refusal { try MediaKind.of(heic, accepting: [.photo]) }
        #expect(error?.code == .unsupportedMedia)
        #expect(error?.reason == "media.heic")
        #expect(error?.wording.zh.contains("兼容性最佳") == true)
    }

    @Test func anEmptyFileIsRefused() {
        #expect(refusal { try MediaKind.of([], accepting: [.photo]) }?.reason == "media.empty")
    }
}

/// The error that the call ends with, or nil when it succeeds or throws something else.
func refusal(_ body: () throws -> some Any) -> CityError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? CityError
    }
}
