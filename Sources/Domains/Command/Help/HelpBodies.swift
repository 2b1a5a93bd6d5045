import CityCore
import CityGeo
import CityRegistry

struct HelpInputBody: Codable, Sendable, Hashable {
    var place: Coordinate?
    var words: String?
    /// When the button was pressed, where it had to wait for a network.
    var at: Timestamp?
}

struct HelpBody: Codable, Sendable, Hashable {
    var id: String
    var number: String
    var source: HelpSource
    /// The device whose position is followed.
    var device: String?
    var name: String
    var unit: String?
    var area: String
    var areaName: Wording
    var organisationName: Wording?
    var place: Coordinate?
    /// Since when the place is known to be this.
    var placedAt: Timestamp?
    var words: String
    var state: HelpState
    var stateName: Wording
    var at: Timestamp
    var answeredBy: String?
    var answeredAt: Timestamp?
    var closedBy: String?
    var closedAt: Timestamp?
    var outcome: String
    var version: Int

    init(_ help: HelpCall, _ directory: RegistryDirectory) {
        id = help.id.text
        number = help.number
        source = help.source
        device = help.device
        name = help.name
        unit = help.unit?.text
        area = help.area
        areaName = directory.areaName(scope: help.area) ?? Wording(help.area, help.area)
        organisationName = directory.organisationName(help.organisation)
        place = help.place
        placedAt = help.placedAt
        words = help.words
        state = help.state
        stateName = help.state.title
        at = help.at
        answeredBy = help.answeredBy
        answeredAt = help.answeredAt
        closedBy = help.closedBy
        closedAt = help.closedAt
        outcome = help.outcome
        version = help.version
    }
}

struct CameraBody: Codable, Sendable, Hashable {
    /// The part's code in the register.
    var code: String
    var name: String
    var place: Coordinate
    var distanceM: Int
}

/// A call for help with what is at hand: where the caller is now, the nearest cameras, what was ordered for it.
struct HelpFileBody: Codable, Sendable, Hashable {
    var help: HelpBody
    /// The phone number of whoever called, for those who may see it.
    var phone: String?
    /// Where the caller's device is now; absent when it was not heard since.
    var now: Coordinate?
    var nowAt: Timestamp?
    var cameras: [CameraBody]
    var orders: [UnitOrderBody]
}
