import CityCore
import CityGeo
import CityHTTP
import CityRegistry
import CitySQL
import CitySensing
import HTTPTypes

/// The addresses of calls for help.
struct HelpRoutes: Sendable {
    private static let camerasMax: Int = 6

    let service: HelpService
    let latest: LatestPositions
    let ports: CommandPorts
    let database: any SQLDatabase
    let clock: CityClock

    private var directory: RegistryDirectory { service.registry.current }
    private var sensing: DeviceService { service.sensing }

    func register(in table: RouteTable) {
        table.list(
            "command/help",
            access: .permission(.commandRead),
            Wording("求助，新的在前", "Calls for help, the latest first"),
            query: [
                QueryParameter("open", .boolean, Wording("未解除的", "Not closed")),
                QueryParameter("state", .choice(HelpState.allCases.map(\.rawValue)), Wording("状态", "State")),
            ],
            item: HelpBody.self,
            use: list
        )
        table.write(
            .post,
            "command/help",
            access: .permission(.commandServe),
            Wording("求助（SOS）", "Call for help"),
            body: HelpInputBody.self,
            answer: HelpBody.self
        ) { call, input, db in
            let help: HelpCall = try service.call(input, by: call.identity, at: clock.now(), in: db)
            return .created(HelpBody(help, directory), version: help.version)
        }
        table.get(
            "command/help/{id}",
            access: .signedIn,
            Wording("一次求助，及最近的摄像头和已下达的任务", "A call for help, with the nearest cameras and what was ordered"),
            answer: HelpFileBody.self,
            use: file
        )
        registerAnswers(in: table)
    }

    private func registerAnswers(in table: RouteTable) {
        table.write(
            .post,
            "command/help/{id}/answer",
            access: .permission(.commandDispatch),
            Wording("响应求助", "Say that one looks after a call for help"),
            body: NoBody.self,
            answer: HelpBody.self
        ) { call, _, db in
            let help: HelpCall = try service.answer(
                try call.id(),
                expecting: try call.expectedVersion(),
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return Answer(HelpBody(help, directory), version: help.version)
        }
        table.write(
            .post,
            "command/help/{id}/closing",
            access: .permission(.commandDispatch),
            Wording("解除求助，并说明结果", "Close a call for help with what came of it"),
            body: CommandNoteBody.self,
            answer: HelpBody.self
        ) { call, input, db in
            let help: HelpCall = try service.close(
                try call.id(),
                input.note,
                expecting: try call.expectedVersion(),
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return Answer(HelpBody(help, directory), version: help.version)
        }
    }

    private func list(_ call: Call, _ page: PageRequest) async throws -> Page<HelpBody> {
        var conditions: [SQLQuery] = [sensing.condition(.commandRead, call.identity)]
        if let isOpen = try call.boolean("open") {
            conditions.append(isOpen ? "state <> 'closed'" : "state = 'closed'")
        }
        if let state = try call.choice("state", of: HelpState.self) { conditions.append("state = \(state)") }
        let after: (Timestamp, HelpID)? = try page.after?.moment(of: "command.help")
        let (narrowed, limit) = (conditions, page.limit)
        let found: [HelpCall] = try await database.read { db in
            try HelpStore.list(narrowed, after: after, limit: limit + 1, in: db)
        }
        return Page(overfetched: found, limit: limit) { Cursor(list: "command.help", $0.at, $0.id) }
            .map { HelpBody($0, directory) }
    }

    private func file(_ call: Call) async throws -> Answer<HelpFileBody> {
        let id: HelpID = try call.id()
        let identity: Identity = call.identity
        return try await database.read { db in
            let help: HelpCall = try service.find(id, by: identity, in: db)
            let position: Position? = help.device.flatMap { sensing.devices.find(DeviceID($0)) }
                .flatMap { latest.find($0.serial)?.lastPlace }.flatMap { $0.at >= help.at ? $0 : nil }
            let now: Coordinate? = position.flatMap {
                try? Coordinate(lng: Double($0.lngE6) / 1e6, lat: Double($0.latE6) / 1e6)
            }
            let cameras: [NearbyCamera] =
                try (now ?? help.place).map { try ports.cameras($0, Self.camerasMax, db) } ?? []
            let maySeePhone: Bool = sensing.may(.staffPhone, help, identity)
            let phone: String? =
                try maySeePhone ? help.account.flatMap { try ports.people([$0], db)[$0]?.phone } : nil
            let orders: [CommandOrder] =
                try sensing.may(.commandRead, help, identity)
                ? OrderStore.list(["about_id = \(help.id.text)"], limit: 50, in: db) : []
            return Answer(
                HelpFileBody(
                    help: HelpBody(help, directory),
                    phone: phone,
                    now: now,
                    nowAt: position?.at,
                    cameras: cameras.map {
                        CameraBody(
                            code: $0.code,
                            name: $0.name,
                            place: $0.place,
                            distanceM: Int($0.distanceM.rounded())
                        )
                    },
                    orders: orders.map { UnitOrderBody($0, directory) }
                ),
                version: help.version
            )
        }
    }
}
