import CityCore
import CityHTTP
import CityRegistry
import CitySQL
import HTTPTypes

/// The addresses of what a month comes to: its lines, the items behind them, objections, and the steps to payment.
struct StatementRoutes: Sendable {
    let statements: StatementService
    let database: any SQLDatabase
    let clock: CityClock

    private static let line: QueryParameter = QueryParameter(
        "line",
        .choice(PayLine.allCases.map(\.rawValue)),
        Wording("支付依据的一行", "A line of the pay basis")
    )

    func register(in table: RouteTable) {
        registerReading(in: table)
        table.write(
            .post,
            "collection/lots/{id}/months/{month}/issue",
            access: .permission(.collectionManage),
            Wording("出具支付依据，开始受理申诉", "Issue what a month comes to, open to objections"),
            body: IssueBody.self,
            answer: StatementBody.self
        ) { call, input, db in
            let month: CollectionMonth = try CollectionMonth(try call.parameter("month"))
            let statement: Statement = try statements.issue(
                try call.id(),
                month,
                objectionsUntil: input.objectionsUntil,
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return .created(try body(of: statement, call, in: db), version: statement.version)
        }
        table.write(
            .post,
            "collection/statements/{id}/approve",
            access: .permission(.collectionDecide),
            Wording("核准支付", "Approve the payment"),
            body: NoBody.self,
            answer: StatementBody.self
        ) { call, _, db in
            let statement: Statement = try statements.approve(
                try call.id(),
                expecting: try call.expectedVersion(),
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return Answer(try body(of: statement, call, in: db), version: statement.version)
        }
        registerObjections(in: table)
    }

    private func registerReading(in table: RouteTable) {
        table.get(
            "collection/lots/{id}/months/{month}",
            access: .permission(.collectionRead),
            Wording("一个标段一个月的支付依据", "What a month of a lot comes to"),
            answer: StatementBody.self
        ) { call in
            let view: StatementService.View = try await view(call)
            let body: StatementBody =
                StatementBody(view, statements.registry.current, for: call.identity, at: clock.now())
            return Answer(body, version: body.version)
        }
        table.list(
            "collection/lots/{id}/months/{month}/items",
            access: .permission(.collectionRead),
            Wording("支付依据一行背后的每一项", "The items behind a line"),
            query: [Self.line],
            item: PayItemBody.self,
            use: items
        )
        table.file(
            "collection/lots/{id}/months/{month}/export",
            access: .permission(.collectionRead),
            Wording("导出支付依据与全部明细", "The pay basis with all its items, as a workbook"),
            contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        ) { call in
            StatementExport(view: try await view(call), language: call.language).answer()
        }
    }

    private func registerObjections(in table: RouteTable) {
        table.write(
            .post,
            "collection/statements/{id}/objections",
            access: .permission(.collectionObject),
            Wording("对一项提出申诉", "Object to an item"),
            body: CollectionObjectionInputBody.self,
            answer: CollectionObjectionBody.self
        ) { call, input, db in
            let objection: CollectionObjection =
                try statements.object(to: try call.id(), input, by: call.identity, at: clock.now(), in: db)
            return .created(CollectionObjectionBody(objection), version: objection.version)
        }
        table.write(
            .post,
            "collection/objections/{id}/decide",
            access: .permission(.collectionDecide),
            Wording("决定申诉；支持后该项不计", "Decide an objection; upheld, its item counts no more"),
            body: CollectionDecisionBody.self,
            answer: CollectionObjectionBody.self
        ) { call, input, db in
            let objection: CollectionObjection = try statements.decide(
                try call.id(),
                input,
                expecting: try call.expectedVersion(),
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return Answer(CollectionObjectionBody(objection), version: objection.version)
        }
    }

    private func view(_ call: Call) async throws -> StatementService.View {
        let now: Timestamp = clock.now()
        return try await database.readMonth(call) { lot, month, db in
            try statements.view(lot, month, at: now, in: db)
        }
    }

    private func items(_ call: Call, _ page: PageRequest) async throws -> Page<PayItemBody> {
        let line: PayLine? = try call.choice("line", of: PayLine.self)
        let view: StatementService.View = try await view(call)
        let asked: [PayItem] = view.items.filter { line == nil || $0.line == line }
            .sorted { Self.key($0).lexicographicallyPrecedes(Self.key($1)) }
        var rest: ArraySlice<PayItem> = asked[...]
        if let key = try page.after?.key(of: "collection.items", count: 3) {
            rest = rest.drop { !key.lexicographicallyPrecedes(Self.key($0)) }
        }
        let found: Page<PayItem> = Page(overfetched: Array(rest.prefix(page.limit + 1)), limit: page.limit) { last in
            Cursor(list: "collection.items", key: Self.key(last))
        }
        var bodies: Page<PayItemBody> = found.map { item in
            PayItemBody(item, view.objections.first { $0.line == item.line && $0.ref == item.ref })
        }
        bodies.total = PageTotal(counted: asked.count, max: .max)
        return bodies
    }

    /// By days, then by reference: dates sort as texts.
    private static func key(_ item: PayItem) -> [String] {
        [CivilDate(dayNumber: item.day).description, item.line.rawValue, item.ref]
    }

    private func body(of statement: Statement, _ call: Call, in db: any SQLConnection) throws -> StatementBody {
        guard let lot = try LotStore.find(statement.lot, in: db) else { throw CityError.notFound(Lot.thing) }
        let now: Timestamp = clock.now()
        let view: StatementService.View = try statements.view(lot, statement.month, at: now, in: db)
        return StatementBody(view, statements.registry.current, for: call.identity, at: now)
    }
}
