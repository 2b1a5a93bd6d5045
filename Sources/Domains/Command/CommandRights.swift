package import CityCore
import CitySQL
import CitySensing

extension Permission {
    /// Units, orders, duties, calls for help and incidents.
    package static let commandRead: Permission = Permission("command.read")
    /// Giving orders, answering calls for help, leading incidents.
    package static let commandDispatch: Permission = Permission("command.dispatch")
    /// Units, rosters and plans.
    package static let commandManage: Permission = Permission("command.manage")
    /// Taking orders of the units that one belongs to, and calling for help.
    package static let commandServe: Permission = Permission("command.serve")
}

/// Something that belongs to an area and perhaps to an organisation, which rights go by.
protocol Placed {
    static var thing: Wording { get }
    var area: String { get }
    var organisation: OrganisationID? { get }
}

extension DeviceService {
    func may(_ permission: Permission, _ placed: some Placed, _ identity: Identity) -> Bool {
        identity.isSystem || may(permission, area: placed.area, organisation: placed.organisation, identity)
    }

    /// What somebody may see and not do this to is refused; what they may not see is not there.
    func demand<Thing: Placed>(_ permission: Permission, _ placed: Thing, _ identity: Identity) throws {
        if may(permission, placed, identity) { return }
        guard may(.commandRead, placed, identity) else { throw CityError.notFound(Thing.thing) }
        throw CityError(
            .forbidden,
            "command.outside",
            Wording("\(Thing.thing.zh)不在您的管辖范围内", "The \(Thing.thing.en) lies outside your area or organisation")
        )
    }
}
