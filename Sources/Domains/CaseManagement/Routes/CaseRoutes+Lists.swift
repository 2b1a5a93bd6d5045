import CityAccess
import CityCore
import CityGeo
import CityHTTP
import CityRegistry
import CitySQL
import CityWorkflow

// Lists, counts, similar cases, a caller's cases, exports.
extension CaseRoutes {
    func registerLists(in table: RouteTable) {
        table.list(
            "cases",
            access: .permission(.caseRead),
            Wording("案件列表", "Cases"),
            query: CaseFilter.parameters + [
                QueryParameter(
                    "count",
                    .boolean,
                    Wording("同时给出总数（最多数到 1 万）", "Say how many there are in all, counted up to 10,000")
                )
            ],
            item: CaseRowBody.self,
            use: list
        )
        table.list(
            "inbox",
            access: .signedIn,
            Wording("我的待办，最急的在前", "My tasks, what burns first"),
            item: CaseRowBody.self,
            use: inbox
        )
        table.get(
            "cases/overview",
            access: .permission(.caseRead),
            Wording("案件总览：按状态、灯色、区域、部门", "Overview: by state, lamp, area, department"),
            answer: OverviewBody.self,
            use: overview
        )
        table.get(
            "cases/today",
            access: .permission(.caseRead),
            Wording("今日数字", "Today in figures"),
            query: [QueryParameter("area", .text, Wording("区划编码（含下级）", "Area code, with all below it"))],
            answer: TodayBody.self,
            use: today
        )
        table.get(
            "cases/similar",
            access: .permission(.caseRead),
            Wording("登记时的相似案件提示", "Similar cases, at intake"),
            query: [
                QueryParameter("class", .text, Wording("小类", "Small class")),
                QueryParameter("lng", .text, Wording("经度", "Longitude")),
                QueryParameter("lat", .text, Wording("纬度", "Latitude")),
            ],
            answer: ListBody<CaseRowBody>.self,
            use: similar
        )
        table.list(
            "callers/{phone}/cases",
            access: .permission(.caseReporter),
            Wording("来电人的全部案件", "All cases of a caller"),
            item: CaseRowBody.self,
            use: casesOfCaller
        )
        table.file(
            "cases/export",
            access: .permission(.caseExport),
            Wording("导出案件（CSV 或 Excel）", "Export cases (CSV or Excel)"),
            query: CaseFilter.parameters + [
                QueryParameter("format", .choice(CaseExport.Format.allCases.map(\.rawValue)), Wording("格式", "Format"))
            ],
            contentType: "text/csv",
            orContentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            use: export
        )
    }

    private func list(_ call: Call, _ page: PageRequest) async throws -> Page<CaseRowBody> {
        let filter: CaseFilter = try CaseFilter(call)
        let visible: [[SQLQuery]] = service.authority.alternatives(call.identity)
        let directory: RegistryDirectory = service.registry.current
        let counts: Bool = try call.boolean("count") ?? false
        return try await database.read { db in
            let found: Page<CaseRecord> = try CaseListStore.page(filter, visibleIn: visible, page, in: db)
            var rows: Page<CaseRowBody> = try withClocks(found, directory, in: db)
            if counts { rows.total = try CaseListStore.count(filter, visibleIn: visible, in: db) }
            return rows
        }
    }

    private func inbox(_ call: Call, _ page: PageRequest) async throws -> Page<CaseRowBody> {
        let directory: RegistryDirectory = service.registry.current
        let turns: [[SQLQuery]] = CaseInbox(organisations: directory.organisations).alternatives(for: call.identity)
        if turns.isEmpty { return Page(items: [], next: nil) }
        return try await database.read { db in
            try withClocks(try CaseListStore.inbox(turns, page, in: db), directory, in: db)
        }
    }

