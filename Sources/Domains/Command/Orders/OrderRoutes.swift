import CityCore
import CityHTTP
import CityRegistry
import CitySQL
import CitySensing
import HTTPTypes

/// The addresses of orders.
struct OrderRoutes: Sendable {
    let service: OrderService
    let database: any SQLDatabase
    let clock: CityClock

    private var directory: RegistryDirectory { service.registry.current }
    private var sensing: DeviceService { service.units.sensing }

    func register(in table: RouteTable) {
        table.list(
            "command/orders",
            access: .permission(.commandRead),
            Wording("任务指令，新的在前", "Orders, the latest first"),
            query: [
                QueryParameter("open", .boolean, Wording("未结束的", "Not ended")),
                QueryParameter("late", .boolean, Wording("超时的", "Late")),
                QueryParameter("state", .choice(OrderState.allCases.map(\.rawValue)), Wording("状态", "State")),
                QueryParameter("unit", .text, Wording("力量", "Unit")),
                QueryParameter("batch", .text, Wording("同批下达的", "Given together")),
                QueryParameter("about", .text, Wording("关联对象", "What it is about")),
                QueryParameter("from", .time, Wording("下达不早于", "Sent at or after")),
                QueryParameter("to", .time, Wording("下达早于", "Sent before")),
            ],
            item: UnitOrderBody.self,
            use: list
        )
        table.get(
            "command/orders/mine",
            access: .permission(.commandServe),
            Wording("派给我的任务：未结束的，及最近一天结束的", "Orders to my units: the open ones, and those that ended within a day"),
            answer: OrdersBody.self,
            use: mine
        )
        table.get(
            "command/orders/{id}",
            access: .signedIn,
            Wording("一个任务指令", "An order"),
            answer: OrderFileBody.self
        ) { call in
            let id: CommandOrderID = try call.id()
            return try await database.read { db in
                try file(try service.find(id, by: call.identity, in: db), call.identity, db)
            }
        }
        table.write(
            .post,
            "command/orders",
            access: .permission(.commandDispatch),
            Wording("向一个或多个力量下达任务", "Give an order to units"),
            body: OrderInputBody.self,
            answer: OrdersBody.self
        ) { call, input, db in
            let sent: [CommandOrder] = try service.send(input, by: call.identity, at: clock.now(), in: db)
            return .created(OrdersBody(items: sent.map { UnitOrderBody($0, directory) }))
        }
        table.write(
            .post,
            "command/orders/{id}/acts/{act}",
            access: .signedIn,
            Wording("对任务的操作：已阅、出发、到场、完成、拒绝、取消、备注", "Read, set out, arrive, finish, refuse, cancel, note"),
            body: OrderActBody.self,
            answer: OrderFileBody.self
        ) { call, input, db in
            guard let act = OrderAct(rawValue: try call.parameter("act")) else {
                throw CityError.notFound(Wording("操作", "act"))
            }
            let order: CommandOrder = try service.perform(
                act,
                on: try call.id(),
                input,
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return try file(order, call.identity, db)
        }
    }

    private func file(
        _ order: CommandOrder,
        _ identity: Identity,
        _ db: any SQLConnection
    ) throws -> Answer<OrderFileBody> {
        let isMember: Bool = try service.isMember(identity, of: order, db)
        return Answer(
            OrderFileBody(
                order: UnitOrderBody(order, directory),
                entries: try OrderStore.entries(of: order.id, in: db).map(OrderFileBody.Entry.init),
                acts: service.acts(on: order, by: identity, isMember)
            ),
            version: order.version
        )
    }

    private func mine(_ call: Call) async throws -> Answer<OrdersBody> {
        let since: Timestamp = clock.now() - .days(1)
        let account: AccountID = call.identity.account
        return try await database.read { db in
            let units: [CommandUnitID] = try CommandUnitStore.of(account, in: db).map(\.id)
            let mine: SQLQuery = "unit_id IN \(list: units)"
            let found: [CommandOrder] = try OrderStore.list(
                [mine, "(ended_at IS NULL OR ended_at >= \(since))"],
                limit: 200,
                in: db
            )
            return Answer(OrdersBody(items: found.map { UnitOrderBody($0, directory) }))
        }
    }

    private func list(_ call: Call, _ page: PageRequest) async throws -> Page<UnitOrderBody> {
        var conditions: [SQLQuery] = [sensing.condition(.commandRead, call.identity)]
        if let isOpen = try call.boolean("open") {
            conditions.append(isOpen ? "ended_at IS NULL" : "ended_at IS NOT NULL")
        }
        if let isLate = try call.boolean("late") { conditions.append(isLate ? "late IS NOT NULL" : "late IS NULL") }
        if let state = try call.choice("state", of: OrderState.self) { conditions.append("state = \(state)") }
        if let unit = call.text("unit") { conditions.append("unit_id = \(unit)") }
        if let batch = call.text("batch") { conditions.append("batch = \(batch)") }
        if let about = call.text("about") { conditions.append("about_id = \(about)") }
        if let from = try call.time("from") { conditions.append("sent_at >= \(from)") }
        if let to = try call.time("to") { conditions.append("sent_at < \(to)") }
        let after: (Timestamp, CommandOrderID)? = try page.after?.moment(of: "command.orders")
        let (narrowed, limit) = (conditions, page.limit)
        let found: [CommandOrder] = try await database.read { db in
            try OrderStore.list(narrowed, after: after, limit: limit + 1, in: db)
        }
        return Page(overfetched: found, limit: limit) { Cursor(list: "command.orders", $0.sentAt, $0.id) }
            .map { UnitOrderBody($0, directory) }
    }
}
