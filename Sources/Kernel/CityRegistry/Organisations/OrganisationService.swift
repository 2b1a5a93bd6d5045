import CityContracts
package import CityCore
package import CityEvents
import CityHTTP
package import CitySQL

/// Changes to organisations: each is one transaction with its event, and is in the directory when it returns.
package struct OrganisationService: Sendable {
    static let depthMax: Int = 10

    private let registry: Registry
    private let outbox: Outbox

    package init(registry: Registry, outbox: Outbox) {
        self.registry = registry
        self.outbox = outbox
    }

    /// The organisation, when the caller may know of it.
    package func find(
        _ id: OrganisationID,
        for identity: Identity,
        in db: any SQLConnection
    ) throws -> Organisation {
        guard let found = try OrganisationStore.find(id, in: db),
            identity.may(.registryRead, area: found.area, organisation: found.id)
        else { throw CityError.notFound(Organisation.thing) }
        return found
    }

    package func create(
        _ organisation: Organisation,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Organisation {
        try add(organisation, by: identity, in: db)
        try tell(organisation.code, organisation.area, at: now, in: db)
        return organisation
    }

    /// Changes an organisation. The closure makes the new one of the old; its id, code and version are not its matter.
    package func change(
        _ id: OrganisationID,
        expectedVersion: Int?,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection,
        edit: (Organisation) throws -> Organisation
    ) throws -> Organisation {
        guard let old = try OrganisationStore.find(id, in: db) else { throw CityError.notFound(Organisation.thing) }
        let saved: Saved<Organisation> = try replace(
            old,
            by: { try edit(old) },
            expectedVersion: expectedVersion,
            identity,
            db
        )
        if saved.outcome != .unchanged { try tell(saved.thing.code, saved.thing.area, at: now, in: db) }
        return saved.thing
    }

    /// Tells of one change, or of many at once with their count and an empty code.
    func tell(
        _ code: String,
        _ area: String,
        count: Int? = nil,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        let event: RegistryChanged = RegistryChanged(kind: "organisation", code: code, area: area, count: count)
        try outbox.publish(event, at: now, in: db)
        registry.apply(.organisations(try OrganisationDirectory(loadingFrom: db)), afterCommitOf: db)
    }
}

// The rules, without telling anybody: imports keep many and tell once.
extension OrganisationService {
    func add(_ organisation: Organisation, by identity: Identity, in db: any SQLConnection) throws {
        try identity.demandRegistryWrite(area: organisation.area, organisation: organisation.parent)
        if try OrganisationStore.find(code: organisation.code, in: db) != nil {
            throw CityError(
                .conflict,
                "organisation.code_taken",
                Wording("机构代码 \(organisation.code) 已被使用", "The code \(organisation.code) is taken")
            )
        }
        try checkPlace(of: organisation, wasActive: false, in: db)
        try OrganisationStore.insert(organisation, in: db)
    }

    func replace(
        _ old: Organisation,
        by make: () throws -> Organisation,
        expectedVersion: Int?,
        _ identity: Identity,
        _ db: any SQLConnection
    ) throws -> Saved<Organisation> {
        try identity.requireRegistryWrite(area: old.area, organisation: old.id, Organisation.thing)
        if let expectedVersion, expectedVersion != old.version {
            throw CityError.stale(Organisation.thing, current: old.version)
        }
        let edited: Organisation = try make()
        let new: Organisation = try Organisation(
            id: old.id,
            code: old.code,
            name: edited.name,
            englishName: edited.englishName,
            kind: edited.kind,
            parent: edited.parent,
            area: edited.area,
            phone: edited.phone,
            state: edited.state,
            version: old.version + 1
        )
        if new.hasSameContent(as: old) { return Saved(old, .unchanged) }
        try identity.demandRegistryWrite(area: new.area, organisation: new.id)
        if new.state == .closed, old.state == .active { try checkUnused(new, in: db) }
        if new.parent != old.parent || new.state != old.state {
            try checkPlace(of: new, wasActive: old.state == .active && new.parent == old.parent, in: db)
        }
        try OrganisationStore.update(new, in: db)
        return Saved(new, .changed)
    }

    private func checkUnused(_ organisation: Organisation, in db: any SQLConnection) throws {
        let left: (children: Int, staff: Int) = try OrganisationStore.dependents(of: organisation.id, in: db)
        guard left.children > 0 || left.staff > 0 else { return }
        throw CityError(
            .conflict,
            "organisation.in_use",
            Wording(
                "还有 \(left.children) 个下级机构和 \(left.staff) 名在职人员，请先停用或调离",
                "\(left.children) organisations and \(left.staff) staff members still belong to it; move or close them first"
            )
        )
    }

    /// The parent must exist, be active when the organisation is, and not stand below it.
    private func checkPlace(of organisation: Organisation, wasActive: Bool, in db: any SQLConnection) throws {
        guard let id = organisation.parent else { return }
        guard let parent = try OrganisationStore.find(id, in: db) else {
            throw CityError.invalid(
                "parent",
                "organisation.parent_unknown",
                Wording("没有这个上级机构", "There is no such parent organisation")
            )
        }
        try checkChain(from: parent, to: organisation, in: db)
        if parent.state == .closed, organisation.state == .active, !wasActive {
            throw CityError(
                .conflict,
                "organisation.parent_closed",
                Wording("上级机构“\(parent.name)”已停用", "The parent “\(parent.title.en)” is closed")
            )
        }
    }

    /// Walks up from the parent: the organisation itself must not be there, and the top must not be far.
    private func checkChain(
        from parent: Organisation,
        to organisation: Organisation,
        in db: any SQLConnection
    ) throws {
        var above: Organisation? = parent
        for _ in 1..<OrganisationService.depthMax {
            guard let current = above else { return }
            if current.id == organisation.id {
                throw CityError.invalid(
                    "parent",
                    "organisation.parent_loop",
                    Wording(
                        "“\(parent.name)”就是本机构或在本机构之下，不能作为上级",
                        "“\(parent.title.en)” is this organisation or stands below it and cannot be its parent"
                    )
                )
            }
            above = try current.parent.flatMap { try OrganisationStore.find($0, in: db) }
        }
        guard above != nil else { return }
        throw CityError.invalid(
            "parent",
            "organisation.too_deep",
            Wording(
                "机构层级不能超过 \(OrganisationService.depthMax) 级",
                "Organisations stand at most \(OrganisationService.depthMax) levels deep"
            )
        )
    }
}
