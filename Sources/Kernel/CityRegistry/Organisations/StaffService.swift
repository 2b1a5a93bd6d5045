import CityContracts
package import CityCore
package import CityEvents
import CityHTTP
package import CitySQL

/// Changes to staff: each is one transaction with its event.
package struct StaffService: Sendable {
    private let outbox: Outbox

    package init(outbox: Outbox) {
        self.outbox = outbox
    }

    /// The staff member, when the caller may know of them.
    package func find(_ id: StaffID, for identity: Identity, in db: any SQLConnection) throws -> Staff {
        guard let found = try StaffStore.find(id, in: db),
            identity.may(.registryRead, area: found.area, organisation: found.organisation)
        else { throw CityError.notFound(Staff.thing) }
        return found
    }

    package func create(
        _ staff: Staff,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Staff {
        try add(staff, by: identity, in: db)
        try tell(staff.number, staff.area, at: now, in: db)
        return staff
    }

    /// Changes a staff member. The closure makes the new one of the old; id, number and version are not its matter.
    package func change(
        _ id: StaffID,
        expectedVersion: Int?,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection,
        edit: (Staff) throws -> Staff
    ) throws -> Staff {
        guard let old = try StaffStore.find(id, in: db) else { throw CityError.notFound(Staff.thing) }
        let saved: Saved<Staff> = try replace(
            old,
            by: { try edit(old) },
            expectedVersion: expectedVersion,
            identity,
            db
        )
        if saved.outcome != .unchanged { try tell(saved.thing.number, saved.thing.area, at: now, in: db) }
        return saved.thing
    }

    /// Tells of one change, or of many at once with their count and an empty code.
    func tell(
        _ number: String,
        _ area: String,
        count: Int? = nil,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        let event: RegistryChanged = RegistryChanged(kind: "staff", code: number, area: area, count: count)
        try outbox.publish(event, at: now, in: db)
    }
}

// The rules, without telling anybody: imports keep many and tell once.
extension StaffService {
    func add(_ staff: Staff, by identity: Identity, in db: any SQLConnection) throws {
        try identity.demandRegistryWrite(area: staff.area, organisation: staff.organisation)
        if try StaffStore.find(number: staff.number, in: db) != nil {
            throw CityError(
                .conflict,
                "staff.number_taken",
                Wording("工号 \(staff.number) 已被使用", "The number \(staff.number) is taken")
            )
        }
        try checkOrganisation(of: staff, in: db)
        try checkAccount(of: staff, in: db)
        try StaffStore.insert(staff, in: db)
    }

    func replace(
        _ old: Staff,
        by make: () throws -> Staff,
        expectedVersion: Int?,
        _ identity: Identity,
        _ db: any SQLConnection
    ) throws -> Saved<Staff> {
        try identity.requireRegistryWrite(area: old.area, organisation: old.organisation, Staff.thing)
        if let expectedVersion, expectedVersion != old.version {
            throw CityError.stale(Staff.thing, current: old.version)
        }
        let edited: Staff = try make()
        let new: Staff = try Staff(
            id: old.id,
            number: old.number,
            name: edited.name,
            organisation: edited.organisation,
            post: edited.post,
            phone: edited.phone,
            account: edited.account,
            area: edited.area,
            state: edited.state,
            version: old.version + 1
        )
        if new.hasSameContent(as: old) { return Saved(old, .unchanged) }
        try identity.demandRegistryWrite(area: new.area, organisation: new.organisation)
        if new.organisation != old.organisation || new.state != old.state { try checkOrganisation(of: new, in: db) }
        if new.account != old.account { try checkAccount(of: new, in: db) }
        try StaffStore.update(new, in: db)
        return Saved(new, .changed)
    }

    private func checkOrganisation(of staff: Staff, in db: any SQLConnection) throws {
        guard let organisation = try OrganisationStore.find(staff.organisation, in: db) else {
            throw CityError.invalid(
                "organisation",
                "organisation.unknown",
                Wording("没有这个机构", "There is no such organisation")
            )
        }
        guard organisation.state == .active || staff.state == .left else {
            throw CityError(
                .conflict,
                "organisation.closed",
                Wording("机构“\(organisation.name)”已停用", "The organisation “\(organisation.title.en)” is closed")
            )
        }
    }

    private func checkAccount(of staff: Staff, in db: any SQLConnection) throws {
        guard let account = staff.account, let other = try StaffStore.find(account: account, in: db),
            other.id != staff.id
        else { return }
        throw CityError(
            .conflict,
            "staff.account_taken",
            Wording("该账号已属于工号 \(other.number)", "That account belongs to number \(other.number) already")
        )
    }
}
