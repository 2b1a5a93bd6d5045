import CityCore
import CityGeo

struct PlaceBody: Codable, Sendable, Hashable {
    var lng: Double
    var lat: Double

    init(_ place: Coordinate) {
        lng = place.lng
        lat = place.lat
    }

    func coordinate() throws -> Coordinate { try Coordinate(lng: lng, lat: lat, under: "place") }
}

/// The start or the end of a shift. `at` is when it was, where it had to wait for a network.
struct ShiftMomentBody: Codable, Sendable, Hashable {
    var place: PlaceBody?
    var at: Timestamp?
}

struct ConsentInputBody: Codable, Sendable, Hashable {
    /// Of the text that was shown.
    var version: String
    var agreed: Bool
}

struct FixBody: Codable, Sendable, Hashable {
    var at: Timestamp
    var lng: Double
    var lat: Double
    var accuracyM: Int?

    init(_ fix: Fix) {
        at = fix.at
        lng = fix.place.lng
        lat = fix.place.lat
        accuracyM = fix.accuracyM
    }

    func fix(_ position: Int) throws -> Fix {
        Fix(at: at, place: try Coordinate(lng: lng, lat: lat, under: "fixes.\(position)"), accuracyM: accuracyM)
    }
}

struct FixesBody: Codable, Sendable, Hashable {
    var fixes: [FixBody]
}

struct FixesAnswerBody: Codable, Sendable, Hashable {
    var shift: ShiftBody
    /// How many were new.
    var accepted: Int
}

struct ConsentBody: Codable, Sendable, Hashable {
    var version: String
    var agreed: Bool
    var at: Timestamp

    init(_ consent: TrackConsent) {
        version = consent.version
        agreed = consent.agreed
        at = consent.at
    }
}

struct ShiftBody: Codable, Sendable, Hashable {
    var id: String
    var account: String
    var name: String
    var area: String
    var organisation: String?
    var startedAt: Timestamp
    var startPlace: PlaceBody?
    var endedAt: Timestamp?
    var endPlace: PlaceBody?
    /// Nobody ended it; the system did.
    var endedBySystem: Bool
    var fixes: Int
    var distanceM: Int
    var lastFixAt: Timestamp?
    var lastPlace: PlaceBody?

    init(_ shift: Shift) {
        id = shift.id.text
        account = shift.account.text
        name = shift.name
        area = shift.area
        organisation = shift.organisation?.text
        startedAt = shift.startedAt
        startPlace = shift.startPlace.map(PlaceBody.init)
        endedAt = shift.endedAt
        endPlace = shift.endPlace.map(PlaceBody.init)
        endedBySystem = shift.endedBySystem
        fixes = shift.fixes
        distanceM = Int(shift.distanceM.rounded())
        lastFixAt = shift.lastFix?.at
        lastPlace = shift.lastFix.map { PlaceBody($0.place) }
    }
}

/// One's own duty today.
struct DutyBody: Codable, Sendable, Hashable {
    struct Today: Codable, Sendable, Hashable {
        var reported: Int
        var inspected: Int
        var minutes: Int
        var distanceM: Int
    }

    /// The shift that is going on.
    var shift: ShiftBody?
    /// What was last said about recording the way; absent when nothing was.
    var consent: ConsentBody?
    var today: Today
}
