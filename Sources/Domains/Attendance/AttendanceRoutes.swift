import CityCore
import CityGeo
import CityHTTP
import CityRegistry
import CitySQL
import CityWorkflow
import HTTPTypes

/// The addresses of attendance: one's own duty, and the register for those who may see it.
struct AttendanceRoutes: Sendable {
    let service: AttendanceService
    let ports: AttendancePorts
    let database: any SQLDatabase
    let clock: CityClock

    func register(in table: RouteTable) {
        table.get(
            "duty/shift",
            access: .permission(.attendanceRecord),
            Wording("我的当班与今日数字", "One's own duty, and today's figures"),
            answer: DutyBody.self,
            use: own
        )
        table.write(
            .post,
            "duty/consent",
            access: .permission(.attendanceRecord),
            Wording("同意或不同意记录轨迹", "Agree that one's way is recorded, or not"),
            body: ConsentInputBody.self,
            answer: ConsentBody.self,
            use: consent
        )
        registerShifts(in: table)
        registerRegister(in: table)
    }

    private func registerShifts(in table: RouteTable) {
        table.write(
            .post,
            "duty/shifts",
            access: .permission(.attendanceRecord),
            Wording("上班打卡", "Go on duty"),
            body: ShiftMomentBody.self,
            answer: ShiftBody.self
        ) { call, body, db in
            let place: Coordinate? = try body.place?.coordinate()
            let shift: Shift = try service.start(
                at: body.at,
                place: place,
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return .created(ShiftBody(shift))
        }
        table.write(
            .post,
            "duty/shifts/{id}/end",
            access: .permission(.attendanceRecord),
            Wording("下班打卡", "Go off duty"),
            body: ShiftMomentBody.self,
            answer: ShiftBody.self
        ) { call, body, db in
            let place: Coordinate? = try body.place?.coordinate()
            let shift: Shift = try service.end(
                try call.id(),
                at: body.at,
                place: place,
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return Answer(ShiftBody(shift))
        }
        table.write(
            .post,
            "duty/shifts/{id}/fixes",
            access: .permission(.attendanceRecord),
            Wording("上传轨迹点", "Send positions of one's way"),
            body: FixesBody.self,
            answer: FixesAnswerBody.self,
            use: record
        )
    }

    private func registerRegister(in table: RouteTable) {
        table.list(
            "duty/shifts",
            access: .permission(.attendanceRead),
            Wording("考勤登记", "The register of shifts"),
            query: [
                QueryParameter("date", .text, Wording("日期，默认今天", "Date, today by default")),
                QueryParameter("area", .text, Wording("区划编码（含下级）", "Area code, with all below it")),
                QueryParameter("account", .text, Wording("账号", "Account")),
                QueryParameter("open", .boolean, Wording("仍在岗的", "Still on duty")),
            ],
            item: ShiftBody.self,
            use: list
        )
        table.get(
            "duty/shifts/{id}/track",
            access: .permission(.attendanceRead),
            Wording("一个班次的轨迹", "The way of a shift"),
            answer: FixesBody.self
        ) { call in
            let id: ShiftID = try call.id()
            return try await database.read { db in
                guard let shift = try AttendanceStore.find(id, in: db), maySee(shift, call.identity) else {
                    throw CityError.notFound(AttendanceTrouble.thing)
                }
                return Answer(FixesBody(fixes: try AttendanceStore.track(of: id, in: db).map(FixBody.init)))
            }
        }
    }

    private func own(_ call: Call) async throws -> Answer<DutyBody> {
        let now: Timestamp = clock.now()
        let (from, to) = day(of: now)
        let account: AccountID = call.identity.account
        return try await database.read { db in
            let work = try ports.work(account, from, to, db)
            let shifts: [Shift] = try AttendanceStore.of(account, from: from, to: to, in: db)
            let lengthMS: Int64 = shifts.reduce(0) { $0 + (($1.endedAt ?? now) - $1.startedAt).milliseconds }
            let distanceM: Double = shifts.reduce(0) { $0 + $1.distanceM }
            let today: DutyBody.Today = DutyBody.Today(
                reported: work.reported,
                inspected: work.inspected,
                minutes: Int(lengthMS / 60_000),
                distanceM: Int(distanceM.rounded())
            )
            return Answer(
                DutyBody(
                    shift: try AttendanceStore.open(of: account, in: db).map(ShiftBody.init),
                    consent: try AttendanceStore.consent(of: account, in: db).map(ConsentBody.init),
                    today: today
                )
            )
        }
    }

    private func consent(_ call: Call, _ body: ConsentInputBody, _ db: any SQLConnection) throws -> Answer<ConsentBody>
    {
        let version: String = body.version.trimmed()
        guard (1...20).contains(version.count) else {
            throw CityError.invalid(
                "version",
                "attendance.consent_version",
                Wording("须写明同意书的版本", "Say which version of the text it was")
            )
        }
        let consent: TrackConsent = TrackConsent(version: version, agreed: body.agreed, at: clock.now())
        try AttendanceStore.add(consent, of: call.identity.account, in: db)
        return Answer(ConsentBody(consent))
    }

    private func record(_ call: Call, _ body: FixesBody, _ db: any SQLConnection) throws -> Answer<FixesAnswerBody> {
        guard body.fixes.count <= AttendanceService.fixesMax else {
            throw CityError.invalid(
                "fixes",
                "attendance.fixes_max",
                Wording(
                    "一次最多 \(AttendanceService.fixesMax) 个轨迹点，请分批上传",
                    "At most \(AttendanceService.fixesMax) positions at once; send the rest after"
                )
            )
        }
        let fixes: [Fix] = try body.fixes.enumerated().map { try $0.element.fix($0.offset) }
        let (shift, accepted) = try service.record(
            fixes,
            on: try call.id(),
            by: call.identity,
            at: clock.now(),
            in: db
        )
        if !accepted.isEmpty { try ports.seen(shift, accepted, db) }
        return Answer(FixesAnswerBody(shift: ShiftBody(shift), accepted: accepted.count))
    }

    private func list(_ call: Call, _ page: PageRequest) async throws -> Page<ShiftBody> {
        let (from, to) = try asked(call)
        var conditions: [SQLQuery] = [scopes(of: call.identity)]
        if let area = call.text("area") {
            conditions.append(within(AreaCode.scopePrefix(of: area)))
        }
        if let account = call.text("account") { conditions.append("account_id = \(account)") }
        if let open = try call.boolean("open") { conditions.append(open ? "ended_at IS NULL" : "ended_at IS NOT NULL") }
        let narrowed: [SQLQuery] = conditions
        return try await database.read { db in
            try AttendanceStore.page(from: from, to: to, narrowedTo: narrowed, page, in: db).map(ShiftBody.init)
        }
    }

    private func asked(_ call: Call) throws -> (Timestamp, Timestamp) {
        guard let text = call.text("date") else { return day(of: clock.now()) }
        guard let date = CivilDate(text) else {
            throw CityError.invalid(
                "date",
                "query.date",
                Wording("日期须写成 2026-02-13", "A date is written 2026-02-13")
            )
        }
        let calendar = service.registry.current.calendar
        return (calendar.startOfDay(date), calendar.startOfDay(date.adding(days: 1)))
    }

    private func day(of now: Timestamp) -> (Timestamp, Timestamp) {
        let calendar = service.registry.current.calendar
        let date: CivilDate = calendar.date(of: now)
        return (calendar.startOfDay(date), calendar.startOfDay(date.adding(days: 1)))
    }

    private func scopes(of identity: Identity) -> SQLQuery {
        let alternatives: [SQLQuery] = identity.scopes(for: .attendanceRead).map { scope in
            guard let organisation = scope.organisation else { return within(scope.area) }
            return within(scope.area) + " AND organisation = \(organisation)"
        }
        return alternatives.isEmpty ? "1 = 0" : "(" + alternatives.joined(separator: " OR ") + ")"
    }

    private func within(_ prefix: String) -> SQLQuery {
        prefix.isEmpty ? "1 = 1" : "(area >= \(prefix) AND area < \(prefix + "~"))"
    }

    private func maySee(_ shift: Shift, _ identity: Identity) -> Bool {
        identity.may(.attendanceRead, area: shift.area, organisation: shift.organisation)
    }
}