    /// The rows with the clocks of their stages: one query for the page.
    private func withClocks(
        _ page: Page<CaseRecord>,
        _ directory: RegistryDirectory,
        in db: any SQLConnection
    ) throws -> Page<CaseRowBody> {
        let open: [CaseID] = page.items.filter { !$0.state.isFinal }.map(\.id)
        let clocks: [CaseID: ClockSet] = try CaseClockStore.open(of: open, in: db)
        let now: Timestamp = clock.now()
        return page.map { record in
            var row: CaseRowBody = CaseRowBody(record, directory)
            let stage: StageClock? = CaseWorkflow.clock(in: record.state).flatMap { clocks[record.id]?.open($0) }
            row.stageClock = stage.map { clock in
                ClockBody(clock, at: now, calendar: directory.calendar, lamps: service.settings.lamps)
            }
            return row
        }
    }

    private func overview(_ call: Call) async throws -> Answer<OverviewBody> {
        let directory: RegistryDirectory = service.registry.current
        return try await database.read { db in
            guard let overview = try CaseOverview(call.identity, organisations: directory.organisations, in: db) else {
                throw CityError(
                    .forbidden,
                    "overview.scope",
                    Wording(
                        "总览按区县或部门统计，您的权限范围更小",
                        "The overview is by county or department; your rights are finer than that"
                    )
                )
            }
            return Answer(OverviewBody(overview, directory))
        }
    }

    private func today(_ call: Call) async throws -> Answer<TodayBody> {
        let calendar: WorkCalendar = service.registry.current.calendar
        let date: CivilDate = calendar.date(of: clock.now())
        let visible: [[SQLQuery]] = service.authority.alternatives(call.identity)
        let area: String? = call.text("area")
        let today: CaseToday = try await database.read { db in
            try CaseToday(
                from: calendar.startOfDay(date),
                to: calendar.startOfDay(date.adding(days: 1)),
                area: area,
                visibleIn: visible,
                in: db
            )
        }
        return Answer(TodayBody(today, on: date))
    }

    private func similar(_ call: Call) async throws -> Answer<ListBody<CaseRowBody>> {
        let now: Timestamp = clock.now()
        let point: Coordinate = try PointBody(
            lng: try number(call, "lng"),
            lat: try number(call, "lat")
        ).coordinate(under: "place")
        let text: String = call.text("class") ?? ""
        let full: String = text.split(separator: "/").count == 3 ? "\(edition(at: now) ?? "")/\(text)" : text
        guard let key = ClassKey(full) else { throw CaseTrouble.unknownClass }
        return try await database.read { db in
            let found: [CaseRecord] = try service.similar(to: key, near: point, at: now, by: call.identity, in: db)
            return Answer(ListBody(items: rows(found), next: nil))
        }
    }

    private func number(_ call: Call, _ name: String) throws -> Double {
        guard let value = call.text(name).flatMap({ Double($0) }), value.isFinite else {
            throw CityError.invalid(name, "query.number", Wording("\(name) 须为数字", "\(name) must be a number"))
        }
        return value
    }

    private func casesOfCaller(_ call: Call, _ page: PageRequest) async throws -> Page<CaseRowBody> {
        let phone: String = try call.parameter("phone")
        let visible: [[SQLQuery]] = service.authority.alternatives(call.identity, for: .caseReporter)
        let directory: RegistryDirectory = service.registry.current
        let trace: AuditEntry = AuditEntry(
            "case.caller_seen",
            on: AuditObject("caller", Masking.phone(phone)),
            area: "",
            by: call.identity,
            from: AuditOrigin(call),
            at: clock.now()
        )
        return try await database.write { db in
            try audit.append(trace, in: db)
            return try CaseListStore.ofCaller(phone, visibleIn: visible, page, in: db).map {
                CaseRowBody($0, directory)
            }
        }
    }

    private func export(_ call: Call) async throws -> FileAnswer {
        let filter: CaseFilter = try CaseFilter(call)
        let format: CaseExport.Format = try call.choice("format", of: CaseExport.Format.self) ?? .csv
        let export: CaseExport = CaseExport(
            database: database,
            directory: service.registry.current,
            filter: filter,
            visibleIn: service.authority.alternatives(call.identity, for: .caseExport),
            language: call.language
        )
        return export.answer(format)
    }
}
