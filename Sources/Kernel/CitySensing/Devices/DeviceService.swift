import CityContracts
package import CityCore
import CityEvents
import CityHTTP
import CityRegistry
package import CitySQL

/// Which devices the city knows.
package struct DeviceService: Sendable {
    package let devices: DeviceDirectory
    let registry: Registry
    let outbox: Outbox
    let ids: IDSource

    package func create(
        _ input: DeviceInputBody,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Device {
        if input.door == .field { throw DeviceTrouble.field }
        let serial: DeviceSerial = try DeviceStore.nextSerial(in: db)
        let device: Device = try checked(input, id: ids.next(at: now), serial: serial)
        try demand(device, identity)
        if try DeviceStore.find(device.door, device.ident, in: db) != nil { throw DeviceTrouble.taken }
        try DeviceStore.insert(device, in: db)
        try tell(device, at: now, in: db)
        return device
    }

    /// The device that somebody's field app is; made the first time.
    package func ofField(
        _ account: AccountID,
        _ name: String,
        area: String,
        organisation: OrganisationID?,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Device {
        if let known = try DeviceStore.find(.field, account.text, in: db) { return known }
        let device: Device = Device(
            id: ids.next(at: now),
            serial: try DeviceStore.nextSerial(in: db),
            door: .field,
            ident: account.text,
            name: name,
            use: .officer,
            area: area,
            organisation: organisation
        )
        try DeviceStore.insert(device, in: db)
        try tell(device, at: now, in: db)
        return device
    }

    /// A terminal for measuring, in no area that anybody knows.
    package func addUnchecked(_ phone: String, at now: Timestamp, in db: any SQLConnection) throws {
        let serial: DeviceSerial = try DeviceStore.nextSerial(in: db)
        let device: Device = Device(
            id: ids.next(at: now),
            serial: serial,
            door: .jt808,
            ident: phone,
            name: phone,
            use: .other,
            area: "",
            organisation: nil
        )
        try DeviceStore.insert(device, in: db)
        devices.put(device, afterCommitOf: db)
    }

    package func change(
        _ id: DeviceID,
        _ input: DeviceInputBody,
        expecting version: Int,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Device {
        let old: Device = try find(id, for: .sensingWrite, by: identity, in: db)
        guard old.version == version else { throw CityError.stale(Device.thing, current: old.version) }
        var device: Device = try checked(input, id: id, serial: old.serial)
        guard device.door == old.door, device.ident == old.ident else { throw DeviceTrouble.identStays }
        (device.maker, device.model, device.authDigest) = (old.maker, old.model, old.authDigest)
        device.version = version + 1
        try demand(device, identity)
        try DeviceStore.update(device, from: version, in: db)
        try tell(device, at: now, in: db)
        return device
    }

    /// A terminal has said who made it, and was given what it shows from now on.
    package func register(
        _ device: Device,
        maker: String,
        model: String,
        authDigest: String,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        guard var known = try DeviceStore.find(device.id, in: db) else { throw CityError.notFound(Device.thing) }
        (known.maker, known.model, known.authDigest) = (maker, model, authDigest)
        known.version += 1
        try DeviceStore.update(known, from: known.version - 1, in: db)
        try tell(known, at: now, in: db)
    }

    /// It has signed off: what it was given holds no more.
    package func forgetCode(of device: Device, at now: Timestamp, in db: any SQLConnection) throws {
        guard var known = try DeviceStore.find(device.id, in: db), known.authDigest != nil else { return }
        known.authDigest = nil
        known.version += 1
        try DeviceStore.update(known, from: known.version - 1, in: db)
        try tell(known, at: now, in: db)
    }

    package func find(
        _ id: DeviceID,
        for permission: Permission = .sensingRead,
        by identity: Identity,
        in db: any SQLConnection
    ) throws -> Device {
        guard let device = try DeviceStore.find(id, in: db), maySee(device, identity) else {
            throw CityError.notFound(Device.thing)
        }
        if permission != .sensingRead, !may(permission, device, identity) { throw DeviceTrouble.outside }
        return device
    }

    package func maySee(_ device: Device, _ identity: Identity) -> Bool { may(.sensingRead, device, identity) }

    /// Rights for an organisation reach what is under it.
    func may(_ permission: Permission, _ device: Device, _ identity: Identity) -> Bool {
        may(permission, area: device.area, organisation: device.organisation, identity)
    }

    package func may(
        _ permission: Permission,
        area: String,
        organisation: OrganisationID?,
        _ identity: Identity
    ) -> Bool {
        identity.scopes(for: permission).contains { scope in
            guard area.hasPrefix(scope.area) else { return false }
            guard let granted = scope.organisation else { return true }
            guard let own = organisation else { return false }
            return own == granted || registry.current.organisations.ancestors(of: own).contains { $0.id == granted }
        }
    }

    /// The same for a list whose rows have `area` and `organisation`: alternatives of which one must hold.
    package func condition(_ permission: Permission, _ identity: Identity) -> SQLQuery {
        let scopes: [SQLQuery] = identity.scopes(for: permission).map { scope in
            var conditions: [SQLQuery] =
                scope.area.isEmpty ? [] : ["area >= \(scope.area) AND area < \(scope.area + "~")"]
            if let granted = scope.organisation {
                let subtree = registry.current.organisations.subtree(of: granted)
                conditions.append("organisation IN \(list: subtree.sorted())")
            }
            return conditions.isEmpty ? "1 = 1" : conditions.joined(separator: " AND ")
        }
        if scopes.isEmpty { return identity.isSystem ? "1 = 1" : "1 = 0" }
        return "((" + scopes.joined(separator: ") OR (") + "))"
    }

    private func demand(_ device: Device, _ identity: Identity) throws {
        guard may(.sensingWrite, device, identity) else { throw DeviceTrouble.outside }
    }

    private func tell(_ device: Device, at now: Timestamp, in db: any SQLConnection) throws {
        devices.put(device, afterCommitOf: db)
        try outbox.publish(
            DeviceChanged(device: device.id.text, area: device.area, organisation: device.organisation),
            at: now,
            in: db
        )
    }

    private func checked(_ input: DeviceInputBody, id: DeviceID, serial: DeviceSerial) throws -> Device {
        var checks: FieldChecks = FieldChecks()
        let directory: RegistryDirectory = registry.current
        let area: String = checks.areaScope(input.area, "area")
        if directory.areaName(scope: area) == nil {
            checks.note("area", "device.area", Wording("没有这个区域", "There is no such area"))
        }
        let organisation: OrganisationID? = input.organisation.flatMap { $0.isEmpty ? nil : OrganisationID($0) }
        if let organisation, directory.organisations.find(organisation) == nil {
            checks.note("organisation", "device.organisation", Wording("没有这个单位", "There is no such organisation"))
        }
        var ident: String = checks.text(input.ident, "ident", 1...64)
        if input.door == .jt808 {
            ident = String(ident.drop { $0 == "0" })
            if ident.isEmpty || ident.count > 20 || !ident.allSatisfy({ $0.isASCII && $0.isNumber }) {
                checks.note(
                    "ident",
                    "device.phone",
                    Wording("终端手机号须为 1 到 20 位数字", "The number of a terminal has 1 to 20 digits")
                )
            }
        }
        let name: String = checks.text(input.name, "name", 1...60)
        try checks.finish()
        return Device(
            id: id,
            serial: serial,
            door: input.door,
            ident: ident,
            name: name,
            use: input.use,
            area: area,
            organisation: organisation,
            state: input.state ?? .active
        )
    }
}

enum DeviceTrouble {
    static let taken: CityError = .invalid(
        "ident",
        "device.taken",
        Wording("此接入方式下已有同号设备", "There is a device of this number at this door")
    )
    static let identStays: CityError = .invalid(
        "ident",
        "device.ident_stays",
        Wording("接入方式和设备号不能更改；请停用后新建", "Door and number of a device do not change; disable it and add another")
    )
    static let field: CityError = .invalid(
        "door",
        "device.field",
        Wording("外勤应用的设备会自动出现，不能手工登记", "Devices of the field app come by themselves and are not added by hand")
    )
    static let outside: CityError = CityError(
        .forbidden,
        "device.outside_your_area",
        Wording("此设备不在您的管辖范围内", "This device lies outside your area or organisation")
    )
}
