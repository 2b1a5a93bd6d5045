import CityCore
import CityGeo
import Testing

@testable import CitySensing

@Suite struct TrackChunkTests {
    private let start: Timestamp = Timestamp(milliseconds: 1_795_000_000_000)

    /// A vehicle through a city: turns, stops, a jump, a kept-back piece.
    private func drive(_ count: Int, seed: UInt64) -> [Position] {
        var random: SplitMix = SplitMix(state: seed)
        var position: Position = Position(at: start, lngE6: 110_780_000, latE6: 32_640_000)
        position.status = [.ignitionOn, .located]
        position.mileageE1 = 123_456
        return (0..<count).map { index in
            position.at = position.at + .seconds(10)
            if index % 40 < 30 {
                position.lngE6 += Int32.random(in: -1500...1500, using: &random)
                position.latE6 += Int32.random(in: -1500...1500, using: &random)
                position.speedE1 = UInt16.random(in: 100...600, using: &random)
                position.direction = UInt16.random(in: 0...359, using: &random)
                position.altitudeM += Int16.random(in: -2...2, using: &random)
                position.mileageE1 += 1
            } else {
                position.speedE1 = 0
            }
            return position
        }
    }

    @Test func whatIsWrittenIsReadAndSmall() throws {
        let day: [Position] = drive(8640, seed: 1)
        let bytes: [UInt8] = TrackChunk.encode(day)
        #expect(try TrackChunk.decode(bytes) == day)
        #expect(Double(bytes.count) / Double(day.count) <= 12, "\(Double(bytes.count) / Double(day.count)) bytes")
    }

    @Test(arguments: 0..<50) func anyNumbersAreReadAsTheyWere(seed: Int) throws {
        var random: SplitMix = SplitMix(state: UInt64(seed))
        let positions: [Position] = (0..<Int.random(in: 0...40, using: &random)).map { _ in
            var position: Position = Position(
                at: Timestamp(milliseconds: Int64.random(in: -4_000_000_000_000...4_000_000_000_000, using: &random)),
                lngE6: .random(in: .min ... .max, using: &random),
                latE6: .random(in: .min ... .max, using: &random)
            )
            position.altitudeM = .random(in: .min ... .max, using: &random)
            position.speedE1 = .random(in: .min ... .max, using: &random)
            position.direction = .random(in: .min ... .max, using: &random)
            position.accuracyM = .random(in: .min ... .max, using: &random)
            position.status = PositionStatus(rawValue: .random(in: .min ... .max, using: &random))
            position.alarms = .random(in: .min ... .max, using: &random)
            position.mileageE1 = .random(in: .min ... .max, using: &random)
            position.signals = VehicleSignals(bits: .random(in: .min ... .max, using: &random))
            return position
        }
        #expect(try TrackChunk.decode(TrackChunk.encode(positions)) == positions)
        let sightings: [Sighting] = positions.map { Sighting(.random(in: 1...50_000, using: &random), $0) }
        #expect(try Journal.decode(Journal.encode(sightings)) == sightings)
    }

    @Test func brokenBytesAreAnErrorAndNothingElse() throws {
        let whole: [UInt8] = TrackChunk.encode(drive(50, seed: 3))
        for length in 0..<whole.count {
            #expect(throws: CityError.self) { try TrackChunk.decode(Array(whole.prefix(length))) }
        }
        var random: SplitMix = SplitMix(state: 9)
        for _ in 0..<2000 {
            var bytes: [UInt8] = whole
            for _ in 0..<3 {
                bytes[.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            _ = try? TrackChunk.decode(bytes)
        }
    }
}

struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed: UInt64 = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
