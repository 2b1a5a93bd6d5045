import CityCore
import CityCrypto
import Testing

struct DigestVector: Sendable, CustomTestStringConvertible {
    var message: String
    var count: Int = 1
    var hex: String

    var testDescription: String { "\(count) × \"\(message.prefix(20))\"" }

    /// FIPS 180-4 examples, as published with the standard.
    static let all: [DigestVector] = [
        DigestVector(message: "", hex: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        DigestVector(message: "abc", hex: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        DigestVector(
            message: "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            hex: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        DigestVector(
            message: "a",
            count: 1_000_000,
            hex: "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ]
}

@Suite struct DigestTests {
    @Test(arguments: DigestVector.all)
    func sha256GivesThePublishedDigest(_ vector: DigestVector) {
        let message: String = String(repeating: vector.message, count: vector.count)
        #expect(SHA256Digest(of: message).hex == vector.hex)
    }

    @Test func hexGoesThereAndBack() {
        let bytes: [UInt8] = Array(0...255)
        #expect(Hex.decode(Hex.encode(bytes)) == bytes)
        #expect(Hex.decode("00fFAb") == [0, 255, 171])
    }

    @Test(arguments: ["0", "0g", "zz", "00 1", "é0"])
    func whatIsNotHexIsRefused(_ text: String) {
        #expect(Hex.decode(text) == nil)
    }

    @Test func randomBytesAreAsManyAsAskedAndNotTwiceTheSame() throws {
        let first: [UInt8] = try SecureRandom.bytes(32)
        let second: [UInt8] = try SecureRandom.bytes(32)
        #expect(first.count == 32)
        #expect(first != second)
        #expect(try SecureRandom.bytes(0) == [])
    }

    @Test func aTokenIs32BytesOfURLSafeText() throws {
        let token: String = try SecureRandom.token()
        #expect(token.utf8.count == 43)
        #expect(Base64URL.decode(token)?.count == 32)
    }

    @Test func bytesAreComparedByLengthAndContent() {
        #expect(constantTimeEqual([1, 2, 3], [1, 2, 3]))
        #expect(constantTimeEqual([], []))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2, 4]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2]))
    }
}
