import CityCore
import CityCrypto
import Testing

struct CodeVector: Sendable, CustomTestStringConvertible {
    var second: Int64
    var code: String

    var testDescription: String { "\(second) s" }

    /// RFC 6238 appendix B, SHA-1: the last six of its eight digits.
    static let all: [CodeVector] = [
        CodeVector(second: 59, code: "287082"),
        CodeVector(second: 1_111_111_109, code: "081804"),
        CodeVector(second: 1_111_111_111, code: "050471"),
        CodeVector(second: 1_234_567_890, code: "005924"),
        CodeVector(second: 2_000_000_000, code: "279037"),
        CodeVector(second: 20_000_000_000, code: "353130"),
    ]
}

@Suite struct OneTimePasswordTests {
    private let generator: OneTimePassword = OneTimePassword(secret: Array("12345678901234567890".utf8))

    @Test(arguments: CodeVector.all)
    func aCodeIsThePublishedOne(_ vector: CodeVector) {
        #expect(generator.code(step: vector.second / 30) == vector.code)
    }

    @Test(arguments: CodeVector.all.dropFirst())
    func aCodeHoldsInItsStepAndTheNeighbours(_ vector: CodeVector) {
        let step: Int64 = vector.second / 30
        let found: [Int64?] = (-2...2).map { shift in
            generator.step(of: vector.code, at: Timestamp(milliseconds: (step + shift) * 30_000 + 29_999))
        }
        #expect(found == [nil, step, step, step, nil])
    }

    @Test(arguments: ["", "28708", "2870822", "287083", "28708２", "abcdef", "94287082"])
    func aWrongCodeHasNoStep(_ code: String) {
        #expect(generator.step(of: code, at: Timestamp(milliseconds: 59_000)) == nil)
    }

    @Test func theEnrolmentAddressHoldsTheSecretInBase32() {
        #expect(
            generator.enrolmentURL(issuer: "City", login: "zhang")
                == "otpauth://totp/City:zhang?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=City"
        )
    }

    /// RFC 4648 §10, without padding.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func base32IsThePublishedText(_ plain: String, _ encoded: String) {
        #expect(Base32.encode(Array(plain.utf8)) == encoded)
    }
}
