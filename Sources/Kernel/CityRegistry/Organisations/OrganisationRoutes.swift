package import CityCore
package import CityEvents
package import CityHTTP
import CitySQL
import HTTPTypes

/// Routes of organisations and their staff. A person sees those in the areas where they may read the registry.
package struct OrganisationRoutes: Sendable {
    let registry: Registry
    let organisations: OrganisationService
    let staff: StaffService
    let clock: CityClock
    let ids: IDSource

    package init(registry: Registry, outbox: Outbox, clock: CityClock, ids: IDSource) {
        self.registry = registry
        self.clock = clock
        self.ids = ids
        organisations = OrganisationService(registry: registry, outbox: outbox)
        staff = StaffService(outbox: outbox)
    }

    package func register(in table: RouteTable) {
        registerOrganisations(in: table)
        registerStaff(in: table)
        registerImports(in: table)
    }

    private func registerOrganisations(in table: RouteTable) {
        registerReading(in: table)
        table.write(
            .post,
            "organisations",
            access: .permission(.registryWrite),
            Wording("新建机构", "Create an organisation"),
            body: OrganisationInputBody.self,
            answer: OrganisationBody.self,
            use: create
        )
        table.write(
            .patch,
            "organisations/{id}",
            access: .permission(.registryWrite),
            Wording("修改、停用机构", "Change or close an organisation"),
            body: OrganisationChangeBody.self,
            answer: OrganisationBody.self,
            use: change
        )
    }

    private func registerReading(in table: RouteTable) {
        let database: any SQLDatabase = table.database
        table.list(
            "organisations",
            access: .permission(.registryRead),
            Wording("机构列表", "Organisations"),
            query: Self.listQuery,
            item: OrganisationBody.self
        ) { call, page in
            let filter: OrganisationStore.Filter = try Self.filter(call)
            return try await database.read { db in
                try OrganisationStore.list(filter, page, in: db).map(OrganisationBody.init)
            }
        }
        table.get(
            "organisations/tree",
            access: .permission(.registryRead),
            Wording("机构树", "The tree of organisations"),
            query: [Self.stateParameter],
            answer: OrganisationTreeBody.self,
            use: tree
        )
        table.get(
            "organisations/{id}",
            access: .permission(.registryRead),
            Wording("一个机构", "One organisation"),
            answer: OrganisationBody.self
        ) { call in
            let id: OrganisationID = try call.id()
            let found: Organisation = try await database.read { db in
                try organisations.find(id, for: call.identity, in: db)
            }
            return Answer(OrganisationBody(found), version: found.version)
        }
    }

    private static let stateParameter: QueryParameter = QueryParameter(
        "state",
        .choice(Organisation.State.allCases.map(\.rawValue)),
        Wording("状态", "State")
    )
    private static let listQuery: [QueryParameter] = [
        QueryParameter("kind", .choice(Organisation.Kind.allCases.map(\.rawValue)), Wording("类型", "Kind")),
        stateParameter,
        QueryParameter("parent", .text, Wording("上级机构", "Id of the organisation directly above")),
        QueryParameter("area", .text, Wording("服务区域编码，含下级", "Code of an area; those inside count too")),
        QueryParameter("text", .text, Wording("名称或代码的一部分", "Part of the name or code")),
    ]

    private static func filter(_ call: Call) throws -> OrganisationStore.Filter {
        var filter: OrganisationStore.Filter = OrganisationStore.Filter(
            scopes: call.identity.scopes(for: .registryRead)
        )
        filter.kind = try call.choice("kind", of: Organisation.Kind.self)
        filter.state = try call.choice("state", of: Organisation.State.self)
        filter.parent = call.text("parent").map { OrganisationID($0) }
        filter.area = call.text("area")
        filter.text = call.text("text")
        return filter
    }

    private func tree(_ call: Call) async throws -> Answer<OrganisationTreeBody> {
        let state: Organisation.State? = try call.choice("state", of: Organisation.State.self)
        let rows: [OrganisationDirectory.TreeRow] = registry.current.organisations.tree { organisation in
            let isWanted: Bool = state.map { $0 == organisation.state } ?? true
            return isWanted && call.identity.may(.registryRead, area: organisation.area, organisation: organisation.id)
        }
        return Answer(
            OrganisationTreeBody(
                items: rows.map { row in
                    OrganisationTreeRowBody(organisation: OrganisationBody(row.organisation), depth: row.depth)
                }
            )
        )
    }

    private func create(
        _ call: Call,
        _ body: OrganisationInputBody,
        _ db: any SQLConnection
    ) throws -> Answer<OrganisationBody> {
        let now: Timestamp = clock.now()
        let new: Organisation = try body.organisation(id: ids.next(at: now))
        let made: Organisation = try organisations.create(new, by: call.identity, at: now, in: db)
        let path: String = "\(RouteTable.prefix)organisations/\(made.id)"
        return .created(OrganisationBody(made), version: made.version, location: path)
    }

    private func change(
        _ call: Call,
        _ body: OrganisationChangeBody,
        _ db: any SQLConnection
    ) throws -> Answer<OrganisationBody> {
        let changed: Organisation = try organisations.change(
            try call.id(),
            expectedVersion: try call.expectedVersion(),
            by: call.identity,
            at: clock.now(),
            in: db,
            edit: body.changed
        )
        return Answer(OrganisationBody(changed), version: changed.version)
    }
}
