import CityCore
import CityHTTP
import CityRegistry
import CitySQL
import HTTPTypes

/// The addresses of devices: which there are, how they stand, where they were.
struct DeviceRoutes: Sendable {
    let service: DeviceService
    let latest: LatestPositions
    let database: any SQLDatabase
    let clock: CityClock

    func register(in table: RouteTable) {
        table.list(
            "devices",
            access: .permission(.sensingRead),
            Wording("设备及其现状", "Devices, and how they stand"),
            query: Self.filters,
            item: DeviceBody.self,
            use: list
        )
        table.get(
            "devices/figures",
            access: .permission(.sensingRead),
            Wording("设备数与在线数", "How many devices there are, and how many are online"),
            answer: DeviceFiguresBody.self,
            use: figures
        )
        table.get(
            "devices/marks",
            access: .permission(.sensingRead),
            Wording("地图上全部在用设备的名称", "Names of all devices in use, for a map"),
            answer: DeviceMarksBody.self
        ) { call in
            let seen: [Device] = service.devices.all.filter { device in
                device.state == .active && service.maySee(device, call.identity)
            }
            return Answer(
                DeviceMarksBody(
                    devices: seen.map {
                        DeviceMarkBody(serial: $0.serial, id: $0.id.text, name: $0.name, use: $0.use)
                    }
                )
            )
        }
        table.get(
            "devices/{id}",
            access: .permission(.sensingRead),
            Wording("一台设备", "A device"),
            answer: DeviceBody.self
        ) { call in
            let id: DeviceID = try call.id()
            let device: Device = try await database.read { db in try service.find(id, by: call.identity, in: db) }
            return Answer(body(device, call), version: device.version)
        }
        registerWrites(in: table)
    }

    private static let filters: [QueryParameter] = [
        QueryParameter("text", .text, Wording("名称、车牌或设备号", "Name, plate or number")),
        QueryParameter("use", .choice(DeviceUse.allCases.map(\.rawValue)), Wording("用途", "What it is on")),
        QueryParameter("door", .choice(DeviceDoor.allCases.map(\.rawValue)), Wording("接入方式", "Door")),
        QueryParameter("state", .choice(DeviceState.allCases.map(\.rawValue)), Wording("状态", "State")),
        QueryParameter("online", .boolean, Wording("在线", "Online")),
        QueryParameter("area", .text, Wording("区划编码（含下级）", "Area code, with all below it")),
        QueryParameter("organisation", .text, Wording("单位", "Organisation")),
    ]

    private func registerWrites(in table: RouteTable) {
        table.write(
            .post,
            "devices",
            access: .permission(.sensingWrite),
            Wording("登记设备", "Add a device"),
            body: DeviceInputBody.self,
            answer: DeviceBody.self
        ) { call, input, db in
            let device: Device = try service.create(input, by: call.identity, at: clock.now(), in: db)
            return .created(body(device, call), version: device.version)
        }
        table.write(
            .put,
            "devices/{id}",
            access: .permission(.sensingWrite),
            Wording("修改或停用设备", "Change or disable a device"),
            body: DeviceInputBody.self,
            answer: DeviceBody.self
        ) { call, input, db in
            let device: Device = try service.change(
                try call.id(),
                input,
                expecting: try call.expectedVersion(),
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return Answer(body(device, call), version: device.version)
        }
    }

    private func body(_ device: Device, _ call: Call) -> DeviceBody {
        DeviceBody(device, latest.find(device.serial), view(call))
    }

    private func view(_ call: Call) -> DeviceView {
        DeviceView(service, for: call.identity, at: clock.now())
    }

    /// From memory: what a city has of devices is there anyway.
    private func list(_ call: Call, _ page: PageRequest) async throws -> Page<DeviceBody> {
        let filter: DeviceFilter = try DeviceFilter(call)
        let view: DeviceView = view(call)
        let after: [String]? = try page.after?.key(of: "devices", count: 2)
        var found: [DeviceBody] = []
        for device in service.devices.all where service.maySee(device, call.identity) && filter.holds(device) {
            if let after, (device.name, device.id.text) <= (after[0], after[1]) { continue }
            let standing: DeviceStanding? = latest.find(device.serial)
            if let online = filter.isOnline, view.isOnline(standing) != online { continue }
            found.append(DeviceBody(device, standing, view))
            if found.count > page.limit { break }
        }
        return Page(overfetched: found, limit: page.limit) { Cursor(list: "devices", key: [$0.name, $0.id]) }
    }

    private func figures(_ call: Call) async throws -> Answer<DeviceFiguresBody> {
        let view: DeviceView = view(call)
        var uses: [DeviceUse: (devices: Int, online: Int)] = [:]
        var counts: DeviceStanding.Counts = DeviceStanding.Counts()
        for device in service.devices.all where service.maySee(device, call.identity) {
            let standing: DeviceStanding? = latest.find(device.serial)
            uses[device.use, default: (0, 0)].devices += 1
            if view.isOnline(standing) { uses[device.use, default: (0, 0)].online += 1 }
            if let standing { counts.add(standing.counts) }
        }
        return Answer(
            DeviceFiguresBody(
                devices: uses.values.reduce(0) { $0 + $1.devices },
                online: uses.values.reduce(0) { $0 + $1.online },
                uses: DeviceUse.allCases.compactMap { use in
                    uses[use].map { .init(use: use, useName: use.title, devices: $0.devices, online: $0.online) }
                },
                counts: DeviceCountsBody(counts)
            )
        )
    }
}

/// What a list of devices is narrowed to.
private struct DeviceFilter: Sendable {
    var text: String?
    var use: DeviceUse?
    var door: DeviceDoor?
    var state: DeviceState?
    var isOnline: Bool?
    var area: String?
    var organisation: OrganisationID?

    init(_ call: Call) throws {
        text = call.text("text")?.lowercased()
        use = try call.choice("use", of: DeviceUse.self)
        door = try call.choice("door", of: DeviceDoor.self)
        state = try call.choice("state", of: DeviceState.self)
        isOnline = try call.boolean("online")
        area = call.text("area").map { AreaCode.scopePrefix(of: $0) }
        organisation = call.text("organisation").map { OrganisationID($0) }
    }

    func holds(_ device: Device) -> Bool {
        if let use, device.use != use { return false }
        if let door, device.door != door { return false }
        if let state, device.state != state { return false }
        if let area, !device.area.hasPrefix(area) { return false }
        if let organisation, device.organisation != organisation { return false }
        guard let text else { return true }
        return device.name.lowercased().contains(text) || device.ident.lowercased().contains(text)
    }
}

extension DeviceStanding.Counts {
    mutating func add(_ other: DeviceStanding.Counts) {
        received += other.received
        repeated += other.repeated
        disordered += other.disordered
        late += other.late
        unlocated += other.unlocated
    }
}
