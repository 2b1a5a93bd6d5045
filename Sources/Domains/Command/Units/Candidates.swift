import CityCore
import CityGeo
import CitySensing

/// A unit that could be sent somewhere, and how soon it would be there.
struct Candidate: Sendable {
    var standing: UnitStanding
    /// In a straight line; nil when nobody knows where it is.
    var distanceM: Double?
    /// By road where roads are loaded and lead there; otherwise by the straight line.
    var seconds: Double?
    var isByRoad: Bool
    /// Skills that were asked for and that it has not.
    var missing: [String]

    func isFit(at now: Timestamp) -> Bool {
        standing.status == .free && missing.isEmpty && standing.isPlaceFresh(at: now)
    }
}

/// Ranks units for a place: first who is free, has the skills and is known to be somewhere; among those the soonest.
struct CandidateRanking: Sendable {
    /// A detour over the straight line, and a speed through a city, where no road is known.
    static let detour: Double = 1.4
    static let metresPerSecond: Double = 7
    static let secondsMax: Double = 3_600

    let roads: RoadGraph?

    func rank(
        _ standings: [UnitStanding],
        for place: Coordinate,
        skills: [String],
        at now: Timestamp
    ) -> [Candidate] {
        let times: RoadTimes? = roads?.times(to: place, within: Self.secondsMax)
        let candidates: [Candidate] = standings.map { standing in
            let distanceM: Double? = standing.place.map { $0.distanceM(to: place) }
            let byRoad: Double? = standing.place.flatMap { times?.seconds(from: $0) }
            return Candidate(
                standing: standing,
                distanceM: distanceM,
                seconds: byRoad ?? distanceM.map { $0 * Self.detour / Self.metresPerSecond },
                isByRoad: byRoad != nil,
                missing: skills.filter { !standing.unit.skills.contains($0) }
            )
        }
        return candidates.sorted { first, second in
            key(first, now).lexicographicallyPrecedes(key(second, now))
        }
    }

    /// What comes first has the smaller numbers.
    private func key(_ candidate: Candidate, _ now: Timestamp) -> [Double] {
        let status: Double =
            switch candidate.standing.status {
            case .free: 0
            case .busy: 1
            case .offDuty: 2
            }
        return [
            candidate.isFit(at: now) ? 0 : 1, Double(candidate.missing.count), status,
            candidate.standing.isPlaceFresh(at: now) ? 0 : 1, candidate.seconds ?? .greatestFiniteMagnitude,
            Double(candidate.standing.openOrders),
        ]
    }
}
