package import CityCore

/// The colour that a running limit shows.
package enum Lamp: String, Sendable, Codable, CaseIterable, Comparable {
    case green
    case yellow
    case red

    package var title: Wording {
        switch self {
        case .green: Wording("绿灯", "green")
        case .yellow: Wording("黄灯", "yellow")
        case .red: Wording("红灯", "red")
        }
    }

    package static func < (left: Lamp, right: Lamp) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .green: 0
        case .yellow: 1
        case .red: 2
        }
    }
}

/// After which share of a limit the lamp turns yellow, and after which red.
package struct LampRule: Sendable, Hashable {
    package let yellowPercent: Int
    package let redPercent: Int

    package init(yellowPercent: Int, redPercent: Int) throws {
        guard yellowPercent > 0, yellowPercent <= redPercent, redPercent <= 1000 else {
            throw CityError.invalid(
                "lamp",
                "lamp.order",
                Wording(
                    "黄灯比例须大于 0 且不大于红灯比例，红灯比例不超过 1000%",
                    "The yellow share must be above 0 and not above the red share, and red at most 1000 %"
                )
            )
        }
        self.init(unchecked: yellowPercent, redPercent)
    }

    private init(unchecked yellowPercent: Int, _ redPercent: Int) {
        self.yellowPercent = yellowPercent
        self.redPercent = redPercent
    }

    /// Green to 80 %, yellow to 100 %, then red.
    package static let standard: LampRule = LampRule(unchecked: 80, 100)

    /// A limit that is overdue has used all of itself, even if it ended with the working day and no work time has
    /// passed since.
    package func lamp(usedMS: Int64, totalMS: Int64, isOverdue: Bool) -> Lamp {
        func passed(_ percent: Int) -> Bool {
            usedMS > LampRule.share(percent, of: totalMS) || (isOverdue && percent <= 100)
        }
        return passed(redPercent) ? .red : passed(yellowPercent) ? .yellow : .green
    }

    /// The largest use, in milliseconds, that is not more than the percentage.
    static func share(_ percent: Int, of totalMS: Int64) -> Int64 {
        let (hundreds, rest): (Int64, Int64) = (totalMS / 100, totalMS % 100)
        return hundreds * Int64(percent) + rest * Int64(percent) / 100
    }
}
