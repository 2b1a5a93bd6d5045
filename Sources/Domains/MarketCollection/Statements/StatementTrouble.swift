import CityCore

enum StatementTrouble {
    private static func conflict(_ reason: String, _ zh: String, _ en: String) -> CityError {
        CityError(.conflict, "collection.\(reason)", Wording(zh, en))
    }

    static func issued(_ month: CollectionMonth) -> CityError {
        conflict(
            "month_issued",
            "\(month.code) 的支付依据已出具，质检和巡查结果不能再改，请通过申诉处理",
            "The pay basis of \(month.code) was issued: checks and findings change by objection only"
        )
    }
    static func outside(_ month: CollectionMonth) -> CityError {
        .invalid(
            "month",
            "collection.outside",
            Wording("\(month.code) 不在该标段合同期内", "The lot's contract does not hold in \(month.code)")
        )
    }
    static func running(_ month: CollectionMonth) -> CityError {
        conflict("not_over", "\(month.code) 尚未结束，月底后再出具", "\(month.code) is not over; issue it when it is")
    }
    static func pending(_ count: Int) -> CityError {
        conflict("pending", "还有 \(count) 件抽查未判定，请先完成质检", "\(count) drawn reports are not judged yet; finish them first")
    }
    static func undecided(_ count: Int) -> CityError {
        conflict("undecided", "还有 \(count) 项申诉未决定", "\(count) objections are not decided yet")
    }
    static let until: CityError = .invalid(
        "objectionsUntil",
        "collection.until",
        Wording("申诉截止时间须晚于现在，且不超过 92 天", "Objections end after now, and within 92 days")
    )
    static let early: CityError = conflict(
        "early",
        "申诉期尚未结束，不能核准",
        "The contractor may still object; approve when that time is over"
    )
    static let approved: CityError = conflict("approved", "此支付依据已核准", "This pay basis was approved already")
    static let closed: CityError = conflict("objections_closed", "申诉期已结束", "The time for objections is over")
    static let twice: CityError = conflict("objected", "对此项已提出过申诉", "There is an objection to this item already")
    static let decided: CityError = conflict("decided", "此申诉已决定", "This objection was decided already")
    static let samePerson: CityError = CityError(
        .forbidden,
        "collection.same_person",
        Wording("出具、申诉与决定、核准须由不同的人", "Who issued or objected does not decide or approve")
    )
    static let item: CityError = .invalid(
        "ref",
        "collection.item",
        Wording("支付依据中没有可申诉的这一项", "The pay basis has no such item that can be objected to")
    )
    static let opinion: CityError = .invalid(
        "opinion",
        "collection.opinion",
        Wording("请填写意见（2–500 字）", "Give an opinion, in 2 to 500 characters")
    )
}
