import CityContracts
package import CityCore
package import CityEvents
import CityHTTP
package import CitySQL
import CityWorkflow

/// Changes to the class tables. Everything happens in drafts; publishing turns a draft into a rule from a first day on.
package struct ClassService: Sendable {
    private let registry: Registry
    private let outbox: Outbox

    package init(registry: Registry, outbox: Outbox) {
        self.registry = registry
        self.outbox = outbox
    }

    /// A new draft: empty, or a copy of another edition.
    package func makeDraft(
        _ draft: ClassEdition,
        copyOf original: String?,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> ClassEdition {
        try identity.demandCityWide(.classWrite)
        if try ClassStore.edition(draft.code, in: db) != nil {
            throw CityError(
                .conflict,
                "class.edition_taken",
                Wording("已有版本 \(draft.code)，请换一个代码", "There is an edition \(draft.code) already; choose another code")
            )
        }
        try ClassStore.insert(draft, in: db)
        if let original {
            guard try ClassStore.edition(original, in: db) != nil else {
                throw CityError.invalid(
                    "copyOf",
                    "class.edition_unknown",
                    Wording("没有版本 \(original.prefix(40))", "There is no edition \(original.prefix(40))")
                )
            }
            try ClassStore.copyClasses(from: original, to: draft.code, in: db)
        }
        try tell(draft, at: now, in: db)
        return draft
    }

    /// Changes what a draft is called, where it comes from, when it is meant to begin.
    package func describe(
        _ code: String,
        title: Wording?,
        source: Wording?,
        validFrom: CivilDate?,
        expectedVersion: Int?,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> ClassEdition {
        let old: ClassEdition = try draft(code, expectedVersion, identity, db)
        let new: ClassEdition = try ClassEdition(
            old.code,
            title: title ?? old.title,
            source: source ?? old.source,
            validFrom: validFrom ?? old.validFrom,
            validTo: old.validTo,
            state: .draft,
            version: old.version + 1
        )
        try ClassStore.update(new, in: db)
        try tell(new, at: now, in: db)
        return new
    }

    /// Writes one small class of a draft with all its conditions, and its group's name.
    package func save(
        _ small: SmallClass,
        expectedVersion: Int?,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> ClassEdition {
        let old: ClassEdition = try draft(small.key.edition, expectedVersion, identity, db)
        let big: BigClass = try BigClass(kind: small.key.kind, code: small.key.big, name: small.bigName)
        try ClassStore.save(big, in: old.code, db)
        try ClassStore.save(small, in: db)
        return try touch(old, at: now, in: db)
    }

    /// Takes one small class out of a draft, and its group with the last one.
    package func remove(
        _ key: ClassKey,
        expectedVersion: Int?,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> ClassEdition {
        let old: ClassEdition = try draft(key.edition, expectedVersion, identity, db)
        guard try ClassStore.small(key, in: db) != nil else { throw CityError.notFound(SmallClass.thing) }
        try ClassStore.delete(key, in: db)
        let left: [SmallClass] = try ClassStore.smalls(of: key.edition, in: db)
        if !left.contains(where: { $0.key.kind == key.kind && $0.key.big == key.big }) {
            try ClassStore.delete(big: key.big, kind: key.kind, of: key.edition, in: db)
        }
        return try touch(old, at: now, in: db)
    }

    package func discard(
        _ code: String,
        expectedVersion: Int?,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        let old: ClassEdition = try draft(code, expectedVersion, identity, db)
        try ClassStore.delete(edition: code, in: db)
        try tell(old, at: now, in: db)
    }

    /// Makes a draft the rule from its first day on. It cannot begin in the past, because cases have been filed under
    /// what held then, nor on the first day of another edition.
    package func publish(
        _ code: String,
        validFrom: CivilDate,
        expectedVersion: Int?,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> ClassEdition {
        let old: ClassEdition = try draft(code, expectedVersion, identity, db)
        try checkFirstDay(validFrom, today: try CalendarStore.load(in: db).date(of: now), in: db)
        try checkComplete(code, in: db)
        let new: ClassEdition = try ClassEdition(
            old.code,
            title: old.title,
            source: old.source,
            validFrom: validFrom,
            validTo: nil,
            state: .published,
            version: old.version + 1
        )
        try ClassStore.update(new, in: db)
        try tell(new, at: now, in: db)
        return new
    }

    private func checkFirstDay(_ first: CivilDate, today: CivilDate, in db: any SQLConnection) throws {
        guard first >= today else {
            throw CityError.invalid(
                "validFrom",
                "class.past",
                Wording("生效日期不能早于今天（\(today)）", "The first day must not lie before today (\(today))")
            )
        }
        let others: [ClassEdition] = try ClassStore.editions(in: db)
        guard let other = others.first(where: { $0.state == .published && $0.validFrom == first }) else { return }
        throw CityError(
            .conflict,
            "class.same_day",
            Wording(
                "版本 \(other.code) 也在 \(first) 生效，请换一天",
                "The edition \(other.code) begins on \(first) too; choose another day"
            )
        )
    }

    private func checkComplete(_ code: String, in db: any SQLConnection) throws {
        let smalls: [SmallClass] = try ClassStore.smalls(of: code, in: db)
        let bare: [SmallClass] = smalls.filter { $0.conditions.isEmpty }
        guard smalls.isEmpty || !bare.isEmpty else { return }
        throw CityError(
            .conflict,
            "class.incomplete",
            smalls.isEmpty
                ? Wording("版本中没有任何小类，不能发布", "The edition has no classes and cannot be published")
                : Wording("有 \(bare.count) 个小类没有立案条件，不能发布", "\(bare.count) classes have no filing condition yet"),
            fields: bare.prefix(50).map { small in
                FieldError(
                    small.key.text,
                    "class.no_condition",
                    Wording("“\(small.name.zh)”没有立案条件", "“\(small.name.en)” has no filing condition")
                )
            }
        )
    }
}

// What every change of a draft begins and ends with.
extension ClassService {
    /// The draft as it is now, when the caller may change it and has seen its newest version.
    func draft(
        _ code: String,
        _ expectedVersion: Int?,
        _ identity: Identity,
        _ db: any SQLConnection
    ) throws -> ClassEdition {
        try identity.demandCityWide(.classWrite)
        guard let edition = try ClassStore.edition(code, in: db) else { throw CityError.notFound(ClassEdition.thing) }
        guard edition.state == .draft else {
            throw CityError(
                .conflict,
                "class.published",
                Wording(
                    "已发布的版本不能修改：请复制为新版本，修改后再发布",
                    "A published edition does not change: copy it into a new one, change that and publish it"
                )
            )
        }
        if let expectedVersion, expectedVersion != edition.version {
            throw CityError.stale(ClassEdition.thing, current: edition.version)
        }
        return edition
    }

    func touch(_ old: ClassEdition, at now: Timestamp, in db: any SQLConnection) throws -> ClassEdition {
        let new: ClassEdition = try ClassEdition(
            old.code,
            title: old.title,
            source: old.source,
            validFrom: old.validFrom,
            validTo: old.validTo,
            state: old.state,
            version: old.version + 1
        )
        try ClassStore.update(new, in: db)
        try tell(new, at: now, in: db)
        return new
    }

    private func tell(_ edition: ClassEdition, at now: Timestamp, in db: any SQLConnection) throws {
        try outbox.publish(RegistryChanged(kind: "class", code: edition.code, area: ""), at: now, in: db)
        registry.apply(.classes(try ClassCatalogue(loadingFrom: db)), afterCommitOf: db)
    }
}

extension SmallClass {
    static let thing: Wording = Wording("小类", "class")
}
