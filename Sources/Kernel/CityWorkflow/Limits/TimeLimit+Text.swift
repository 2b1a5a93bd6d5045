package import CityCore

extension TimeLimit {
    /// Reads a limit as a table of filing conditions writes it: `2紧急工作时`, `4小时` (work hours), `5天` (work days).
    /// Full-width digits, white space and a measure word (`3个工作日`) are tolerated.
    package init(chinese text: String, field: String = "limit") throws {
        var digits: String = ""
        var word: String = ""
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
            let isFullWidth: Bool = (0xFF10...0xFF19).contains(scalar.value)
            let plain: Unicode.Scalar? = isFullWidth ? Unicode.Scalar(scalar.value - 0xFEE0) : scalar
            guard let plain else { continue }
            if word.isEmpty, ("0"..."9").contains(plain) {
                digits.unicodeScalars.append(plain)
            } else {
                word.unicodeScalars.append(plain)
            }
        }
        if word.hasPrefix("个") { word.removeFirst() }
        guard digits.count <= 9, let amount = Int(digits), let unit = LimitUnit(chinese: word) else {
            throw CityError.invalid(
                field,
                "limit.text",
                Wording(
                    "看不懂时限“\(text.prefix(20))”，请写成“2紧急工作时”“4工作时”“5工作日”这样的形式",
                    "Cannot read the limit “\(text.prefix(20))”; write it like “2紧急工作时”, “4工作时” or “5工作日”"
                )
            )
        }
        try self.init(amount, unit)
    }

    /// `4工作时`, “4 work hours”. The Chinese text can be read back.
    package var text: Wording {
        Wording("\(amount)\(unit.title.zh)", "\(amount) \(unit.title.en)\(amount == 1 ? "" : "s")")
    }

    /// What is left of a limit, or by how much it has been passed, in its largest two parts: “剩 2 工作时 15 分”,
    /// “1 work day 3 h over”. `isOverdue` decides between the two, because after a limit that ended with the working
    /// day no work time has passed yet.
    package func wording(leftMS: Int64, isOverdue: Bool, calendar: WorkCalendar) -> Wording {
        let rest: Wording = parts(Int64(clamping: leftMS.magnitude), calendar)
        return isOverdue ? Wording("超\(rest.zh)", "\(rest.en) over") : Wording("剩\(rest.zh)", "\(rest.en) left")
    }

    private func parts(_ span: Int64, _ calendar: WorkCalendar) -> Wording {
        let day: Int64 = unit.isContinuous ? 86_400_000 : calendar.dayWorkMS
        let days: Int64 = span / day
        let hours: Int64 = span % day / 3_600_000
        let minutes: Int64 = span % day % 3_600_000 / 60_000
        if days > 0 {
            let long: Wording =
                unit.isContinuous ? Wording("天", "d") : Wording("工作日", days == 1 ? "work day" : "work days")
            return TimeLimit.joined(days, long, hours, Wording("时", "h"))
        }
        if hours > 0 {
            let long: Wording = unit.isContinuous ? Wording("小时", "h") : Wording("工作时", "work h")
            return TimeLimit.joined(hours, long, minutes, Wording("分", "min"))
        }
        return minutes > 0 ? Wording(" \(minutes) 分", "\(minutes) min") : Wording("不足 1 分", "less than 1 min")
    }

    private static func joined(_ first: Int64, _ long: Wording, _ second: Int64, _ short: Wording) -> Wording {
        let head: Wording = Wording(" \(first) \(long.zh)", "\(first) \(long.en)")
        guard second > 0 else { return head }
        return Wording("\(head.zh) \(second) \(short.zh)", "\(head.en) \(second) \(short.en)")
    }
}
