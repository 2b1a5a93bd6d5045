import CityCore
import CityCrypto
import Testing

@Suite struct PasswordHashTests {
    /// RFC 7914 §12, the vector with r = 8 and p = 1: the first half of its key, which does not depend on the length.
    @Test func thePublishedVectorMatches() throws {
        let key: [UInt8] = try #require(Hex.decode("7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"))
        let salt: String = Base64URL.encode(Array("SodiumChloride".utf8))
        let hash: PasswordHash = PasswordHash(stored: "scrypt$14$8$1$\(salt)$\(Base64URL.encode(key))")
        #expect(try hash.matches("pleaseletmein"))
        #expect(try !hash.matches("pleaseletmeIn"))
    }

    @Test(arguments: ["correct horse", "密码很长很长", "", "a\0b", String(repeating: "x", count: 10_000)])
    func aPasswordMatchesItsHashAndNoOther(_ password: String) throws {
        let hash: PasswordHash = try PasswordHash(password: password, cost: .light)
        #expect(try PasswordHash(stored: hash.text).matches(password))
        #expect(try !hash.matches(password + "x"))
    }

    @Test func twoHashesOfOnePasswordDiffer() throws {
        let first: PasswordHash = try PasswordHash(password: "same", cost: .light)
        let second: PasswordHash = try PasswordHash(password: "same", cost: .light)
        #expect(first != second)
        #expect(first.text.hasPrefix("scrypt$10$8$1$"))
    }

    @Test func theStandardCostIs32MiB() {
        #expect(PasswordHash.Cost.standard.logRounds == 15)
    }

    @Test(arguments: [
        "", "scrypt", "md5$10$8$1$AAAA$AAAA", "scrypt$x$8$1$AAAA$AAAA", "scrypt$3$8$1$AAAA$AAAA",
        "scrypt$21$8$1$AAAA$AAAA", "scrypt$10$8$1$A A$AAAA", "scrypt$10$8$1$AAAA$*", "scrypt$10$8$1$AAAA",
        // Readable, but asks for 1 GiB.
        "scrypt$20$8$1$AAAA$AAAA",
    ])
    func whatIsNoHashIsAFaultOfOurs(_ stored: String) throws {
        let error: CityError? = #expect(throws: CityError.self) { try PasswordHash(stored: stored).matches("x") }
        #expect(error?.code == .internal)
    }
}
