package import CityCore
package import CityEvents
package import CityHTTP
import CitySQL
import CityWorkflow
import HTTPTypes

/// The city's working time: anybody who is signed in reads it and tries deadlines out, few change it.
package struct CalendarRoutes: Sendable {
    private let registry: Registry
    private let service: CalendarService
    private let clock: CityClock

    package init(registry: Registry, outbox: Outbox, clock: CityClock) {
        self.registry = registry
        self.clock = clock
        service = CalendarService(registry: registry, outbox: outbox)
    }

    package func register(in table: RouteTable) {
        registerReading(in: table)
        registerEditing(in: table)
    }

    private func registerReading(in table: RouteTable) {
        let database: any SQLDatabase = table.database
        table.get(
            "calendar",
            access: .signedIn,
            Wording("工作日历", "The work calendar"),
            query: [QueryParameter("year", .integer, Wording("年份，缺省为今年", "The year; this year without it"))],
            answer: CalendarBody.self
        ) { call in
            let year: Int = try self.year(call)
            return try await database.read { db in try self.answer(year, db) }
        }
        table.get(
            "calendar/deadline",
            access: .signedIn,
            Wording("试算期限", "Try a deadline out"),
            query: [
                QueryParameter("from", .time, Wording("起算时间，缺省为现在", "When it begins; now without it")),
                QueryParameter("limit", .text, Wording("时限，例如 4工作时", "The limit, such as 4工作时")),
            ],
            answer: CalendarDeadlineBody.self,
            use: tryDeadline
        )
    }

    private func registerEditing(in table: RouteTable) {
        table.write(
            .put,
            "calendar/windows",
            access: .permission(.calendarWrite),
            Wording("设置工作时段和每周工作日", "Set the work windows and the work days of the week"),
            body: CalendarHoursBody.self,
            answer: CalendarBody.self,
            use: putHours
        )
        table.write(
            .put,
            "calendar/days/{date}",
            access: .permission(.calendarWrite),
            Wording("设置休息日或调休工作日", "Make a day a day off or a working day"),
            body: CalendarDayEditBody.self,
            answer: CalendarBody.self,
            use: putDay
        )
        table.write(
            .delete,
            "calendar/days/{date}",
            access: .permission(.calendarWrite),
            Wording("取消特殊日，恢复每周规律", "Let a day follow the weekly pattern again"),
            body: NoBody.self,
            answer: CalendarBody.self,
            use: deleteDay
        )
    }

    private func tryDeadline(_ call: Call) async throws -> Answer<CalendarDeadlineBody> {
        let calendar: WorkCalendar = registry.current.calendar
        let from: Timestamp = try call.time("from") ?? clock.now()
        let limit: TimeLimit = try TimeLimit(chinese: call.text("limit") ?? "")
        let deadline: Timestamp = try limit.deadline(from: from, calendar: calendar)
        return Answer(CalendarDeadlineBody(from: from, limit: limit, deadline: deadline, calendar: calendar))
    }

    private func putHours(
        _ call: Call,
        _ body: CalendarHoursBody,
        _ db: any SQLConnection
    ) throws -> Answer<CalendarBody> {
        let expected: Int = try call.expectedVersion()
        let now: Timestamp = clock.now()
        var checks: FieldChecks = FieldChecks()
        var windows: [WorkWindow] = []
        for (index, text) in body.windows.enumerated() {
            let read: [WorkWindow]? = try? WorkWindow.list(text)
            if let read, read.count == 1 {
                windows += read
            } else {
                let wording: Wording = Wording("工作时段应写成“08:00-12:00”", "Write a work window as “08:00-12:00”")
                checks.note("windows.\(index)", "calendar.windows", wording)
            }
        }
        try checks.finish()
        let current: WorkCalendar = try CalendarStore.load(in: db)
        let hours: WorkHours = WorkHours(
            offsetMinutes: body.offsetMinutes ?? current.hours.offsetMinutes,
            windows: windows,
            weekdays: body.weekdays
        )
        try service.setHours(hours, expectedVersion: expected, by: call.identity, at: now, in: db)
        return try answer(try CalendarStore.load(in: db).date(of: now).year, db)
    }

    private func putDay(
        _ call: Call,
        _ body: CalendarDayEditBody,
        _ db: any SQLConnection
    ) throws -> Answer<CalendarBody> {
        var checks: FieldChecks = FieldChecks()
        let date: CivilDate? = checks.date(try call.parameter("date"), "date")
        let kind: CalendarException.Kind? = checks.choice(body.kind, "kind")
        let name: Wording? = body.name.map { checks.wording($0, "name", 1...40) }
        try checks.finish()
        guard let date, let kind else { throw CityError.notFound(CalendarStore.thing) }
        try service.setDay(
            CalendarException(date, kind, name: name),
            expectedVersion: try call.expectedVersion(),
            by: call.identity,
            at: clock.now(),
            in: db
        )
        return try answer(date.year, db)
    }

    private func deleteDay(
        _ call: Call,
        _ body: NoBody,
        _ db: any SQLConnection
    ) throws -> Answer<CalendarBody> {
        var checks: FieldChecks = FieldChecks()
        let date: CivilDate? = checks.date(try call.parameter("date"), "date")
        try checks.finish()
        guard let date else { throw CityError.notFound(CalendarStore.thing) }
        try service.removeDay(
            date,
            expectedVersion: try call.expectedVersion(),
            by: call.identity,
            at: clock.now(),
            in: db
        )
        return try answer(date.year, db)
    }

    private func answer(_ year: Int, _ db: any SQLConnection) throws -> Answer<CalendarBody> {
        let version: Int = try CalendarStore.version(in: db)
        let body: CalendarBody = CalendarBody(
            year: year,
            try CalendarStore.load(in: db),
            days: try CalendarStore.days(of: year, in: db),
            version: version
        )
        return Answer(body, version: version)
    }

    private func year(_ call: Call) throws -> Int {
        let year: Int = try call.integer("year") ?? registry.current.calendar.date(of: clock.now()).year
        guard (2000...2100).contains(year) else {
            throw CityError.invalid(
                "year",
                "calendar.year",
                Wording("年份须在 2000 到 2100 之间", "The year must be between 2000 and 2100")
            )
        }
        return year
    }
}
