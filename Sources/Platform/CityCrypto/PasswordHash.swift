import COpenSSL
import CityCore

/// A password kept as scrypt (RFC 7914): `scrypt$15$8$1$salt$key`, salt and key in base64url.
package struct PasswordHash: Sendable, Hashable {
    package let text: String

    /// Work factor: 2^15 rounds of 8 × 128 bytes is 32 MiB and about 80 ms.
    package struct Cost: Sendable {
        package var logRounds: Int
        package static let standard: Cost = Cost(logRounds: 15)
        /// For tests and the demo's hundreds of accounts; never for a city.
        package static let light: Cost = Cost(logRounds: 10)
    }

    package init(stored text: String) {
        self.text = text
    }

    package init(password: String, cost: Cost = .standard) throws {
        let salt: [UInt8] = try SecureRandom.bytes(16)
        let key: [UInt8] = try PasswordHash.derive(password, salt: salt, logRounds: cost.logRounds)
        text = "scrypt$\(cost.logRounds)$8$1$\(Base64URL.encode(salt))$\(Base64URL.encode(key))"
    }

    package func matches(_ password: String) throws -> Bool {
        let parts: [Substring] = text.split(separator: "$")
        guard parts.count == 6, parts[0] == "scrypt", let logRounds = Int(parts[1]), (4...20).contains(logRounds),
            let salt = Base64URL.decode(String(parts[4])), let key = Base64URL.decode(String(parts[5]))
        else { throw CityError.fault("a stored password hash is not readable") }
        return constantTimeEqual(try PasswordHash.derive(password, salt: salt, logRounds: logRounds), key)
    }

    private static func derive(_ password: String, salt: [UInt8], logRounds: Int) throws -> [UInt8] {
        var key: [UInt8] = [UInt8](repeating: 0, count: 32)
        let secret: [CChar] = password.utf8.map { CChar(bitPattern: $0) }
        let rounds: UInt64 = 1 << UInt64(logRounds)
        let memoryMax: UInt64 = 256 * 1024 * 1024
        let done: Int32 = EVP_PBE_scrypt(
            secret,
            secret.count,
            salt,
            salt.count,
            rounds,
            8,
            1,
            memoryMax,
            &key,
            key.count
        )
        guard done == 1 else { throw CityError.fault("scrypt failed") }
        return key
    }
}
