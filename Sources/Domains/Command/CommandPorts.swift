package import CityCore
package import CityGeo
package import CitySQL
package import CitySensing

/// Somebody who belongs to a unit.
package struct CommandPerson: Sendable, Hashable {
    package var name: String
    /// As the staff's register has it.
    package var phone: String?

    package init(name: String, phone: String?) {
        self.name = name
        self.phone = phone
    }
}

/// A camera of the city's register, near a place.
package struct NearbyCamera: Sendable, Hashable {
    package var code: String
    package var name: String
    package var place: Coordinate
    package var distanceM: Double

    package init(code: String, name: String, place: Coordinate, distanceM: Double) {
        self.code = code
        self.name = name
        self.place = place
        self.distanceM = distanceM
    }
}

/// What command asks of other parts; the composition root fills it in.
package struct CommandPorts: Sendable {
    package typealias People = @Sendable ([AccountID], any SQLConnection) throws -> [AccountID: CommandPerson]
    package typealias OnShift = @Sendable ([AccountID], any SQLConnection) throws -> Set<AccountID>
    package typealias Tell = @Sendable (Device, String, Timestamp, any SQLConnection) throws -> Void
    package typealias Cameras = @Sendable (Coordinate, _ limit: Int, any SQLConnection) throws -> [NearbyCamera]

    /// Who these accounts are; those that do not exist are left out.
    package var people: People
    /// Who of these is on duty with the field app now.
    package var onShift: OnShift
    /// Has a terminal show and speak a text.
    package var tell: Tell
    package var cameras: Cameras
    package var existingMedia: @Sendable ([String], any SQLConnection) throws -> Set<String>

    package init(
        people: @escaping People,
        onShift: @escaping OnShift,
        tell: @escaping Tell,
        cameras: @escaping Cameras,
        existingMedia: @escaping @Sendable ([String], any SQLConnection) throws -> Set<String>
    ) {
        self.people = people
        self.onShift = onShift
        self.tell = tell
        self.cameras = cameras
        self.existingMedia = existingMedia
    }
}
