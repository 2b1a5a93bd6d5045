import COpenSSL
package import CityCore

/// The second factor: time-based one-time passwords (RFC 6238), six digits, 30 seconds, SHA-1 as authenticator apps
/// expect it.
package struct OneTimePassword: Sendable {
    package static let stepSeconds: Int64 = 30

    private let secret: [UInt8]

    package init(secret: [UInt8]) {
        self.secret = secret
    }

    /// The step that a code belongs to, when it is right for now or for a neighbouring step. The caller keeps the
    /// step and refuses it next time, so that a code works once.
    package func step(of code: String, at now: Timestamp) -> Int64? {
        let current: Int64 = now.milliseconds / 1000 / Self.stepSeconds
        for step in [current, current - 1, current + 1]
        where constantTimeEqual(Array(code.utf8), Array(self.code(step: step).utf8)) {
            return step
        }
        return nil
    }

    package func code(step: Int64) -> String {
        let counter: [UInt8] = (0..<8).map { UInt8(truncatingIfNeeded: step >> Int64(56 - 8 * $0)) }
        var mac: [UInt8] = [UInt8](repeating: 0, count: 20)
        var length: UInt32 = 0
        _ = HMAC(EVP_sha1(), secret, Int32(secret.count), counter, counter.count, &mac, &length)
        let offset: Int = Int(mac[19] & 15)
        var number: UInt32 = 0
        for byte in mac[offset..<offset + 4] { number = number << 8 | UInt32(byte) }
        let digits: String = String((number & 0x7FFF_FFFF) % 1_000_000)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// What an authenticator app scans.
    package func enrolmentURL(issuer: String, login: String) -> String {
        "otpauth://totp/\(issuer):\(login)?secret=\(Base32.encode(secret))&issuer=\(issuer)"
    }
}

/// Base32 (RFC 4648) without padding, as authenticator apps read secrets.
package enum Base32 {
    package static func encode(_ bytes: [UInt8]) -> String {
        let alphabet: [Character] = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var text: String = ""
        var group: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            group = (group << 8 | UInt32(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(group >> bits & 31)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(group << (5 - bits) & 31)]) }
        return text
    }
}
