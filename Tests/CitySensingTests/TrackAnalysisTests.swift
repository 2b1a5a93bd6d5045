import CityCore
import CityGeo
import Testing

@testable import CitySensing

@Suite struct TrackAnalysisTests {
    private static let start: Timestamp = Timestamp(milliseconds: 1_795_000_000_000)
    private static let eastPerMetre: Double = 1e6 / (111_320 * 0.842)

    /// Metres east of a point in 十堰, seconds after the start.
    private func at(_ seconds: Int, east metres: Double, speed: UInt16 = 300) -> Position {
        var position: Position = Position(
            at: Self.start + .seconds(seconds),
            lngE6: 110_780_000 + Int32(metres * Self.eastPerMetre),
            latE6: 32_640_000
        )
        position.status = [.located]
        position.speedE1 = speed
        return position
    }

    /// Ten minutes of driving, ten of standing, ten of driving, a position each ten seconds.
    private var day: [Position] {
        (0..<180).map { index in
            switch index {
            case ..<60: at(index * 10, east: Double(index) * 100)
            case ..<120: at(index * 10, east: 6000 + Double(index % 3), speed: 0)
            default: at(index * 10, east: Double(index - 59) * 100)
            }
        }
    }

    @Test func drivingStandingDrivingAreTwoTripsAndAStop() {
        let analysis: TrackAnalysis = TrackAnalysis(day)
        #expect(analysis.stops.count == 1)
        #expect(analysis.trips.count == 2)
        #expect(abs(analysis.distanceM - 12_000) < 150, "\(analysis.distanceM)")
        #expect(analysis.drift.isEmpty && analysis.gaps.isEmpty)
        #expect((analysis.stops[0].to - analysis.stops[0].from) >= .minutes(9))
    }

    @Test func oneWildPositionIsDriftAndDrivesNothing() {
        var wild: [Position] = day
        wild[30] = at(300, east: 1_000_000)
        let analysis: TrackAnalysis = TrackAnalysis(wild)
        #expect(analysis.drift == [wild[30]])
        #expect(abs(analysis.distanceM - 12_000) < 150, "\(analysis.distanceM)")
    }

    @Test func whereAllFollowingAgreeTheDeviceIsThere() {
        let moved: [Position] = (0..<40).map { at($0 * 10, east: $0 < 20 ? 0 : 50_000) }
        let analysis: TrackAnalysis = TrackAnalysis(moved)
        #expect(analysis.drift.isEmpty && analysis.way.count == 40)
    }

    @Test func silenceIsAGapAndNoWayIsCountedInIt() {
        let analysis: TrackAnalysis = TrackAnalysis([
            at(0, east: 0), at(10, east: 100), at(20, east: 200), at(2000, east: 9000), at(2010, east: 9100),
        ])
        #expect(analysis.gaps.count == 1 && analysis.trips.count == 2)
        #expect(abs(analysis.distanceM - 300) < 10, "\(analysis.distanceM)")
    }

    @Test func positionsWithoutAPlaceTellNothing() {
        var blind: Position = at(5, east: 0)
        blind.status = []
        let analysis: TrackAnalysis = TrackAnalysis([blind, blind])
        #expect(analysis.way.isEmpty && analysis.distanceM == 0)
        #expect(TrackAnalysis([]).trips.isEmpty)
    }
}
