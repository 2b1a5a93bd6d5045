import CityContracts
package import CityCore
import CityEvents
import CityGeo
import CityHTTP
import CityRegistry
package import CitySQL
import CitySensing
import CityWorkflow

/// Orders: given, carried out, and told to whoever must know.
package struct OrderService: Sendable {
    static let unitsMax: Int = 100

    let units: UnitService
    let registry: Registry
    let outbox: Outbox
    let ports: CommandPorts
    let ids: IDSource

    private var sensing: DeviceService { units.sensing }

    /// The same order to each of some units.
    package func send(
        _ input: OrderInputBody,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> [CommandOrder] {
        let draft: OrderDraft = try OrderDraft(input, now: now)
        try checkIncident(of: input.about, identity, db)
        let chosen: [CommandUnitID] = input.units.unique.map { CommandUnitID($0) }
        guard (1...Self.unitsMax).contains(chosen.count) else { throw OrderTrouble.units }
        let known: [CommandUnitID: CommandUnit] = try CommandUnitStore.find(chosen, in: db)
        let batch: String = ids.make(now)
        return try chosen.map { id in
            guard let unit = known[id] else { throw CityError.notFound(CommandUnit.thing) }
            try sensing.demand(.commandDispatch, unit, identity)
            guard unit.isActive else { throw OrderTrouble.inactive(unit) }
            let order: CommandOrder = draft.order(
                id: ids.next(at: now),
                number: try CommandSerial.next("L", on: registry.current.calendar.date(of: now), in: db),
                batch: batch,
                to: unit,
                by: identity,
                at: now
            )
            try OrderStore.insert(order, in: db)
            try note("send", on: order, by: identity, at: now, words: "", in: db)
            try tellTerminals(of: unit, order.spoken, at: now, in: db)
            try publish(order, "sent", at: now, in: db)
            return order
        }
    }

    /// An order of a step is written into its incident: into one that goes on, by somebody who leads it.
    private func checkIncident(of about: OrderSubjectBody?, _ identity: Identity, _ db: any SQLConnection) throws {
        guard let about, about.kind == .step else { return }
        let id: IncidentID = IncidentID(String(about.id.prefix { $0 != "/" }))
        guard let incident = try IncidentStore.find(id, in: db) else { throw CityError.notFound(Incident.thing) }
        try sensing.demand(.commandDispatch, incident, identity)
        guard incident.endedAt == nil else { throw IncidentTrouble.ended }
    }

    /// What somebody of the unit, or whoever dispatches, does to an order.
    package func perform(
        _ act: OrderAct,
        on id: CommandOrderID,
        _ input: OrderActBody,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> CommandOrder {
        var order: CommandOrder = try find(id, by: identity, in: db)
        guard acts(on: order, by: identity, try isMember(identity, of: order, db)).contains(act) else {
            if act.from.contains(order.state) { throw OrderTrouble.notYours }
            throw OrderTrouble.state(order, act)
        }
        var checks: FieldChecks = FieldChecks()
        let words: String = checks.text(input.words ?? "", "words", (act.needsWords ? 1 : 0)...1_000)
        // A phone's clock that is wrong does not cost the act.
        let moment: Timestamp = min(max(input.at ?? now, order.lastStepAt), now)
        let photos: [String] = (input.photos ?? []).unique
        let known: Set<String> = try ports.existingMedia(photos, db)
        if photos.count > 9 || known.count < photos.count {
            checks.note("photos", "order.photos", Wording("请上传至多 9 张照片", "Add at most 9 photos that were uploaded"))
        }
        try checks.finish()
        let version: Int = order.version
        order.apply(act, at: moment, now: now)
        if act == .finish || act == .refuse || act == .cancel { order.result = words }
        order.photos += photos
        order.version += 1
        guard try OrderStore.update(order, from: version, in: db) else {
            throw CityError.stale(CommandOrder.thing, current: version + 1)
        }
        try note(
            act.rawValue,
            on: order,
            by: identity,
            at: moment,
            now: now,
            words: words,
            input.place,
            in: db
        )
        if act == .cancel, let unit = try CommandUnitStore.find(order.unit, in: db) {
            try tellTerminals(of: unit, "任务取消：\(order.title)", at: now, in: db)
        }
        try publish(order, act.rawValue, at: now, in: db)
        return order
    }

    /// Which acts somebody may do now.
    func acts(on order: CommandOrder, by identity: Identity, _ isMember: Bool) -> [OrderAct] {
        let mayDispatch: Bool = sensing.may(.commandDispatch, order, identity)
        return OrderAct.allCases.filter { act in
            act.from.contains(order.state)
                && (act.isOfUnit && isMember || act.isOfDispatcher && mayDispatch
                    // Whoever dispatches may note what a unit told them by radio.
                    || act.isOfUnit && act != .refuse && mayDispatch)
        }
    }

    func isMember(_ identity: Identity, of order: CommandOrder, _ db: any SQLConnection) throws -> Bool {
        try CommandUnitStore.find(order.unit, in: db)?.members.contains(identity.account) ?? false
    }

    func find(_ id: CommandOrderID, by identity: Identity, in db: any SQLConnection) throws -> CommandOrder {
        guard let order = try OrderStore.find(id, in: db),
            try sensing.may(.commandRead, order, identity) || isMember(identity, of: order, db)
        else { throw CityError.notFound(CommandOrder.thing) }
        return order
    }

    func note(
        _ act: String,
        on order: CommandOrder,
        by identity: Identity,
        at moment: Timestamp,
        now: Timestamp? = nil,
        words: String,
        _ place: Coordinate? = nil,
        in db: any SQLConnection
    ) throws {
        let entry: OrderEntry = OrderEntry(
            at: moment,
            toldAt: now ?? moment,
            act: act,
            byAccount: identity.account,
            byName: identity.name,
            words: words,
            place: place
        )
        try OrderStore.add(entry, to: order.id, in: db)
        try logIncident(entry, order, in: db)
    }

    /// What is done to an order of a step is a line of its incident's log too.
    private func logIncident(_ entry: OrderEntry, _ order: CommandOrder, in db: any SQLConnection) throws {
        guard order.about == .step, let incident = order.aboutID.split(separator: "/").first else { return }
        let id: IncidentID = IncidentID(String(incident))
        guard try IncidentStore.find(id, in: db) != nil else { return }
        let tail: String = entry.words.isEmpty ? "" : "：\(entry.words)"
        let line: IncidentLine = IncidentLine(
            at: entry.at,
            kind: .order,
            words: "\(order.unitName) \(OrderEntry.name(entry.act).zh)“\(order.title)”\(tail)",
            byName: entry.byName
        )
        try IncidentRecords.add(line, to: id, in: db)
    }

    func publish(_ order: CommandOrder, _ what: String, at now: Timestamp, in db: any SQLConnection) throws {
        try outbox.publish(OrderChanged(order, what), at: now, in: db)
        try outbox.publish(TaskChanged(order, what), at: now, in: db)
    }

    private func tellTerminals(
        of unit: CommandUnit,
        _ text: String,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        for id in unit.devices {
            if let device = sensing.devices.find(id), device.door == .jt808 { try ports.tell(device, text, now, db) }
        }
    }
}

/// An order before it has a number and a unit.
private struct OrderDraft {
    var input: OrderInputBody
    var title: String
    var words: String
    var address: String
    var times: OrderTimes

    init(_ input: OrderInputBody, now: Timestamp) throws {
        var checks: FieldChecks = FieldChecks()
        self.input = input
        title = checks.text(input.title, "title", 1...60)
        words = checks.text(input.words ?? "", "words", 0...1_000)
        address = checks.text(input.address ?? "", "address", 0...120)
        times = input.times ?? input.priority.times
        let isOrdered: Bool = times.readMinutes <= times.arriveMinutes && times.arriveMinutes <= times.doneMinutes
        if times.readMinutes < 1 || times.doneMinutes > 10_080 || !isOrdered {
            checks.note(
                "times",
                "order.times",
                Wording("时限须依次不减，1 分钟到 7 天", "The times are 1 minute to 7 days, each no shorter than the one before")
            )
        }
        if let about = input.about, about.kind != .none {
            if !(1...120).contains(about.id.count) {
                checks.note("about", "order.about", Wording("请说明任务关联的对象", "Say what the order is about"))
            }
        }
        try checks.finish()
    }

    func order(
        id: CommandOrderID,
        number: String,
        batch: String,
        to unit: CommandUnit,
        by identity: Identity,
        at now: Timestamp
    ) -> CommandOrder {
        CommandOrder(
            id: id,
            number: number,
            batch: batch,
            unit: unit.id,
            unitName: unit.name,
            area: unit.area,
            organisation: unit.organisation,
            title: title,
            words: words,
            priority: input.priority,
            place: input.place,
            address: address,
            about: input.about?.kind ?? .none,
            aboutID: input.about?.id ?? "",
            aboutName: String((input.about?.name ?? "").prefix(60)),
            state: .sent,
            sentAt: now,
            readBy: now + .minutes(times.readMinutes),
            arriveBy: now + .minutes(times.arriveMinutes),
            doneBy: now + .minutes(times.doneMinutes),
            dueAt: now + .minutes(times.readMinutes),
            escalation: 0,
            byAccount: identity.account,
            byName: identity.name,
            result: "",
            photos: [],
            version: 1
        )
    }
}

extension CommandOrder {
    /// What a terminal says: short, as it is spoken while somebody drives.
    var spoken: String {
        let urgent: String = priority == .urgent ? "紧急" : ""
        let to: String = address.isEmpty ? "" : "，地点：\(address)"
        return String("\(urgent)任务：\(title)\(to)".prefix(200))
    }
}

enum OrderTrouble {
    static let units: CityError = .invalid(
        "units",
        "order.units",
        Wording("请选择 1 到 \(OrderService.unitsMax) 个力量", "Choose 1 to \(OrderService.unitsMax) units")
    )
    static let notYours: CityError = CityError(
        .forbidden,
        "order.not_yours",
        Wording("此操作由被派力量或调度员进行", "That is for the unit that was sent, or for who dispatches")
    )

    static func inactive(_ unit: CommandUnit) -> CityError {
        .invalid("units", "order.inactive", Wording("“\(unit.name)”已停用", "“\(unit.name)” is not in use"))
    }

    static func state(_ order: CommandOrder, _ act: OrderAct) -> CityError {
        CityError(
            .conflict,
            "order.state",
            Wording(
                "任务\(order.state.title.zh)，不能再“\(act.title.zh)”",
                "The order is “\(order.state.title.en)”: “\(act.title.en)” is not possible"
            )
        )
    }
}
