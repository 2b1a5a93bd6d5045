import CityCore

/// What can be wrong with routing rules and what is done with them.
enum RoutingTrouble {
    static let thing: Wording = Wording("规则集", "rule set")

    static let cityWide: CityError = CityError(
        .forbidden,
        "routing.city_wide",
        Wording(
            "派遣规则对全市生效，须有全市范围的权限（routing.write）",
            "Routing rules hold for the whole city; it takes the permission routing.write for the whole city"
        )
    )
    static let notDraft: CityError = CityError(
        .conflict,
        "routing.not_draft",
        Wording(
            "只有草稿可以修改、删除或生效：请复制为新草稿",
            "Only a draft can be changed, deleted or put in force: copy this set into a new draft"
        )
    )
    static let notSimulated: CityError = CityError(
        .conflict,
        "routing.not_simulated",
        Wording(
            "此草稿修改后（或现行规则更换后）尚未试算。请先试算；确实无需试算时带上 confirm: true",
            "This draft was not simulated since it, or the rules in force, last changed. Simulate it first, or send confirm: true"
        )
    )
    static let nothingLive: CityError = .invalid(
        "copyOf",
        "routing.nothing_live",
        Wording("现在没有生效的规则集，请不带 copyOf 新建", "No rule set is in force; make an empty one without copyOf")
    )
    static let copyOf: CityError = .invalid(
        "copyOf",
        "routing.copy_of",
        Wording(
            "没有这个规则集，或者它还是草稿；可复制生效或停用的规则集，或填 live",
            "There is no such rule set, or it is still a draft; copy one that is in force or retired, or say live"
        )
    )
    static let period: CityError = .invalid(
        "to",
        "routing.period",
        Wording("结束时间须晚于开始时间", "The end must be later than the beginning")
    )

    static func sampleSize(_ limit: Int) -> CityError {
        .invalid(
            "limit",
            "routing.sample_size",
            Wording("试算案件数须在 1 到 \(limit) 之间", "The number of cases must be between 1 and \(limit)")
        )
    }

    /// Problems of rules that were in order when they were saved: the registry has changed since.
    static func broken(_ problems: [FieldError]) -> CityError {
        CityError(
            .conflict,
            "routing.broken_rules",
            Wording(
                "有 \(problems.count) 处规则与现在的机构、区域或分类不符，请先修改草稿",
                "\(problems.count) rules no longer fit the organisations, areas or classes; correct the draft first"
            ),
            fields: problems
        )
    }
}
