import CityCore
import Foundation
import Testing

@testable import CityGeo

struct RoadGraphTests {
    /// Four crossings in a row, 0.01° apart; the road from the second to the third goes one way only.
    private func row() throws -> RoadGraph {
        let nodes: [Coordinate] = try (0..<4).map { try Coordinate(lng: 110 + Double($0) / 100, lat: 32) }
        let edges: [RoadGraph.Edge] = [
            .init(from: 0, to: 1, seconds: 60), .init(from: 1, to: 0, seconds: 60), .init(from: 1, to: 2, seconds: 30),
            .init(from: 2, to: 3, seconds: 90), .init(from: 3, to: 2, seconds: 90), .init(from: 3, to: 0, seconds: 600),
        ]
        return try RoadGraph(nodes: nodes, edges: edges)
    }

    @Test func theWayIsTheOneThatCarsMayDrive() throws {
        let graph: RoadGraph = try row()
        let toThird: RoadTimes = try #require(graph.times(to: graph.nodes[2], within: 3_600))
        #expect(toThird.seconds(from: graph.nodes[0]) == 90)
        #expect(toThird.seconds(from: graph.nodes[3]) == 90)
        // Against the one-way road there is only the long way around.
        let toFirst: RoadTimes = try #require(graph.times(to: graph.nodes[0], within: 3_600))
        #expect(toFirst.seconds(from: graph.nodes[2]) == 690)
        #expect(toFirst.seconds(from: graph.nodes[1]) == 60)
    }

    @Test func whatIsTooFarOrOffTheRoadsIsNotKnown() throws {
        let graph: RoadGraph = try row()
        let near: RoadTimes = try #require(graph.times(to: graph.nodes[0], within: 100))
        #expect(near.seconds(from: graph.nodes[2]) == nil)
        #expect(near.seconds(from: try Coordinate(lng: 111, lat: 33)) == nil)
        #expect(graph.times(to: try Coordinate(lng: 111, lat: 33), within: 100) == nil)
    }

    @Test func aPlaceBesideTheRoadCostsTheWayToIt() throws {
        let graph: RoadGraph = try row()
        let beside: Coordinate = try Coordinate(lng: 110, lat: 32.0045)
        let times: RoadTimes = try #require(graph.times(to: graph.nodes[1], within: 3_600))
        let seconds: Double = try #require(times.seconds(from: beside))
        #expect(abs(seconds - 60 - 499 / RoadGraph.offRoadMPS) < 1, "\(seconds)")
    }

    @Test func itComesBackFromItsBytesAndNothingElseDoes() throws {
        let graph: RoadGraph = try row()
        let bytes: [UInt8] = graph.encoded()
        let again: RoadGraph = try RoadGraph(decoding: bytes)
        #expect(again.nodes == graph.nodes && again.origins == graph.origins && again.seconds == graph.seconds)
        for length in 0..<bytes.count {
            #expect(throws: CityError.self) { try RoadGraph(decoding: Array(bytes.prefix(length))) }
        }
        // A changed byte is refused, or gives other roads; it never ends the program.
        for place in bytes.indices {
            var broken: [UInt8] = bytes
            broken[place] ^= 0x80
            let read: RoadGraph? = try? RoadGraph(decoding: broken)
            _ = read?.times(to: graph.nodes[0], within: 3_600)
        }
    }

    @Test func linesMeetWhereTheyHaveTheSamePoint() throws {
        let text: String = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"highway":"primary","oneway":"yes","maxspeed":"60"},
             "geometry":{"type":"LineString","coordinates":[[110,32],[110.01,32]]}},
            {"type":"Feature","properties":{"highway":"residential"},
             "geometry":{"type":"LineString","coordinates":[[110.01,32],[110.01,32.01]]}}]}
            """
        let graph: RoadGraph = try RoadReader.read(Data(text.utf8))
        #expect(graph.nodeCount == 3 && graph.edgeCount == 3)
        let times: RoadTimes = try #require(graph.times(to: graph.nodes[2], within: 3_600))
        // 944 m at 42 km/h and 1,109 m at 20 km/h.
        let expected: Double = 944 / 11.667 + 1_109 / 5.556
        let seconds: Double = try #require(times.seconds(from: graph.nodes[0]))
        #expect(abs(seconds - expected) < 2)
        let back: RoadTimes = try #require(graph.times(to: graph.nodes[0], within: 36_000))
        #expect(back.seconds(from: graph.nodes[1]) == nil)
    }

    @Test(arguments: [
        ("60", 60.0), ("30 mph", 48.28), ("['40', '60']", 40), ("none", nil), ("900", nil),
    ])
    func aLimitIsReadAsTheMapHasIt(text: String, kph: Double?) {
        let read: Double? = RoadSpeeds.limitKPH(text)
        #expect(read.map { ($0 * 100).rounded() / 100 } == kph)
    }

    @Test(arguments: ["", "<graphml", "{}", "<graphml></graphml>", "{\"type\":\"FeatureCollection\",\"features\":[]}"])
    func whatIsNoRoadsIsRefused(text: String) {
        #expect(throws: CityError.self) { try RoadReader.read(Data(text.utf8)) }
    }

    /// Roads of Futian, Shenzhen, as OSMnx writes them (shared/data/geo).
    @Test(.enabled(if: SharedData.isPresent(SharedData.futianRoads), "the shared data is not here"))
    func aRealCitysRoadsAreDrivenOn() throws {
        let graph: RoadGraph = try RoadReader.read(
            try Data(contentsOf: URL(filePath: SharedData.futianRoads))
        )
        #expect(graph.nodeCount == 1_751 && graph.edgeCount == 4_009)
        let east: Coordinate = try Coordinate(lng: 114.0380, lat: 22.5440)
        let times: RoadTimes = try #require(graph.times(to: east, within: 3_600))
        // Some three kilometres through the city: minutes, and never faster than 80 km/h.
        let west: Coordinate = try Coordinate(lng: 114.0100, lat: 22.5300)
        let seconds: Double = try #require(times.seconds(from: west))
        let lineM: Double = west.distanceM(to: east)
        #expect(seconds > lineM / 22.3 && seconds < 1_200, "\(seconds) s for \(lineM) m")
    }
}
