import CityCore
package import CityGeo
import Foundation

/// Somebody on the move between places of a city: drives, stands for a while, drives on. Pure: time goes in.
package struct SimulatedDrive: Sendable {
    private static let metresPerDegree: Double = 111_320

    private let places: [Coordinate]
    private var random: DemoRandom
    private var target: Coordinate
    private var standsFor: Double = 0
    package private(set) var place: Coordinate
    package private(set) var speedKPH: Double = 0
    package private(set) var direction: Double = 0
    package private(set) var drivenM: Double = 0
    /// Places that it has reached.
    package private(set) var legs: Int = 0
    package var isStanding: Bool { standsFor > 0 }
    private let paceKPH: ClosedRange<Double>

    /// - Parameter places: at least one; between them it goes in straight lines.
    package init(_ places: [Coordinate], paceKPH: ClosedRange<Double>, seed: UInt64) {
        self.places = places
        self.paceKPH = paceKPH
        random = DemoRandom(seed: seed)
        place = places[Int.random(in: 0..<places.count, using: &random)]
        target = place
    }

    package mutating func go(_ seconds: Double) {
        if standsFor > 0 {
            standsFor -= seconds
            speedKPH = 0
            return
        }
        let scale: Double = Self.metresPerDegree * max(0.1, cos(place.lat * .pi / 180))
        let east: Double = (target.lng - place.lng) * scale
        let north: Double = (target.lat - place.lat) * Self.metresPerDegree
        let left: Double = (east * east + north * north).squareRoot()
        if left < 30 {
            legs += 1
            target = places[Int.random(in: 0..<places.count, using: &random)]
            if random.chance(30) { standsFor = Double.random(in: 5...180, using: &random) }
            return
        }
        speedKPH = Double.random(in: paceKPH, using: &random)
        let step: Double = min(left, speedKPH / 3.6 * seconds)
        drivenM += step
        direction = (atan2(east, north) * 180 / .pi + 360).truncatingRemainder(dividingBy: 360)
        let (lng, lat) = (
            place.lng + east / left * step / scale, place.lat + north / left * step / Self.metresPerDegree
        )
        if let next = try? Coordinate(lng: lng, lat: lat) { place = next }
    }
}
