import CityCore
import CityGeo
import Testing

@testable import CitySensing

/// What a viewer of the live map is sent.
@Suite struct FeedViewTests {
    private func standing(_ lng: Int32, _ lat: Int32 = 32_600_000) -> DeviceStanding {
        var position: Position = Position(at: Timestamp(milliseconds: 1_795_000_000_000), lngE6: lng, latE6: lat)
        position.status = .located
        (position.direction, position.speedE1) = (90, 365)
        var standing: DeviceStanding = DeviceStanding()
        (standing.last, standing.lastPlace) = (position, position)
        return standing
    }

    private var box: BoundingBox {
        get throws { try BoundingBox(text: "110,32,111,33") }
    }

    @Test func onlyWhatIsInViewAndHasMovedIsSent() throws {
        var view: FeedView = FeedView(box: try box, stepE6: 100)
        #expect(
            view.rows(of: [1: standing(110_500_000), 2: standing(112_000_000)]) { _ in true }
                == ["[1,11050000,3260000,90,36,1795000000]"]
        )
        #expect(view.rows(of: [1: standing(110_500_050)]) { _ in true }.isEmpty, "less than shows")
        #expect(view.rows(of: [1: standing(110_500_150)]) { _ in true }.count == 1)
        #expect(view.rows(of: [1: standing(111_500_000)]) { _ in true } == ["[1]"], "it has left")
        #expect(view.rows(of: [1: standing(111_600_000)]) { _ in true }.isEmpty)
        #expect(view.rows(of: [1: standing(110_900_000)]) { _ in true }.count == 1, "and is back")
    }

    @Test func whatOneMayNotSeeIsNeverSent() throws {
        var view: FeedView = FeedView(box: nil, stepE6: 1)
        #expect(view.rows(of: [1: standing(110_500_000), 2: standing(110_500_000)]) { $0 == 2 }.count == 1)
        #expect(view.rows(of: [1: standing(110_600_000)]) { $0 == 2 }.isEmpty)
    }
}
