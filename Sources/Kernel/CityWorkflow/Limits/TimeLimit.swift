package import CityCore

/// How long something may take: `4 work hours`.
///
/// A limit has its own measure: work units count work time of the calendar, all others count time without a break.
package struct TimeLimit: Sendable, Hashable {
    package static let amountMax: Int = 9999

    package let amount: Int
    package let unit: LimitUnit

    package init(_ amount: Int, _ unit: LimitUnit) throws {
        guard (0...TimeLimit.amountMax).contains(amount) else {
            throw CityError.invalid(
                "limit",
                "limit.amount",
                Wording(
                    "时限须是 0 到 \(TimeLimit.amountMax) 之间的整数",
                    "The limit must be a whole number from 0 to \(TimeLimit.amountMax)"
                )
            )
        }
        self.init(unchecked: amount, unit)
    }

    private init(unchecked amount: Int, _ unit: LimitUnit) {
        self.amount = amount
        self.unit = unit
    }

    // For limits written in the code: a byte is always within the bounds.
    package static func minutes(_ amount: UInt8) -> TimeLimit { TimeLimit(unchecked: Int(amount), .minute) }
    package static func urgentHours(_ amount: UInt8) -> TimeLimit { TimeLimit(unchecked: Int(amount), .urgentHour) }
    package static func urgentDays(_ amount: UInt8) -> TimeLimit { TimeLimit(unchecked: Int(amount), .urgentDay) }
    package static func workHours(_ amount: UInt8) -> TimeLimit { TimeLimit(unchecked: Int(amount), .workHour) }
    package static func workDays(_ amount: UInt8) -> TimeLimit { TimeLimit(unchecked: Int(amount), .workDay) }
    package static func naturalDays(_ amount: UInt8) -> TimeLimit { TimeLimit(unchecked: Int(amount), .naturalDay) }

    /// The limit taken n times: each granted extension adds the original limit once more.
    package func times(_ count: Int) -> TimeLimit {
        TimeLimit(unchecked: min(amount * min(max(count, 0), 1000), 1_000_000_000), unit)
    }
}

extension TimeLimit {
    /// The whole limit in milliseconds of its own measure.
    package func totalMS(in calendar: WorkCalendar) -> Int64 { Int64(amount) * unit.milliseconds(in: calendar) }

    /// The last moment that is still in time.
    package func deadline(from start: Timestamp, calendar: WorkCalendar) throws -> Timestamp {
        try moment(afterUsing: totalMS(in: calendar), from: start, calendar: calendar)
    }

    /// What has been used at a moment, in the limit's own measure; 0 before the start.
    package func usedMS(from start: Timestamp, at moment: Timestamp, calendar: WorkCalendar) -> Int64 {
        if !unit.isContinuous { return calendar.workMS(from: start, to: moment) }
        return start < moment ? moment.milliseconds.bounded(minus: start.milliseconds) : 0
    }

    /// What is left at a moment, in the limit's own measure; negative when the limit has been passed.
    package func leftMS(from start: Timestamp, at moment: Timestamp, calendar: WorkCalendar) -> Int64 {
        totalMS(in: calendar) - usedMS(from: start, at: moment, calendar: calendar)
    }

    package func lamp(
        from start: Timestamp,
        at moment: Timestamp,
        calendar: WorkCalendar,
        rule: LampRule = .standard
    ) throws -> Lamp {
        rule.lamp(
            usedMS: usedMS(from: start, at: moment, calendar: calendar),
            totalMS: totalMS(in: calendar),
            isOverdue: try moment > deadline(from: start, calendar: calendar)
        )
    }

    /// The first moment at which so much of the limit's measure has passed.
    func moment(afterUsing used: Int64, from start: Timestamp, calendar: WorkCalendar) throws -> Timestamp {
        if !unit.isContinuous { return try calendar.add(workMS: used, to: start) }
        return Timestamp(milliseconds: start.milliseconds.bounded(plus: max(0, used)))
    }
}

extension TimeLimit: Codable {
    private enum CodingKeys: String, CodingKey {
        case amount
        case unit
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let amount: Int = try container.decode(Int.self, forKey: .amount)
        try self.init(amount, container.decode(LimitUnit.self, forKey: .unit))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(amount, forKey: .amount)
        try container.encode(unit, forKey: .unit)
    }
}

extension Int64 {
    /// Sums that stop at the ends of the type: a device's nonsense time must not stop the server.
    func bounded(plus other: Int64) -> Int64 {
        let (sum, overflow): (Int64, Bool) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }

    func bounded(minus other: Int64) -> Int64 {
        let (difference, overflow): (Int64, Bool) = subtractingReportingOverflow(other)
        return overflow ? (other < 0 ? .max : .min) : difference
    }
}
