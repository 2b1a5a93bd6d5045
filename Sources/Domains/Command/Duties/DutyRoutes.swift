import CityCore
import CityHTTP
import CityRegistry
import CitySQL
import CitySensing
import CityWorkflow
import HTTPTypes

/// The addresses of rosters and of alarms about duties.
struct DutyRoutes: Sendable {
    private static let dutiesMax: Int = 5_000

    let service: DutyService
    let database: any SQLDatabase
    let clock: CityClock

    private var directory: RegistryDirectory { service.registry.current }
    private var sensing: DeviceService { service.units.sensing }

    func register(in table: RouteTable) {
        table.get(
            "command/duties",
            access: .permission(.commandRead),
            Wording("一段时间内的排班，至多 31 天", "Duties of a period of 31 days at most"),
            query: [
                QueryParameter("from", .time, Wording("不早于", "From")),
                QueryParameter("to", .time, Wording("早于", "Before")),
                QueryParameter("unit", .text, Wording("力量", "Unit")),
            ],
            answer: DutiesBody.self,
            use: duties
        )
        table.write(
            .post,
            "command/duties",
            access: .permission(.commandManage),
            Wording("排班", "Plan duties"),
            body: RosterInputBody.self,
            answer: DutiesBody.self
        ) { call, input, db in
            let made: [Duty] = try service.plan(input, by: call.identity, at: clock.now(), in: db)
            return .created(DutiesBody(items: try bodies(made, db)))
        }
        table.write(
            .put,
            "command/duties/{id}",
            access: .permission(.commandManage),
            Wording("修改班次", "Change a duty"),
            body: DutyInputBody.self,
            answer: UnitDutyBody.self
        ) { call, input, db in
            let duty: Duty = try service.change(
                try call.id(),
                input,
                expecting: try call.expectedVersion(),
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return Answer(try bodies([duty], db)[0], version: duty.version)
        }
        table.write(
            .delete,
            "command/duties/{id}",
            access: .permission(.commandManage),
            Wording("删除未开始的班次", "Remove a duty that has not begun"),
            body: NoBody.self,
            answer: UnitDutyBody.self
        ) { call, _, db in
            let duty: Duty = try service.remove(try call.id(), by: call.identity, at: clock.now(), in: db)
            return Answer(try bodies([duty], db)[0])
        }
        registerAbsences(in: table)
    }

    private func registerAbsences(in table: RouteTable) {
        table.list(
            "command/absences",
            access: .permission(.commandRead),
            Wording("在岗告警，新的在前", "Alarms about duties, the latest first"),
            query: [
                QueryParameter("open", .boolean, Wording("未结束的", "Not ended")),
                QueryParameter("kind", .choice(AbsenceKind.allCases.map(\.rawValue)), Wording("类型", "Kind")),
                QueryParameter("unit", .text, Wording("力量", "Unit")),
            ],
            item: AbsenceBody.self,
            use: absences
        )
        table.write(
            .post,
            "command/absences/{id}/note",
            access: .permission(.commandDispatch),
            Wording("说明在岗告警的情况", "Say what an alarm about a duty was"),
            body: CommandNoteBody.self,
            answer: AbsenceBody.self
        ) { call, input, db in
            let absence: Absence = try service.note(
                try call.id(),
                input.note,
                expecting: try call.expectedVersion(),
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return Answer(AbsenceBody(absence, directory), version: absence.version)
        }
    }

    private func bodies(_ duties: [Duty], _ db: any SQLConnection) throws -> [UnitDutyBody] {
        let units: [CommandUnitID: CommandUnit] = try CommandUnitStore.find(Array(Set(duties.map(\.unit))), in: db)
        return duties.map { UnitDutyBody($0, unit: units[$0.unit]?.name ?? "", directory) }
    }

    private func duties(_ call: Call) async throws -> Answer<DutiesBody> {
        let now: Timestamp = clock.now()
        let from: Timestamp = try call.time("from") ?? directory.calendar.startOfDay(directory.calendar.date(of: now))
        let to: Timestamp = try call.time("to") ?? from + .days(7)
        guard to > from, to - from <= .days(31) else {
            throw CityError.invalid("to", "period.span", Wording("时段须为 31 天以内", "A period lasts up to 31 days"))
        }
        var conditions: [SQLQuery] = [sensing.condition(.commandRead, call.identity)]
        if let unit = call.text("unit") { conditions.append("unit_id = \(unit)") }
        let narrowed: [SQLQuery] = conditions
        return try await database.read { db in
            let found: [Duty] = try DutyStore.list(narrowed, from: from, to: to, limit: Self.dutiesMax, in: db)
            return Answer(DutiesBody(items: try bodies(found, db)))
        }
    }

    private func absences(_ call: Call, _ page: PageRequest) async throws -> Page<AbsenceBody> {
        var conditions: [SQLQuery] = [sensing.condition(.commandRead, call.identity)]
        if let isOpen = try call.boolean("open") {
            conditions.append(isOpen ? "ended_at IS NULL" : "ended_at IS NOT NULL")
        }
        if let kind = try call.choice("kind", of: AbsenceKind.self) { conditions.append("kind = \(kind)") }
        if let unit = call.text("unit") { conditions.append("unit_id = \(unit)") }
        let after: (Timestamp, AbsenceID)? = try page.after?.moment(of: "command.absences")
        let (narrowed, limit) = (conditions, page.limit)
        let found: [Absence] = try await database.read { db in
            try AbsenceStore.list(narrowed, after: after, limit: limit + 1, in: db)
        }
        return Page(overfetched: found, limit: limit) { Cursor(list: "command.absences", $0.beganAt, $0.id) }
            .map { AbsenceBody($0, directory) }
    }
}
