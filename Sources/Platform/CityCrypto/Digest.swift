import COpenSSL

/// SHA-256 through OpenSSL, as lower-case hex where it is kept or shown.
package struct SHA256Digest: Sendable, Hashable {
    package let bytes: [UInt8]

    package init(of message: [UInt8]) {
        var digest: [UInt8] = [UInt8](repeating: 0, count: 32)
        _ = SHA256(message, message.count, &digest)
        bytes = digest
    }

    package init(of text: String) {
        self.init(of: Array(text.utf8))
    }

    /// Of bytes that come piece by piece, until there are none.
    package init(of pieces: () throws -> [UInt8]?) throws {
        let context: OpaquePointer? = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(context) }
        EVP_DigestInit_ex(context, EVP_sha256(), nil)
        while let piece = try pieces() { EVP_DigestUpdate(context, piece, piece.count) }
        var digest: [UInt8] = [UInt8](repeating: 0, count: 32)
        EVP_DigestFinal_ex(context, &digest, nil)
        bytes = digest
    }

    package var hex: String { Hex.encode(bytes) }
}

package enum Hex {
    package static func encode(_ bytes: [UInt8]) -> String {
        let digits: [UInt8] = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
            for (index, byte) in bytes.enumerated() {
                buffer[index * 2] = digits[Int(byte >> 4)]
                buffer[index * 2 + 1] = digits[Int(byte & 15)]
            }
            return bytes.count * 2
        }
    }

    package static func decode(_ text: String) -> [UInt8]? {
        let digits: [UInt8] = Array(text.utf8)
        guard digits.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = nibble(digits[index]), let low = nibble(digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 97...102: digit - 87
        case 65...70: digit - 55
        default: nil
        }
    }
}
