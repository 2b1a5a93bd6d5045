import CityCore
import CityRegistry

package struct DeviceInputBody: Codable, Sendable, Hashable {
    package var door: DeviceDoor
    package var ident: String
    package var name: String
    package var use: DeviceUse
    /// An area code; the area that whoever sees the device must have.
    package var area: String
    package var organisation: String?
    package var state: DeviceState?

    package init(
        door: DeviceDoor,
        ident: String,
        name: String,
        use: DeviceUse,
        area: String,
        organisation: String?,
        state: DeviceState? = nil
    ) {
        self.door = door
        self.ident = ident
        self.name = name
        self.use = use
        self.area = area
        self.organisation = organisation
        self.state = state
    }
}

struct PositionBody: Codable, Sendable, Hashable {
    var at: Timestamp
    var lng: Double
    var lat: Double
    var speedKPH: Double
    /// Degrees clockwise from north.
    var direction: Int
    var altitudeM: Int
    var accuracyM: Int?
    var isLocated: Bool
    var ignitionOn: Bool
    /// Alarm bits of JT/T 808.
    var alarms: Int
    /// `closed`, `open`; absent where the vehicle has no such sensor. The same for the other two.
    var cover: String?
    var lift: String?
    var load: String?

    init(_ position: Position) {
        at = position.at
        lng = Double(position.lngE6) / 1e6
        lat = Double(position.latE6) / 1e6
        speedKPH = position.speedKPH
        direction = Int(position.direction)
        altitudeM = Int(position.altitudeM)
        accuracyM = position.accuracyM == 0 ? nil : Int(position.accuracyM)
        isLocated = position.isLocated
        ignitionOn = position.status.contains(.ignitionOn)
        alarms = Int(position.alarms)
        cover = ["closed", "open"].named(position.signals.cover)
        lift = ["down", "up"].named(position.signals.lift)
        load = ["empty", "half", "full"].named(position.signals.load)
    }
}

extension [String] {
    /// The name of a signal's value, of which the first is 1.
    fileprivate func named(_ value: UInt16) -> String? {
        value >= 1 && value <= count ? self[Int(value) - 1] : nil
    }
}

struct DeviceCountsBody: Codable, Sendable, Hashable {
    var received: Int
    var repeated: Int
    var disordered: Int
    var late: Int
    var unlocated: Int

    init(_ counts: DeviceStanding.Counts) {
        received = counts.received
        repeated = counts.repeated
        disordered = counts.disordered
        late = counts.late
        unlocated = counts.unlocated
    }
}

struct DeviceBody: Codable, Sendable, Hashable {
    var id: String
    /// By which live positions name it.
    var serial: Int
    var door: DeviceDoor
    var doorName: Wording
    var ident: String
    var name: String
    var use: DeviceUse
    var useName: Wording
    var area: String
    var areaName: Wording
    var organisation: String?
    var organisationName: Wording?
    var maker: String
    var model: String
    var state: DeviceState
    var stateName: Wording
    /// Heard within the last minutes.
    var isOnline: Bool
    var seenAt: Timestamp?
    var last: PositionBody?
    var counts: DeviceCountsBody
    var version: Int
    /// What the caller may do: `change`, `command`.
    var may: [String]

    init(_ device: Device, _ standing: DeviceStanding?, _ view: DeviceView) {
        id = device.id.text
        serial = device.serial
        door = device.door
        doorName = device.door.title
        ident = device.ident
        name = device.name
        use = device.use
        useName = device.use.title
        area = device.area
        areaName = view.directory.areaName(scope: device.area) ?? Wording(device.area, device.area)
        organisation = device.organisation?.text
        organisationName = view.directory.organisationName(device.organisation)
        maker = device.maker
        model = device.model
        state = device.state
        stateName = device.state.title
        isOnline = view.isOnline(standing)
        seenAt = standing.flatMap { $0.applied > 0 ? $0.seenAt : nil }
        last = (standing?.lastPlace ?? standing?.last).map(PositionBody.init)
        counts = DeviceCountsBody(standing?.counts ?? DeviceStanding.Counts())
        version = device.version
        let actions: [(String, Permission)] = [("change", .sensingWrite), ("command", .sensingCommand)]
        may = actions.filter { view.service.may($0.1, device, view.identity) }.map(\.0)
    }
}

/// As what a device is shown: when, by what names, to whom.
struct DeviceView: Sendable {
    /// After so long without a word a device counts as offline.
    static let onlineFor: TimeSpan = .minutes(5)

    let now: Timestamp
    let service: DeviceService
    let directory: RegistryDirectory
    let identity: Identity

    init(_ service: DeviceService, for identity: Identity, at now: Timestamp) {
        self.now = now
        self.service = service
        self.identity = identity
        directory = service.registry.current
    }

    func isOnline(_ standing: DeviceStanding?) -> Bool {
        guard let standing, standing.applied > 0 else { return false }
        return standing.seenAt > now - Self.onlineFor
    }
}

/// A device as a map names it.
struct DeviceMarkBody: Codable, Sendable, Hashable {
    /// By which live positions name it.
    var serial: Int
    var id: String
    var name: String
    var use: DeviceUse
}

struct DeviceMarksBody: Codable, Sendable, Hashable {
    var devices: [DeviceMarkBody]
}

/// How many devices there are, and how many were heard of late.
struct DeviceFiguresBody: Codable, Sendable, Hashable {
    struct Use: Codable, Sendable, Hashable {
        var use: DeviceUse
        var useName: Wording
        var devices: Int
        var online: Int
    }

    var devices: Int
    var online: Int
    var uses: [Use]
    /// What was counted of all that came.
    var counts: DeviceCountsBody
}
