import CityCore
import CityHTTP
import CityRegistry
import CitySQL
import CityWorkflow
import HTTPTypes

/// The addresses of lots, and of what a month of each comes to in a line.
struct LotRoutes: Sendable {
    let lots: LotService
    let statements: StatementService
    let database: any SQLDatabase
    let clock: CityClock

    func register(in table: RouteTable) {
        table.list(
            "collection/lots",
            access: .permission(.collectionRead),
            Wording("采集标段，及其当月核算", "Lots of market collection, with what a month comes to"),
            query: [QueryParameter("month", .text, Wording("月份，默认本月", "Month, this one by default"))],
            item: LotBody.self,
            use: list
        )
        table.write(
            .post,
            "collection/lots",
            access: .permission(.collectionManage),
            Wording("新建标段", "Create a lot"),
            body: LotInputBody.self,
            answer: LotBody.self
        ) { call, input, db in
            let lot: Lot = try lots.create(input, by: call.identity, at: clock.now(), in: db)
            return .created(LotBody(lot, lots.registry.current, for: call.identity), version: lot.version)
        }
        table.get(
            "collection/lots/{id}",
            access: .permission(.collectionRead),
            Wording("一个标段", "A lot"),
            answer: LotBody.self
        ) { call in
            let id: LotID = try call.id()
            let lot: Lot = try await database.read { db in
                try call.identity.find(id, for: .collectionRead, in: db)
            }
            return Answer(LotBody(lot, lots.registry.current, for: call.identity), version: lot.version)
        }
        table.write(
            .put,
            "collection/lots/{id}",
            access: .permission(.collectionManage),
            Wording("修改标段", "Change a lot"),
            body: LotInputBody.self,
            answer: LotBody.self
        ) { call, input, db in
            let lot: Lot = try lots.change(
                try call.id(),
                input,
                expecting: try call.expectedVersion(),
                by: call.identity,
                in: db
            )
            return Answer(LotBody(lot, lots.registry.current, for: call.identity), version: lot.version)
        }
    }

    /// A city has a handful of lots, so a page of them is cut from all.
    private func list(_ call: Call, _ page: PageRequest) async throws -> Page<LotBody> {
        let now: Timestamp = clock.now()
        let directory: RegistryDirectory = lots.registry.current
        let month: CollectionMonth =
            try call.text("month").map { try CollectionMonth($0) }
            ?? CollectionMonth(of: directory.calendar.date(of: now))
        let after: String = try page.after?.key(of: "collection.lots", count: 1)[0] ?? ""
        return try await database.read { db in
            let seen: [Lot] = try LotStore.all(in: db).filter { lot in
                lot.code > after && call.identity.may(.collectionRead, for: lot)
            }
            let shown: Page<Lot> = Page(overfetched: seen, limit: page.limit) { last in
                Cursor(list: "collection.lots", key: [last.code])
            }
            var reports: [OrganisationID: [CollectedReport]] = [:]
            return try shown.map { lot in
                var body: LotBody = LotBody(lot, directory, for: call.identity)
                if lot.days(in: month) != nil {
                    let mine: [CollectedReport] =
                        try reports[lot.organisation] ?? statements.reports(of: lot.organisation, in: month, in: db)
                    reports[lot.organisation] = mine
                    let view = try statements.view(lot, month, reports: mine, at: now, in: db)
                    body.month = LotMonthBody(view, at: now)
                }
                return body
            }
        }
    }
}
