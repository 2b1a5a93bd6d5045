import CityCore

/// The rules of an account's fields. Each answers the tidy value, or notes what is wrong and answers nil.
struct AccountFields {
    private(set) var errors: [FieldError] = []

    func check() throws {
        if !errors.isEmpty { throw CityError.invalid(errors) }
    }

    mutating func login(_ text: String) -> String? {
        let login: String = text.trimmed().lowercased()
        let allowed: Bool = login.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (97...122).contains(byte) || "._-@".utf8.contains(byte)
        }
        guard allowed, (3...64).contains(login.utf8.count) else {
            return note(
                "login",
                "account.login",
                Wording(
                    "登录名须为 3–64 个字母、数字或 . _ - @",
                    "The login must be 3–64 letters, digits or . _ - @"
                )
            )
        }
        return login
    }

    mutating func name(_ text: String) -> String? {
        let name: String = text.trimmed()
        guard !name.isEmpty, name.count <= 64, name.utf8.count <= 256, name.isPrintable else {
            return note("name", "account.name", Wording("姓名须为 1–64 个字", "The name must have 1–64 characters"))
        }
        return name
    }

    /// An empty number is none.
    mutating func phone(_ text: String) -> String? {
        let phone: String = text.filter { $0 != " " }
        if phone.isEmpty { return nil }
        let digits: Int = phone.utf8.count { (48...57).contains($0) }
        let allowed: Bool = phone.utf8.allSatisfy { (48...57).contains($0) || "+-".utf8.contains($0) }
        guard allowed, digits >= 5, phone.utf8.count <= 20 else {
            return note(
                "phone",
                "account.phone",
                Wording("电话须为 5–20 位数字，可带 + 和 -", "The phone number must be 5–20 digits, + and - allowed")
            )
        }
        return phone
    }

    /// An empty id is none.
    mutating func organisation(_ id: OrganisationID) -> OrganisationID? {
        if id.text.isEmpty { return nil }
        guard id.text.utf8.count <= 64, id.text.isPrintable else {
            return note(
                "organisation",
                "account.organisation",
                Wording("机构编号无效", "This is not the id of an organisation")
            )
        }
        return id
    }

    /// An empty code is the whole city.
    /// The beginning of the codes of an area: `4203` for the city 420300, whose own code is no prefix of its counties'.
    /// The fifth and sixth character may be letters of a local code (`4203A1`).
    mutating func area(_ text: String) -> String? {
        let code: String = text.trimmed()
        let isWellFormed: Bool = code.utf8.enumerated().allSatisfy { position, byte in
            (48...57).contains(byte) || ((4...5).contains(position) && (65...90).contains(byte))
        }
        guard isWellFormed, code.isEmpty || (2...12).contains(code.utf8.count) else {
            return note(
                "area",
                "area.code",
                Wording(
                    "区划代码须为 2–12 位（第 5、6 位可为大写字母），留空表示全市",
                    "The area must be a code of 2–12 digits (the 5th and 6th may be capital letters), or empty for all"
                )
            )
        }
        guard code.utf8.count == 6 else { return code }
        return code.hasSuffix("0000") ? String(code.prefix(2)) : code.hasSuffix("00") ? String(code.prefix(4)) : code
    }

    private mutating func note<Value>(_ field: String, _ reason: String, _ wording: Wording) -> Value? {
        errors.append(FieldError(field, reason, wording))
        return nil
    }
}

extension String {
    /// Without control characters, which have no business in names and would garble logs.
    var isPrintable: Bool {
        unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
    }
}
