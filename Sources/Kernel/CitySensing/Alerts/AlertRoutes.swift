import CityCore
import CityHTTP
import CityRegistry
import CitySQL
import HTTPTypes

/// The addresses of fences, rules and alerts.
struct AlertRoutes: Sendable {
    let service: AlertService
    let simulator: AlertSimulator
    let database: any SQLDatabase
    let clock: CityClock

    private var devices: DeviceDirectory { service.devices.devices }
    private var directory: RegistryDirectory { service.devices.registry.current }

    func register(in table: RouteTable) {
        registerFences(in: table)
        registerRules(in: table)
        registerAlerts(in: table)
    }

    private func registerFences(in table: RouteTable) {
        table.list(
            "fences",
            access: .permission(.sensingRead),
            Wording("电子围栏", "Fences"),
            query: [
                QueryParameter("kind", .choice(FenceKind.allCases.map(\.rawValue)), Wording("类型", "Kind")),
                QueryParameter("area", .text, Wording("区划编码（含下级）", "Area code, with all below it")),
                QueryParameter("text", .text, Wording("名称", "Name")),
            ],
            item: FenceBody.self,
            use: fences
        )
        table.get(
            "fences/{id}",
            access: .permission(.sensingRead),
            Wording("一个电子围栏", "A fence"),
            answer: FenceBody.self
        ) { call in
            let id: FenceID = try call.id()
            guard let fence = try await database.read({ db in try FenceStore.find(id, in: db) }) else {
                throw CityError.notFound(Fence.thing)
            }
            return Answer(FenceBody(fence, directory), version: fence.version)
        }
        table.write(
            .post,
            "fences",
            access: .permission(.sensingWrite),
            Wording("新建电子围栏", "Add a fence"),
            body: FenceInputBody.self,
            answer: FenceBody.self
        ) { call, input, db in
            let fence: Fence = try service.addFence(input, by: call.identity, at: clock.now(), in: db)
            return .created(FenceBody(fence, directory), version: fence.version)
        }
        table.write(
            .put,
            "fences/{id}",
            access: .permission(.sensingWrite),
            Wording("修改或停用电子围栏", "Change a fence, or put it out of use"),
            body: FenceInputBody.self,
            answer: FenceBody.self
        ) { call, input, db in
            let fence: Fence = try service.changeFence(
                try call.id(),
                input,
                expecting: try call.expectedVersion(),
                by: call.identity,
                in: db
            )
            return Answer(FenceBody(fence, directory), version: fence.version)
        }
    }

    private func fences(_ call: Call, _ page: PageRequest) async throws -> Page<FenceBody> {
        var conditions: [SQLQuery] = []
        if let kind = try call.choice("kind", of: FenceKind.self) { conditions.append("kind = \(kind)") }
        if let area = call.text("area") {
            let scope: String = AreaCode.scopePrefix(of: area)
            conditions.append("area >= \(scope) AND area < \(scope + "~")")
        }
        if let text = call.text("text") {
            let pattern: String =
                "%"
                + text.replacing("\\", with: "\\\\").replacing("%", with: "\\%")
                .replacing("_", with: "\\_") + "%"
            conditions.append("name LIKE \(pattern) ESCAPE '\\'")
        }
        let (narrowed, limit) = (conditions, page.limit)
        let after: [String]? = try page.after?.key(of: "fences", count: 2)
        let found: [Fence] = try await database.read { db in
            try FenceStore.list(narrowed, after: after.map { ($0[0], $0[1]) }, limit: limit + 1, in: db)
        }
        return Page(overfetched: found, limit: limit) { Cursor(list: "fences", key: [$0.name, $0.id.text]) }
            .map { FenceBody($0, directory) }
    }

    private func registerRules(in table: RouteTable) {
        table.list(
            "alert-rules",
            access: .permission(.sensingRead),
            Wording("告警规则", "Alert rules"),
            item: AlertRuleBody.self
        ) { call, page in
            let after: String = try page.after?.key(of: "alert-rules", count: 1)[0] ?? ""
            let all: [AlertRule] = try await database.read { db in try AlertRuleStore.all(in: db) }
            let rest: [AlertRule] = all.sorted { $0.id.text < $1.id.text }.filter { $0.id.text > after }
            return Page(overfetched: Array(rest.prefix(page.limit + 1)), limit: page.limit) {
                Cursor(list: "alert-rules", key: [$0.id.text])
            }.map(AlertRuleBody.init)
        }
        table.write(
            .post,
            "alert-rules",
            access: .permission(.sensingWrite),
            Wording("新建告警规则（草稿）", "Add an alert rule, as a draft"),
            body: AlertRuleInputBody.self,
            answer: AlertRuleBody.self
        ) { call, input, db in
            let rule: AlertRule = try service.addRule(input, by: call.identity, at: clock.now(), in: db)
            return .created(AlertRuleBody(rule), version: rule.version)
        }
        table.write(
            .put,
            "alert-rules/{id}",
            access: .permission(.sensingWrite),
            Wording("修改告警规则", "Change an alert rule"),
            body: AlertRuleInputBody.self,
            answer: AlertRuleBody.self
        ) { call, input, db in
            let version: Int = try call.expectedVersion()
            let rule: AlertRule =
                try service.changeRule(try call.id(), input, expecting: version, by: call.identity, in: db)
            return Answer(AlertRuleBody(rule), version: rule.version)
        }
        table.write(
            .post,
            "alert-rules/{id}/state",
            access: .permission(.sensingWrite),
            Wording("使告警规则生效或停用", "Put an alert rule in force, or out of it"),
            body: AlertRuleStateBody.self,
            answer: AlertRuleBody.self
        ) { call, input, db in
            let version: Int = try call.expectedVersion()
            let rule: AlertRule =
                try service.setState(try call.id(), input.state, expecting: version, by: call.identity, in: db)
            return Answer(AlertRuleBody(rule), version: rule.version)
        }
        table.act(
            .post,
            "alert-rules/{id}/simulation",
            access: .permission(.sensingWrite),
            Wording("用历史轨迹试算告警规则", "What a rule would have brought about"),
            body: AlertTrialInputBody.self,
            answer: AlertTrialBody.self
        ) { call, input in
            Answer(try await simulator.run(try call.id(), input, for: call.identity))
        }
    }

