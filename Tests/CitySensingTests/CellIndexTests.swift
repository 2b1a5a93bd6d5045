import CityCore
import CityGeo
import Testing

@testable import CitySensing

@Suite struct CellIndexTests {
    private func made(_ count: Int, seed: UInt64) -> (index: CellIndex, positions: [DeviceSerial: Position]) {
        var random: SplitMix = SplitMix(state: seed)
        var index: CellIndex = CellIndex()
        var positions: [DeviceSerial: Position] = [:]
        // Each twice, so that most have moved from one square to another.
        for device in 0..<(count * 2) {
            let position: Position = Position(
                at: Timestamp(milliseconds: 0),
                lngE6: .random(in: 110_600_000...111_000_000, using: &random),
                latE6: .random(in: 32_400_000...32_800_000, using: &random)
            )
            index.put(device % count, position)
            positions[device % count] = position
        }
        return (index, positions)
    }

    @Test(arguments: 0..<10) func theNearestAreThoseThatLookingAtAllFinds(seed: Int) throws {
        let (index, positions) = made(500, seed: UInt64(seed))
        var random: SplitMix = SplitMix(state: UInt64(seed) + 99)
        for _ in 0..<20 {
            let place: Coordinate = try Coordinate(
                lng: .random(in: 110.5...111.1, using: &random),
                lat: .random(in: 32.3...32.9, using: &random)
            )
            let wanted: (DeviceSerial) -> Bool = { $0 % 3 != 0 }
            let found = index.nearest(to: place, limit: 5, where: wanted)
            let all: [Double] = positions.filter { wanted($0.key) }.values
                .map { $0.place?.distanceM(to: place) ?? .infinity }.sorted()
            #expect(found.count == 5)
            for (one, distance) in zip(found, all) {
                #expect(abs(one.distanceM - distance) < 5 + distance * 0.004, "\(one.distanceM) \(distance)")
            }
        }
    }

    @Test func nobodyIsNearAPlaceFarAway() throws {
        let (index, _) = made(50, seed: 1)
        #expect(index.nearest(to: try Coordinate(lng: 120, lat: 32), limit: 3) { _ in true }.isEmpty)
        #expect(CellIndex().nearest(to: try Coordinate(lng: -1, lat: -1), limit: 3) { _ in true }.isEmpty)
    }
}
