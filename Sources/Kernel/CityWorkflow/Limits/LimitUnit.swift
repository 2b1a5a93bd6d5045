package import CityCore

/// What a time limit is counted in. The raw values are stable: they are stored and travel on the wire.
package enum LimitUnit: String, Sendable, Codable, CaseIterable {
    /// 紧急工作时: an hour of the clock on the wall, day and night, holidays too.
    case urgentHour = "urgent_hour"
    /// 工作时, 小时: an hour inside the calendar's work windows.
    case workHour = "work_hour"
    /// 工作日, 天: as much work time as one work day of the calendar has.
    case workDay = "work_day"
    /// 紧急工作日: 24 hours of the clock on the wall.
    case urgentDay = "urgent_day"
    /// 自然日: 24 hours of the clock on the wall.
    case naturalDay = "natural_day"
    /// 分钟, of the clock on the wall: for the operators' desks.
    case minute

    /// Whether time counts without regard to the calendar.
    package var isContinuous: Bool { self != .workHour && self != .workDay }

    package var title: Wording {
        switch self {
        case .urgentHour: Wording("紧急工作时", "urgent hour")
        case .workHour: Wording("工作时", "work hour")
        case .workDay: Wording("工作日", "work day")
        case .urgentDay: Wording("紧急工作日", "urgent day")
        case .naturalDay: Wording("自然日", "calendar day")
        case .minute: Wording("分钟", "minute")
        }
    }

    /// The unit that a table of limits means by this Chinese word.
    package init?(chinese word: String) {
        let units: [String: LimitUnit] = [
            "紧急工作时": .urgentHour, "紧急小时": .urgentHour, "紧急工作日": .urgentDay, "工作时": .workHour,
            "工作小时": .workHour, "小时": .workHour, "工作日": .workDay, "天": .workDay, "自然日": .naturalDay,
            "分钟": .minute,
        ]
        guard let unit = units[word] else { return nil }
        self = unit
    }

    /// One unit in milliseconds of its own measure.
    func milliseconds(in calendar: WorkCalendar) -> Int64 {
        switch self {
        case .urgentHour, .workHour: 3_600_000
        case .workDay: calendar.dayWorkMS
        case .urgentDay, .naturalDay: 86_400_000
        case .minute: 60_000
        }
    }
}