    private func registerAlerts(in table: RouteTable) {
        table.list(
            "alerts",
            access: .permission(.sensingRead),
            Wording("告警，最近的在前", "Alerts, the latest first"),
            query: [
                QueryParameter("open", .boolean, Wording("未结束", "Not over yet")),
                QueryParameter("handled", .boolean, Wording("已处理", "Dealt with")),
                QueryParameter("severity", .choice(AlertSeverity.allCases.map(\.rawValue)), Wording("级别", "Severity")),
                QueryParameter("rule", .text, Wording("规则", "Rule")),
                QueryParameter("device", .text, Wording("设备", "Device")),
                QueryParameter("from", .time, Wording("开始时间自", "Began from")),
                QueryParameter("to", .time, Wording("开始时间止（不含）", "Began before")),
            ],
            item: AlertBody.self,
            use: alerts
        )
        table.get(
            "alerts/{id}",
            access: .permission(.sensingRead),
            Wording("一条告警", "An alert"),
            answer: AlertBody.self
        ) { call in
            let id: AlertID = try call.id()
            let alert: Alert = try await database.read { db in try service.find(id, by: call.identity, in: db) }
            return Answer(AlertBody(alert, devices, directory), version: alert.version)
        }
        table.write(
            .post,
            "alerts/{id}/handling",
            access: .permission(.sensingCommand),
            Wording("处理告警", "Say what was done about an alert"),
            body: AlertNoteBody.self,
            answer: AlertBody.self
        ) { call, input, db in
            let alert: Alert = try service.handle(
                try call.id(),
                input.note,
                expecting: try call.expectedVersion(),
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return Answer(AlertBody(alert, devices, directory), version: alert.version)
        }
        table.get(
            "devices/{id}/visits",
            access: .permission(.sensingRead),
            Wording("一台设备进出围栏的记录", "When a device was in which fence"),
            query: TrackRoutes.period,
            answer: VisitsBody.self,
            use: visits
        )
    }

    private func alerts(_ call: Call, _ page: PageRequest) async throws -> Page<AlertBody> {
        var conditions: [SQLQuery] = [service.devices.condition(.sensingRead, call.identity)]
        if let isOpen = try call.boolean("open") {
            conditions.append(isOpen ? "ended_at IS NULL" : "ended_at IS NOT NULL")
        }
        if let isHandled = try call.boolean("handled") {
            conditions.append(isHandled ? "handled_at IS NOT NULL" : "handled_at IS NULL")
        }
        if let severity = try call.choice("severity", of: AlertSeverity.self) {
            conditions.append("severity = \(severity)")
        }
        if let rule = call.text("rule") { conditions.append("rule_id = \(rule)") }
        if let device = call.text("device") {
            conditions.append("device_serial = \(devices.find(DeviceID(device))?.serial ?? -1)")
        }
        if let from = try call.time("from") { conditions.append("began_at >= \(from)") }
        if let to = try call.time("to") { conditions.append("began_at < \(to)") }
        let after: (Timestamp, AlertID)? = try page.after?.moment(of: "alerts")
        let (narrowed, limit) = (conditions, page.limit)
        let found: [Alert] = try await database.read { db in
            try AlertStore.list(narrowed, after: after, limit: limit + 1, in: db)
        }
        return Page(overfetched: found, limit: limit) { Cursor(list: "alerts", $0.beganAt, $0.id) }
            .map { AlertBody($0, devices, directory) }
    }

    private func visits(_ call: Call) async throws -> Answer<VisitsBody> {
        let id: DeviceID = try call.id()
        let (from, to) = try TrackRoutes.period(call, directory.calendar, clock.now())
        return try await database.read { db in
            let device: Device = try service.devices.find(id, by: call.identity, in: db)
            let visits = try TraceStore.visits(of: device.serial, from: from, to: to, in: db)
            return Answer(
                VisitsBody(
                    visits: try visits.map { visit in
                        VisitsBody.Visit(
                            fence: visit.fence.text,
                            fenceName: try FenceStore.find(visit.fence, in: db)?.name ?? "",
                            enteredAt: visit.from,
                            leftAt: visit.to
                        )
                    }
                )
            )
        }
    }
}
