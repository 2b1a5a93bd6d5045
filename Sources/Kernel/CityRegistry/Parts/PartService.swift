import CityContracts
package import CityCore
package import CityEvents
import CityGeo
package import CitySQL

/// What may be done to components. Its methods run in their caller's transaction.
package struct PartService: Sendable {
    package static let thing: Wording = Wording("该部件", "component")

    private let registry: Registry
    private let outbox: Outbox
    package let format: PartCodeFormat

    package init(registry: Registry, outbox: Outbox, format: PartCodeFormat = .standard) {
        self.registry = registry
        self.outbox = outbox
        self.format = format
    }

    /// Creates or changes a component, with an entry in its history, and tells everybody.
    package func save(
        _ draft: Part.Draft,
        _ condition: WriteCondition,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Saved<Part> {
        let saved: Saved<Part> = try store(draft, condition, by: identity, at: now, in: db)
        guard saved.outcome != .unchanged else { return saved }
        let event: RegistryChanged = RegistryChanged(kind: "part", code: saved.thing.code, area: saved.thing.area)
        try outbox.publish(event, at: now, in: db)
        return saved
    }

    /// The same without telling, for imports, which tell once for each batch.
    func store(
        _ draft: Part.Draft,
        _ condition: WriteCondition,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Saved<Part> {
        let directory: RegistryDirectory = registry.current
        let existing: Part? = try draft.code.flatMap { try PartStore.find($0, in: db) }
        if let existing { try requireWrite(existing.area, existing.organisations, identity) }
        try condition.check(current: existing?.version, PartService.thing)
        let (area, gridCode) = try whereabouts(draft, existing, directory)
        try requireWrite(area, [draft.authority, draft.owner, draft.maintainer].compactMap(\.self), identity)
        try check(draft, existing: existing, directory)
        let code: PartCode = try code(of: draft, area: area, in: db)
        let version: Int = (existing?.version ?? 0) + 1
        let part: Part = try Part(draft, code: code, area: area, gridCode: gridCode, version: version)
        var entry: PartHistory = PartHistory(
            version: version,
            kind: existing == nil ? .created : .changed,
            at: now,
            account: identity.account,
            name: identity.name,
            changes: []
        )
        if let existing {
            entry.changes = PartHistory.changes(from: existing, to: part)
            if entry.changes.isEmpty { return Saved(existing, .unchanged) }
        }
        try PartStore.put(part, in: db)
        try PartStore.addHistory(entry, of: part.code, in: db)
        return Saved(part, existing == nil ? .created : .changed)
    }

    /// The area and the grid at the place; where neither is known, the area that the code begins with.
    private func whereabouts(
        _ draft: Part.Draft,
        _ existing: Part?,
        _ directory: RegistryDirectory
    ) throws -> (area: String, gridCode: String?) {
        if let facts = directory.place(at: draft.place) { return (facts.areaCode, facts.gridCode) }
        if let code = draft.code ?? existing?.code, let area = directory.areaPath(String(code.prefix(6))).last {
            return (area.code, nil)
        }
        throw CityError.invalid(
            "place",
            "part.nowhere",
            Wording("该位置不在任何网格或区域内，请检查坐标", "The place is in no grid and no area; check its coordinates")
        )
    }

    private func requireWrite(_ area: String, _ organisations: [OrganisationID], _ identity: Identity) throws {
        for organisation in organisations
        where identity.may(.registryWrite, area: area, organisation: organisation) { return }
        let known: OrganisationID? = organisations.first {
            identity.may(.registryRead, area: area, organisation: $0)
        }
        try identity.requireRegistryWrite(area: area, organisation: known, PartService.thing)
    }

    private func check(_ draft: Part.Draft, existing: Part?, _ directory: RegistryDirectory) throws {
        var fields: FieldChecks = FieldChecks()
        let key: ClassKey = ClassKey(edition: draft.edition, kind: .component, big: draft.big, small: draft.small)
        fields.require(
            directory.classes.small(key) != nil,
            "small",
            "part.unknown_class",
            Wording(
                "分类版本 \(draft.edition) 中没有部件小类 \(draft.big)-\(draft.small)",
                "The edition \(draft.edition) has no component class \(draft.big)-\(draft.small)"
            )
        )
        let owners: [(String, OrganisationID?)] = [
            ("authority", draft.authority), ("owner", draft.owner), ("maintainer", draft.maintainer),
        ]
        for (field, id) in owners {
            guard let id, directory.organisations.find(id) == nil else { continue }
            let wording: Wording = Wording("没有这个单位", "There is no such organisation")
            fields.note(field, "part.unknown_organisation", wording)
        }
        try fields.finish()
    }

    /// The code that the draft names, or the next free one of its class in its county.
    private func code(of draft: Part.Draft, area: String, in db: any SQLConnection) throws -> PartCode {
        if let text = draft.code {
            if let code = PartCode(text, format: format) { return code }
            throw CityError.invalid("code", "part.code", PartCode.wording(format))
        }
        let county: String = String(area.prefix(6))
        let last: Int = try PartStore.lastSerial(
            county: county,
            big: draft.big,
            small: draft.small,
            format: format,
            in: db
        )
        let next: PartCode? = PartCode(
            county: county,
            big: draft.big,
            small: draft.small,
            serial: last + 1,
            format: format
        )
        if let next { return next }
        throw CityError.invalid(
            "code",
            "part.no_code",
            Wording("该类别不能自动编码，请填写标识码", "No code can be given out for this class; give one yourself")
        )
    }
}
