import CityCore
import CityGeo
import CityRegistry
import CitySensing

package struct UnitInputBody: Codable, Sendable, Hashable {
    package var name: String
    /// An area code.
    package var area: String
    package var organisation: String?
    /// Ids of devices.
    package var devices: [String]?
    /// Ids of accounts.
    package var members: [String]?
    package var skills: [String]?
    package var ordersMax: Int?
    package var isActive: Bool?

    package init(
        name: String,
        area: String,
        organisation: String? = nil,
        devices: [String]? = nil,
        members: [String]? = nil,
        skills: [String]? = nil,
        ordersMax: Int? = nil,
        isActive: Bool? = nil
    ) {
        self.name = name
        self.area = area
        self.organisation = organisation
        self.devices = devices
        self.members = members
        self.skills = skills
        self.ordersMax = ordersMax
        self.isActive = isActive
    }
}

struct UnitBody: Codable, Sendable, Hashable {
    struct Device: Codable, Sendable, Hashable {
        var id: String
        var name: String
    }

    struct Member: Codable, Sendable, Hashable {
        var account: String
        var name: String
        /// For those who may see phone numbers of staff.
        var phone: String?
    }

    struct Standing: Codable, Sendable, Hashable {
        var status: UnitStatus
        var statusName: Wording
        var openOrders: Int
        var duty: UnitDutyBody?
        var place: Coordinate?
        var placedAt: Timestamp?
        var seenAt: Timestamp?
    }

    var id: String
    var name: String
    var area: String
    var areaName: Wording
    var organisation: String?
    var organisationName: Wording?
    var devices: [Device]
    var members: [Member]
    var skills: [String]
    var ordersMax: Int
    var isActive: Bool
    var standing: Standing
    /// Whether whoever asks may change it.
    var isMine: Bool
    var version: Int
}

/// Makes bodies of units for whoever asks.
struct UnitView: Sendable {
    let sensing: DeviceService
    let directory: RegistryDirectory
    let people: [AccountID: CommandPerson]
    let identity: Identity

    func body(_ standing: UnitStanding) -> UnitBody {
        let unit: CommandUnit = standing.unit
        let maySeePhones: Bool = sensing.may(.staffPhone, unit, identity)
        return UnitBody(
            id: unit.id.text,
            name: unit.name,
            area: unit.area,
            areaName: directory.areaName(scope: unit.area) ?? Wording(unit.area, unit.area),
            organisation: unit.organisation?.text,
            organisationName: directory.organisationName(unit.organisation),
            devices: unit.devices.compactMap { id in
                sensing.devices.find(id).map { UnitBody.Device(id: id.text, name: $0.name) }
            },
            members: unit.members.compactMap { id in
                people[id].map { person in
                    UnitBody.Member(account: id.text, name: person.name, phone: maySeePhones ? person.phone : nil)
                }
            },
            skills: unit.skills,
            ordersMax: unit.ordersMax,
            isActive: unit.isActive,
            standing: UnitBody.Standing(
                status: standing.status,
                statusName: standing.status.title,
                openOrders: standing.openOrders,
                duty: standing.duty.map { UnitDutyBody($0, unit: unit.name, directory) },
                place: standing.place,
                placedAt: standing.placedAt,
                seenAt: standing.seenAt
            ),
            isMine: sensing.may(.commandManage, unit, identity),
            version: unit.version
        )
    }
}

struct CandidateBody: Codable, Sendable, Hashable {
    var unit: UnitBody
    var distanceM: Int?
    var seconds: Int?
    /// `road`, or `line` for an estimate by the straight line; absent where nobody knows where the unit is.
    var by: String?
    /// Skills that were asked for and that it has not.
    var missing: [String]
    /// Free, with all the skills, and heard of late.
    var isFit: Bool
}

struct CandidatesBody: Codable, Sendable, Hashable {
    var items: [CandidateBody]
    /// Whose roads they are; absent where none are loaded that reach the place.
    var roads: String?
}

struct SkillsBody: Codable, Sendable, Hashable {
    var skills: [String]
}

/// What command has in hand.
struct CommandFiguresBody: Codable, Sendable, Hashable {
    var free: Int
    var busy: Int
    var offDuty: Int
    var openOrders: Int
    var lateOrders: Int
    var openHelp: Int
    var openAbsences: Int
    var openIncidents: Int
}
