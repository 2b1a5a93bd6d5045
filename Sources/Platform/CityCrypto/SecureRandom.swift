import COpenSSL
import CityCore

/// Random bytes for secrets, from OpenSSL's generator.
package enum SecureRandom {
    package static func bytes(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = [UInt8](repeating: 0, count: count)
        guard RAND_bytes(&bytes, Int32(count)) == 1 else { throw CityError.fault("no random bytes") }
        return bytes
    }

    /// 32 random bytes as URL-safe text: a session's token.
    package static func token() throws -> String {
        Base64URL.encode(try bytes(32))
    }
}

package func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
}
