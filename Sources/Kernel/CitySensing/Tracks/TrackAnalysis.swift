package import CityCore
package import CityGeo

/// What a way tells: where somebody stopped, how far they went, where the receiver was wrong, when nothing was heard.
package struct TrackAnalysis: Sendable, Hashable {
    package struct Rules: Sendable {
        /// Nobody drives faster: a position that would need it is drift (漂移).
        package var speedMaxKPH: Double = 200
        /// So many positions in a row beyond that are no drift any more, but where the device now is.
        package var driftMax: Int = 3
        /// Within so many metres for so long is a stop.
        package var stopRadiusM: Double = 50
        package var stopAfter: TimeSpan = .minutes(3)
        /// Nothing heard for so long is a gap; what was driven in it is not known.
        package var gapAfter: TimeSpan = .minutes(5)

        package init() {}
    }

    package struct Stop: Sendable, Hashable {
        package var from: Timestamp
        package var to: Timestamp
        package var place: Coordinate
    }

    package struct Trip: Sendable, Hashable {
        package var from: Timestamp
        package var to: Timestamp
        package var distanceM: Double
        package var speedMaxKPH: Double
    }

    package struct Gap: Sendable, Hashable {
        package var from: Timestamp
        package var to: Timestamp
    }

    /// The positions that stand, in the order of their times.
    package var way: [Position] = []
    package var drift: [Position] = []
    package var stops: [Stop] = []
    package var trips: [Trip] = []
    package var gaps: [Gap] = []
    /// Along the way, without gaps and without what a parked receiver wanders.
    package var distanceM: Double = 0
    /// What the vehicle's own counter says; nil where it has none.
    package var odometerM: Double?

    private var places: [Coordinate] = []

    package init(_ positions: [Position], rules: Rules = Rules()) {
        keep(positions.filter(\.isLocated), rules)
        findGaps(rules)
        findStops(rules)
        findTrips(rules)
        distanceM = trips.reduce(0) { $0 + $1.distanceM }
        let counted: [UInt32] = positions.map(\.mileageE1).filter { $0 > 0 }
        if let first = counted.first, let last = counted.last, last >= first { odometerM = Double(last - first) * 100 }
    }

    private mutating func keep(_ positions: [Position], _ rules: Rules) {
        var doubted: [(Position, Coordinate)] = []
        for position in positions {
            guard let place = position.place else { continue }
            if let last = way.last, let lastPlace = places.last,
                Self.isTooFast(from: last, lastPlace, to: position, place, rules)
            {
                doubted.append((position, place))
                if doubted.count <= rules.driftMax { continue }
                // They agree with each other, so the device is there.
                way += doubted.map(\.0)
                places += doubted.map(\.1)
            } else {
                drift += doubted.map(\.0)
                way.append(position)
                places.append(place)
            }
            doubted = []
        }
        drift += doubted.map(\.0)
    }

    private static func isTooFast(
        from last: Position,
        _ lastPlace: Coordinate,
        to position: Position,
        _ place: Coordinate,
        _ rules: Rules
    ) -> Bool {
        let hours: Double = Double(max(1000, (position.at - last.at).milliseconds)) / 3_600_000
        return lastPlace.distanceM(to: place) / 1000 / hours > rules.speedMaxKPH
    }

    private mutating func findGaps(_ rules: Rules) {
        for (one, two) in zip(way, way.dropFirst()) where two.at - one.at >= rules.gapAfter {
            gaps.append(Gap(from: one.at, to: two.at))
        }
    }

    /// A stop begins at a position around which all following ones stay long enough.
    private mutating func findStops(_ rules: Rules) {
        var start: Int = 0
        while start < way.count {
            var end: Int = start
            while end + 1 < way.count, places[start].distanceM(to: places[end + 1]) <= rules.stopRadiusM { end += 1 }
            if way[end].at - way[start].at >= rules.stopAfter {
                stops.append(Stop(from: way[start].at, to: way[end].at, place: places[start]))
                start = end + 1
            } else {
                start += 1
            }
        }
    }

    /// Between two stops, or a stop and a gap.
    private mutating func findTrips(_ rules: Rules) {
        var stop: Int = 0
        var trip: Trip?
        for index in way.indices.dropFirst() {
            while stop < stops.count, stops[stop].to < way[index].at { stop += 1 }
            let isInStop: Bool = stop < stops.count && stops[stop].from < way[index].at
            if isInStop {
                end(&trip)
                continue
            }
            let (one, two) = (way[index - 1], way[index])
            if two.at - one.at >= rules.gapAfter {
                end(&trip)
                continue
            }
            var going: Trip = trip ?? Trip(from: one.at, to: two.at, distanceM: 0, speedMaxKPH: one.speedKPH)
            going.to = two.at
            going.distanceM += places[index - 1].distanceM(to: places[index])
            going.speedMaxKPH = max(going.speedMaxKPH, two.speedKPH)
            trip = going
        }
        end(&trip)
    }

    private mutating func end(_ trip: inout Trip?) {
        if let ended = trip, ended.distanceM > 0 { trips.append(ended) }
        trip = nil
    }
}
