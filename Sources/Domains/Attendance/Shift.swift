package import CityCore
package import CityGeo

package enum ShiftTag {}
package typealias ShiftID = EntityID<ShiftTag>

/// One turn of duty of somebody in the street: when it began and ended, and how far they went.
package struct Shift: Sendable, Hashable {
    /// A shift that nobody ends is ended by the system after this long.
    static let lengthMax: TimeSpan = .hours(16)
    /// How long the start or the end may have waited for a network.
    static let waitedMax: TimeSpan = .hours(24)

    package var id: ShiftID
    package var account: AccountID
    package var name: String
    /// Where it began; where that is not known, the area that the person works in.
    package var area: String
    package var organisation: OrganisationID?
    package var startedAt: Timestamp
    package var startPlace: Coordinate?
    package var endedAt: Timestamp?
    package var endPlace: Coordinate?
    package var endedBySystem: Bool
    package var fixes: Int
    package var distanceM: Double
    package var lastFix: Fix?
}

/// A position on the way.
package struct Fix: Sendable, Hashable {
    package var at: Timestamp
    package var place: Coordinate
    package var accuracyM: Int?
}

extension Shift {
    /// A fix that is vaguer than this says nothing of the way between two.
    static let accuracyMaxM: Int = 100
    /// Faster than this nobody on duty moves: the receiver jumped.
    private static let speedMaxMPerS: Double = 40

    /// Takes the fixes that are later than the last one, in their order; whatever was sent before changes nothing.
    /// - Returns: those that were taken.
    mutating func take(_ fixes: [Fix], at now: Timestamp) -> [Fix] {
        var taken: [Fix] = []
        for fix in fixes.sorted(by: { $0.at < $1.at }) {
            guard fix.at >= startedAt, fix.at <= now, fix.at > lastFix?.at ?? Timestamp(milliseconds: 0) else {
                continue
            }
            if let endedAt, fix.at > endedAt { continue }
            distanceM += way(to: fix)
            lastFix = fix
            taken.append(fix)
        }
        self.fixes += taken.count
        return taken
    }

    private func way(to fix: Fix) -> Double {
        guard let lastFix, max(fix.accuracyM ?? 0, lastFix.accuracyM ?? 0) <= Self.accuracyMaxM else { return 0 }
        let metres: Double = fix.place.distanceM(to: lastFix.place)
        let seconds: Double = Double((fix.at - lastFix.at).milliseconds) / 1000
        return metres <= Self.speedMaxMPerS * seconds ? metres : 0
    }
}

/// What somebody has agreed to or refused: that their way is recorded while they are on duty.
package struct TrackConsent: Sendable, Hashable {
    package var version: String
    package var agreed: Bool
    package var at: Timestamp
}
