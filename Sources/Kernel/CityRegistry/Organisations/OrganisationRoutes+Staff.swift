import CityCore
import CityHTTP
import CitySQL
import HTTPTypes

extension OrganisationRoutes {
    func registerStaff(in table: RouteTable) {
        registerStaffReading(in: table)
        table.write(
            .post,
            "staff",
            access: .permission(.registryWrite),
            Wording("新增人员", "Add a staff member"),
            body: StaffInputBody.self,
            answer: StaffBody.self,
            use: createStaff
        )
        table.write(
            .patch,
            "staff/{id}",
            access: .permission(.registryWrite),
            Wording("修改人员、登记离职", "Change a staff member, or note that they left"),
            body: StaffChangeBody.self,
            answer: StaffBody.self,
            use: changeStaff
        )
    }

    private func registerStaffReading(in table: RouteTable) {
        let database: any SQLDatabase = table.database
        table.list(
            "staff",
            access: .permission(.registryRead),
            Wording("人员列表（电话默认脱敏）", "Staff; telephone numbers are masked by default"),
            query: Self.staffQuery,
            item: StaffBody.self
        ) { call, page in
            let directory: OrganisationDirectory = registry.current.organisations
            let filter: StaffStore.Filter = try Self.staffFilter(call, directory)
            return try await database.read { db in try StaffStore.list(filter, page, in: db) }
                .map { StaffBody($0, directory, for: call.identity) }
        }
        table.get(
            "staff/{id}",
            access: .permission(.registryRead),
            Wording("一名人员", "One staff member"),
            answer: StaffBody.self
        ) { call in
            let id: StaffID = try call.id()
            let found: Staff = try await database.read { db in try staff.find(id, for: call.identity, in: db) }
            return Answer(
                StaffBody(found, registry.current.organisations, for: call.identity),
                version: found.version
            )
        }
    }

    private static let staffQuery: [QueryParameter] = [
        QueryParameter("organisation", .text, Wording("所属机构，含下级机构", "An organisation; those below it count too")),
        QueryParameter("post", .choice(Post.allCases.map(\.rawValue)), Wording("岗位", "Post")),
        QueryParameter("state", .choice(Staff.State.allCases.map(\.rawValue)), Wording("状态", "State")),
        QueryParameter("area", .text, Wording("工作区域编码，含下级", "Code of an area; those inside count too")),
        QueryParameter("text", .text, Wording("姓名或工号的一部分", "Part of the name or number")),
    ]

    private static func staffFilter(_ call: Call, _ directory: OrganisationDirectory) throws -> StaffStore.Filter {
        var filter: StaffStore.Filter = StaffStore.Filter(scopes: call.identity.scopes(for: .registryRead))
        filter.organisations = call.text("organisation").map { text in
            let id: OrganisationID = OrganisationID(text)
            return [id] + directory.descendants(of: id).map(\.id)
        }
        filter.post = try call.choice("post", of: Post.self)
        filter.state = try call.choice("state", of: Staff.State.self)
        filter.area = call.text("area")
        filter.text = call.text("text")
        return filter
    }

    private func createStaff(
        _ call: Call,
        _ body: StaffInputBody,
        _ db: any SQLConnection
    ) throws -> Answer<StaffBody> {
        let now: Timestamp = clock.now()
        let employer: Organisation? = try OrganisationStore.find(OrganisationID(body.organisation), in: db)
        let new: Staff = try body.staff(id: ids.next(at: now), areaOfOrganisation: employer?.area)
        let made: Staff = try staff.create(new, by: call.identity, at: now, in: db)
        let path: String = "\(RouteTable.prefix)staff/\(made.id)"
        return .created(try answered(made, call, db), version: made.version, location: path)
    }

    private func changeStaff(
        _ call: Call,
        _ body: StaffChangeBody,
        _ db: any SQLConnection
    ) throws -> Answer<StaffBody> {
        let changed: Staff = try staff.change(
            try call.id(),
            expectedVersion: try call.expectedVersion(),
            by: call.identity,
            at: clock.now(),
            in: db,
            edit: body.changed
        )
        return Answer(try answered(changed, call, db), version: changed.version)
    }

    private func answered(_ staff: Staff, _ call: Call, _ db: any SQLConnection) throws -> StaffBody {
        let employer: Organisation? = try OrganisationStore.find(staff.organisation, in: db)
        return StaffBody(staff, OrganisationDirectory(employer.map { [$0] } ?? []), for: call.identity)
    }
}
