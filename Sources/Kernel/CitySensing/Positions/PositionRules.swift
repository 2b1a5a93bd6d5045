package import CityCore

/// Which positions are taken, and what else is said of them. What cannot be true is refused and counted; what is only
/// unusual is kept.
package struct PositionRules: Sendable {
    /// A device's clock may be ahead of ours by so much.
    package var aheadMax: TimeSpan = .minutes(10)
    /// What a device kept back may be so old.
    package var ageMax: TimeSpan = .days(90)
    /// What comes so long after it happened is late: it belongs to the track, and not to what happens now.
    package var lateAfter: TimeSpan = .minutes(2)

    package init() {}

    package enum Refusal: String, Sendable, CaseIterable {
        /// By its clock it has not happened yet, or the clock is no clock: 2099, or all zeros.
        case ahead
        /// 1999, or older than anything we keep.
        case tooOld = "too_old"
        /// On no globe.
        case offGlobe = "off_globe"

        package var title: Wording {
            switch self {
            case .ahead: Wording("时间超前", "Time ahead of ours")
            case .tooOld: Wording("时间过旧", "Time too old")
            case .offGlobe: Wording("坐标越界", "Coordinates on no globe")
            }
        }
    }

    package func refusal(of position: Position, at now: Timestamp) -> Refusal? {
        if position.at > now + aheadMax { return .ahead }
        if position.at < now - ageMax { return .tooOld }
        if abs(position.lngE6) > 180_000_000 || abs(position.latE6) > 90_000_000 { return .offGlobe }
        return nil
    }

    package func isLate(_ position: Position, receivedAt: Timestamp) -> Bool {
        position.status.contains(.keptBack) || position.at < receivedAt - lateAfter
    }
}
