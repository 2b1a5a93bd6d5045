import CityContracts
package import CityCore
package import CityEvents
package import CitySQL

/// What may be done to areas. Its methods run in their caller's transaction.
package struct AreaService: Sendable {
    package static let thing: Wording = Wording("该区域", "area")

    private let registry: Registry
    private let outbox: Outbox

    package init(registry: Registry, outbox: Outbox) {
        self.registry = registry
        self.outbox = outbox
    }

    /// Creates or changes an area and tells everybody.
    package func save(
        _ draft: Area.Draft,
        _ condition: WriteCondition,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Saved<Area> {
        let saved: Saved<Area> = try store(draft, condition, by: identity, at: now, in: db)
        guard saved.outcome != .unchanged else { return saved }
        registry.apply(.areas([saved.thing]), afterCommitOf: db)
        let code: String = saved.thing.code
        try outbox.publish(RegistryChanged(kind: "area", code: code, area: code), at: now, in: db)
        return saved
    }

    /// The same without telling, for imports, which tell once at their end.
    func store(
        _ draft: Area.Draft,
        _ condition: WriteCondition,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Saved<Area> {
        var draft: Area.Draft = draft
        draft.code = draft.code.trimmed()
        draft.parent = try draft.parent ?? nearestParent(of: draft, in: db)
        let existing: Area? = try AreaStore.find(draft.code, in: db)
        let area: Area = try Area(draft, changedAt: now, version: (existing?.version ?? 0) + 1)
        try identity.requireRegistryWrite(area: area.code, AreaService.thing)
        try condition.check(current: existing?.version, AreaService.thing)
        try check(area, existing: existing, in: db)
        if let existing, existing.hasSameContent(as: area) { return Saved(existing, .unchanged) }
        try AreaStore.put(area, in: db)
        return Saved(area, existing == nil ? .created : .changed)
    }

    private func nearestParent(of draft: Area.Draft, in db: any SQLConnection) throws -> String? {
        for code in AreaCode.candidates(around: draft.code) where code != draft.code {
            if let area = try AreaStore.find(code, in: db), area.level < draft.level { return code }
        }
        return nil
    }

    private func check(_ area: Area, existing: Area?, in db: any SQLConnection) throws {
        var fields: FieldChecks = FieldChecks()
        if let existing {
            fields.require(
                existing.level == area.level,
                "level",
                "area.level_fixed",
                Wording("区域的级别不能更改", "The level of an area cannot be changed")
            )
        }
        if let code = area.parent {
            let parent: Area? = try AreaStore.find(code, in: db)
            fields.require(
                parent.map { $0.level < area.level } ?? false,
                "parent",
                "area.unknown_parent",
                Wording("没有编码为 \(code) 的上级区域，请先建立", "There is no larger area with the code \(code); make it first")
            )
        }
        try fields.finish()
    }
}
