import CityCore

/// Why managing an account is refused.
enum AccessRefusal {
    static let ownAccount: CityError = CityError(
        .forbidden,
        "account.own",
        Wording(
            "不能管理自己的账号和权限，请由另一位安全管理员办理",
            "Nobody manages their own account or grants; ask another security administrator"
        )
    )

    static let grantExists: CityError = CityError(
        .conflict,
        "grant.exists",
        Wording("该账号已有此授权", "The account already has this grant")
    )

    static func beyondScope(_ field: String?) -> CityError {
        let wording: Wording = Wording(
            "超出您的管理范围，请由上级安全管理员办理",
            "This is beyond the area that you manage; ask a security administrator of the wider area"
        )
        let fields: [FieldError] = field.map { [FieldError($0, "account.beyond_scope", wording)] } ?? []
        return CityError(.forbidden, "account.beyond_scope", wording, fields: fields)
    }

    static func loginTaken(_ login: String) -> CityError {
        let wording: Wording = Wording("登录名 \(login) 已被使用", "The login \(login) is already taken")
        let fields: [FieldError] = [FieldError("login", "account.login_taken", wording)]
        return CityError(.conflict, "account.login_taken", wording, fields: fields)
    }

    static func excluded(_ role: Role, by rival: Role) -> CityError {
        CityError(
            .conflict,
            "grant.excluded",
            Wording(
                "“\(role.title.zh)”与该账号已有的“\(rival.title.zh)”不能由同一人担任",
                "One account may not be both \(role.title.en) and \(rival.title.en), which it already is"
            )
        )
    }
}
