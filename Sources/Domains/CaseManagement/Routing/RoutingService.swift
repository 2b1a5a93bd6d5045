import CityContracts
package import CityCore
package import CityEvents
import CityHTTP
package import CityRegistry
package import CitySQL

/// What is done with rule sets. Each method runs in its caller's transaction. Rules hold for the whole city, so only
/// who may write them in the whole city changes them.
package struct RoutingService: Sendable {
    let registry: Registry
    let book: RoutingBook
    private let outbox: Outbox
    private let ids: IDSource

    package init(registry: Registry, book: RoutingBook, outbox: Outbox, ids: IDSource) {
        self.registry = registry
        self.book = book
        self.outbox = outbox
        self.ids = ids
    }

    /// What a new draft begins with.
    package enum Origin: Sendable, Hashable {
        case nothing
        /// The rules in force.
        case live
        /// A set that is or was in force, to go back to it.
        case copy(RuleSetID)
    }

    /// Puts the rules in force into the book: when the city starts, or when another process has changed them.
    package func load(in db: any SQLConnection) throws {
        guard let live = try RuleSetStore.live(in: db) else { return book.replace(by: .none) }
        book.replace(by: RoutingRules(version: live.number, rules: try RuleSetStore.rules(of: live.id, in: db)))
    }

    package func find(_ id: RuleSetID, in db: any SQLConnection) throws -> RuleSet {
        guard let set = try RuleSetStore.find(id, in: db) else { throw CityError.notFound(RoutingTrouble.thing) }
        return set
    }

    package func rules(of id: RuleSetID, in db: any SQLConnection) throws -> [RoutingRule] {
        try RuleSetStore.rules(of: id, in: db)
    }

    package func list(
        _ state: RuleSet.State?,
        _ page: PageRequest,
        in db: any SQLConnection
    ) throws -> Page<RuleSet> {
        try RuleSetStore.list(state, page, in: db)
    }

    package func makeDraft(
        titled title: String,
        from origin: Origin,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> RuleSet {
        try demandWrite(identity)
        let original: RuleSet? = try original(origin, in: db)
        let rules: [RoutingRule] = try original.map { try RuleSetStore.rules(of: $0.id, in: db) } ?? []
        let draft: RuleSet = RuleSet(
            id: ids.next(at: now),
            number: try RuleSetStore.nextNumber(in: db),
            title: try checked(title: title),
            state: .draft,
            ruleCount: rules.count,
            basedOn: original?.id,
            createdBy: identity.account,
            createdAt: now,
            version: 1
        )
        try RuleSetStore.insert(draft, rules, in: db)
        return draft
    }

    /// Writes all rules of a draft anew; the title stays when none is given.
    package func edit(
        _ id: RuleSetID,
        title: String?,
        rules: [RoutingRule],
        expecting version: Int,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> RuleSet {
        var draft: RuleSet = try self.draft(id, expecting: version, by: identity, in: db)
        let tidy: [RoutingRule] = RuleSetCheck.tidied(rules)
        let problems: [FieldError] = RuleSetCheck(registry.current, at: now).problems(tidy)
        if !problems.isEmpty { throw CityError.invalid(problems) }
        if let title { draft.title = try checked(title: title) }
        draft.ruleCount = tidy.count
        draft.version += 1
        try RuleSetStore.update(draft, rules: tidy, in: db)
        return draft
    }

    package func discard(
        _ id: RuleSetID,
        expecting version: Int,
        by identity: Identity,
        in db: any SQLConnection
    ) throws {
        try RuleSetStore.delete(try draft(id, expecting: version, by: identity, in: db), in: db)
    }

    /// Puts a draft in force in the place of the set that is. What was not simulated as it is now takes a confirmation.
    package func activate(
        _ id: RuleSetID,
        isConfirmed: Bool,
        expecting version: Int,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> RuleSet {
        var set: RuleSet = try draft(id, expecting: version, by: identity, in: db)
        let rules: [RoutingRule] = try RuleSetStore.rules(of: id, in: db)
        let problems: [FieldError] = RuleSetCheck(registry.current, at: now).problems(rules)
        if !problems.isEmpty { throw RoutingTrouble.broken(problems) }
        let live: RuleSet? = try RuleSetStore.live(in: db)
        guard isConfirmed || set.isTried(against: live?.id) else { throw RoutingTrouble.notSimulated }
        if var retired = live {
            retired.state = .retired
            retired.version += 1
            try RuleSetStore.update(retired, in: db)
        }
        set.state = .live
        set.wentLiveAt = now
        set.wentLiveBy = identity.account
        set.version += 1
        try RuleSetStore.update(set, in: db)
        let event: RoutingChanged = RoutingChanged(
            ruleSetID: id.text,
            number: set.number,
            previous: live?.number,
            rules: rules.count
        )
        try outbox.publish(event, at: now, in: db)
        let next: RoutingRules = RoutingRules(version: set.number, rules: rules)
        let book: RoutingBook = book
        db.onCommit { book.replace(by: next) }
        return set
    }

    func demandWrite(_ identity: Identity) throws {
        guard identity.may(.routingWrite, area: "") else { throw RoutingTrouble.cityWide }
    }

    private func draft(
        _ id: RuleSetID,
        expecting version: Int,
        by identity: Identity,
        in db: any SQLConnection
    ) throws -> RuleSet {
        try demandWrite(identity)
        let set: RuleSet = try find(id, in: db)
        guard version == set.version else { throw CityError.stale(RoutingTrouble.thing, current: set.version) }
        guard set.state == .draft else { throw RoutingTrouble.notDraft }
        return set
    }

    private func original(_ origin: Origin, in db: any SQLConnection) throws -> RuleSet? {
        switch origin {
        case .nothing: return nil
        case .live:
            guard let live = try RuleSetStore.live(in: db) else { throw RoutingTrouble.nothingLive }
            return live
        case .copy(let id):
            guard let set = try RuleSetStore.find(id, in: db), set.state != .draft else {
                throw RoutingTrouble.copyOf
            }
            return set
        }
    }

    private func checked(title: String) throws -> String {
        let trimmed: String = title.trimmed()
        let isPlain: Bool = !trimmed.unicodeScalars.contains { $0.properties.generalCategory == .control }
        guard isPlain, (1...RuleSet.titleMax).contains(trimmed.count) else {
            throw CityError.invalid(
                "title",
                "routing.title",
                Wording(
                    "标题须为 1–\(RuleSet.titleMax) 个字，不含控制字符",
                    "The title has 1–\(RuleSet.titleMax) characters and no control characters"
                )
            )
        }
        return trimmed
    }
}
