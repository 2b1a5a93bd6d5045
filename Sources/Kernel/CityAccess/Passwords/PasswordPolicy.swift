import CityCore
import CityCrypto

/// What a password must be: 8 characters, three of the four kinds, and not the login.
package enum PasswordPolicy {
    static let lengthMin: Int = 8
    static let bytesMax: Int = 512

    package static func check(_ password: String, login: String, field: String = "password") throws {
        if let error = error(password, login: login, field: field) { throw CityError.invalid([error]) }
    }

    private static func error(_ password: String, login: String, field: String) -> FieldError? {
        guard password.count >= lengthMin else {
            return FieldError(
                field,
                "password.short",
                Wording("密码至少 \(lengthMin) 位", "The password must have at least \(lengthMin) characters")
            )
        }
        guard password.utf8.count <= bytesMax, password.isPrintable else {
            return FieldError(
                field,
                "password.malformed",
                Wording(
                    "密码不得含控制字符，不得超过 \(bytesMax) 字节",
                    "The password may hold no control characters and at most \(bytesMax) bytes"
                )
            )
        }
        guard kinds(password) >= 3 else {
            return FieldError(
                field,
                "password.weak",
                Wording(
                    "密码须含大写字母、小写字母、数字、其他字符中的至少三种",
                    "The password must mix at least three of: capital letters, small letters, digits, other characters"
                )
            )
        }
        guard password.lowercased() != login else {
            return FieldError(
                field,
                "password.login",
                Wording("密码不得与登录名相同", "The password must not be the login")
            )
        }
        return nil
    }

    private static func kinds(_ password: String) -> Int {
        var seen: Set<Int> = []
        for scalar in password.unicodeScalars {
            switch scalar {
            case "a"..."z": seen.insert(0)
            case "A"..."Z": seen.insert(1)
            case "0"..."9": seen.insert(2)
            default: seen.insert(3)
            }
        }
        return seen.count
    }

    /// A password to be used once: twelve characters that are not mistaken for one another when read out, in groups.
    package static func issue() throws -> String {
        let alphabet: [Character] = Array("abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
        while true {
            var characters: [Character] = []
            for byte in try SecureRandom.bytes(64) where characters.count < 12 {
                // Bytes beyond a whole multiple of the alphabet are dropped, so that each character is as likely.
                let limit: Int = 256 / alphabet.count * alphabet.count
                if Int(byte) < limit { characters.append(alphabet[Int(byte) % alphabet.count]) }
            }
            let text: String = String(characters)
            if characters.count == 12, kinds(text) == 3 {
                return "\(text.prefix(4))-\(text.dropFirst(4).prefix(4))-\(text.suffix(4))"
            }
        }
    }
}
