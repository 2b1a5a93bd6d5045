package import CityCore
import CityHTTP
import CityRegistry
package import CitySQL
import CitySensing

/// Which units the city has.
package struct UnitService: Sendable {
    let sensing: DeviceService
    let registry: Registry
    let ports: CommandPorts
    let ids: IDSource

    package func create(
        _ input: UnitInputBody,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> CommandUnit {
        let unit: CommandUnit = try checked(input, id: ids.next(at: now), version: 1, in: db)
        try demandDevices(unit.devices, identity)
        try demandPlace(unit, identity)
        guard try CommandUnitStore.find(name: unit.name, in: db) == nil else { throw UnitTrouble.name }
        guard try CommandUnitStore.count(in: db) < CommandUnit.countMax else { throw UnitTrouble.tooMany }
        try CommandUnitStore.insert(unit, in: db)
        return unit
    }

    func change(
        _ id: CommandUnitID,
        _ input: UnitInputBody,
        expecting version: Int,
        by identity: Identity,
        in db: any SQLConnection
    ) throws -> CommandUnit {
        let old: CommandUnit = try find(id, for: .commandManage, by: identity, in: db)
        guard old.version == version else { throw CityError.stale(CommandUnit.thing, current: old.version) }
        let unit: CommandUnit = try checked(input, id: id, version: version + 1, in: db)
        try demandDevices(unit.devices.filter { !old.devices.contains($0) }, identity)
        try demandPlace(unit, identity)
        if let other = try CommandUnitStore.find(name: unit.name, in: db), other.id != id { throw UnitTrouble.name }
        try CommandUnitStore.update(unit, from: version, in: db)
        return unit
    }

    func find(
        _ id: CommandUnitID,
        for permission: Permission = .commandRead,
        by identity: Identity,
        in db: any SQLConnection
    ) throws -> CommandUnit {
        guard let unit = try CommandUnitStore.find(id, in: db) else { throw CityError.notFound(CommandUnit.thing) }
        try sensing.demand(permission, unit, identity)
        return unit
    }

    /// A unit shows where its devices are: nobody adds one that they may not see.
    private func demandDevices(_ devices: [DeviceID], _ identity: Identity) throws {
        if identity.isSystem { return }
        for device in devices.compactMap(sensing.devices.find) where !sensing.maySee(device, identity) {
            throw CityError.notFound(Wording("设备", "device"))
        }
    }

    private func demandPlace(_ unit: CommandUnit, _ identity: Identity) throws {
        guard sensing.may(.commandManage, unit, identity) else { throw UnitTrouble.outside }
    }

    private func checked(
        _ input: UnitInputBody,
        id: CommandUnitID,
        version: Int,
        in db: any SQLConnection
    ) throws -> CommandUnit {
        var checks: FieldChecks = FieldChecks()
        let name: String = checks.text(input.name, "name", 1...40)
        let area: String = checks.areaScope(input.area, "area")
        if registry.current.areaName(scope: area) == nil {
            checks.note("area", "unit.area", Wording("没有这个区域", "There is no such area"))
        }
        let organisation: OrganisationID? = input.organisation.flatMap { $0.isEmpty ? nil : OrganisationID($0) }
        if let organisation, registry.current.organisations.find(organisation) == nil {
            checks.note("organisation", "unit.organisation", Wording("没有这个单位", "There is no such organisation"))
        }
        let devices: [DeviceID] = (input.devices ?? []).unique.map { DeviceID($0) }
        if devices.count > 20 || devices.contains(where: { sensing.devices.find($0) == nil }) {
            checks.note(
                "devices",
                "unit.devices",
                Wording("请选择至多 20 台已登记的设备", "Choose at most 20 devices that are known")
            )
        }
        let members: [AccountID] = (input.members ?? []).unique.map { AccountID($0) }
        let known = try ports.people(members, db)
        if members.count > 100 || known.count < members.count {
            checks.note(
                "members",
                "unit.members",
                Wording("请选择至多 100 个有账号的人员", "Choose at most 100 people who have an account")
            )
        }
        var skills: [String] = []
        for (index, skill) in (input.skills ?? []).enumerated() {
            let text: String = checks.text(skill, "skills.\(index)", 1...20)
            if !skills.contains(text) { skills.append(text) }
        }
        if skills.count > 20 {
            checks.note("skills", "unit.skills", Wording("至多 20 项技能", "At most 20 skills"))
        }
        let ordersMax: Int = input.ordersMax ?? 1
        if !(1...20).contains(ordersMax) {
            checks.note("ordersMax", "unit.orders_max", Wording("须为 1 到 20", "It is 1 to 20"))
        }
        try checks.finish()
        return CommandUnit(
            id: id,
            name: name,
            area: area,
            organisation: organisation,
            devices: devices,
            members: members,
            skills: skills,
            ordersMax: ordersMax,
            isActive: input.isActive ?? true,
            version: version
        )
    }
}

extension [String] {
    /// Each once, in their order.
    var unique: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}

enum UnitTrouble {
    static let name: CityError = .invalid(
        "name",
        "unit.name_taken",
        Wording("已有同名的力量", "There is a unit of this name")
    )
    static let outside: CityError = CityError(
        .forbidden,
        "unit.outside",
        Wording("此区域或单位不在您的管辖范围内", "This area or organisation is not yours")
    )
    static let tooMany: CityError = CityError(
        .conflict,
        "unit.too_many",
        Wording("力量不能超过 \(CommandUnit.countMax) 个", "There cannot be more than \(CommandUnit.countMax) units")
    )
}
