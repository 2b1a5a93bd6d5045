import CityContracts
package import CityCore
package import CityEvents
package import CityGeo
import CityHTTP
package import CityRegistry
package import CitySQL
package import CitySensing
import CityWorkflow

/// Where calls for help come in. Pressing again while one is open renews it and makes no second one.
package struct HelpDesk: Sendable {
    let registry: Registry
    let outbox: Outbox
    let ids: IDSource

    package init(registry: Registry, outbox: Outbox, ids: IDSource) {
        self.registry = registry
        self.outbox = outbox
        self.ids = ids
    }

    /// A terminal's emergency button.
    @discardableResult
    package func call(
        from device: Device,
        at place: Coordinate?,
        on began: Timestamp,
        now: Timestamp,
        in db: any SQLConnection
    ) throws -> HelpCall {
        let unit: CommandUnit? = try CommandUnitStore.all(in: db).first { $0.devices.contains(device.id) }
        return try take(
            HelpCall(
                id: ids.next(at: now),
                number: "",
                source: .terminal,
                account: nil,
                device: device.id.text,
                name: device.name,
                unit: unit?.id,
                area: device.area,
                organisation: device.organisation,
                place: place,
                placedAt: place.map { _ in began },
                words: "终端紧急报警",
                state: .open,
                at: began,
                toldAt: now,
                outcome: "",
                version: 1
            ),
            at: now,
            in: db
        )
    }

    func take(_ fresh: HelpCall, at now: Timestamp, in db: any SQLConnection) throws -> HelpCall {
        let device: String? = fresh.source == .terminal ? fresh.device : nil
        if var known = try HelpStore.open(account: fresh.account, device: device, in: db) {
            let version: Int = known.version
            if let place = fresh.place { (known.place, known.placedAt) = (place, fresh.at) }
            if !fresh.words.isEmpty { known.words = fresh.words }
            known.version += 1
            try HelpStore.update(known, from: version, in: db)
            try publish(known, "moved", at: now, in: db)
            return known
        }
        var help: HelpCall = fresh
        help.number = try CommandSerial.next("S", on: registry.current.calendar.date(of: now), in: db)
        try HelpStore.insert(help, in: db)
        try publish(help, "called", at: now, in: db)
        return help
    }

    func publish(_ help: HelpCall, _ what: String, at now: Timestamp, in db: any SQLConnection) throws {
        try outbox.publish(HelpChanged(help, what), at: now, in: db)
        try outbox.publish(
            TaskChanged(
                order: help.id.text,
                unit: help.unit?.text ?? "",
                what: "help",
                area: help.area,
                organisation: help.organisation
            ),
            at: now,
            in: db
        )
    }
}

/// Calls for help by people, and what is done about them.
package struct HelpService: Sendable {
    package let desk: HelpDesk
    let sensing: DeviceService

    var registry: Registry { desk.registry }

    func call(
        _ input: HelpInputBody,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> HelpCall {
        var checks: FieldChecks = FieldChecks()
        let words: String = checks.text(input.words ?? "", "words", 0...200)
        try checks.finish()
        let unit: CommandUnit? = try CommandUnitStore.of(identity.account, in: db).first
        let scope = identity.scopes(for: .commandServe).first
        return try desk.take(
            HelpCall(
                id: desk.ids.next(at: now),
                number: "",
                source: .app,
                account: identity.account,
                device: sensing.devices.find(.field, identity.account.text)?.id.text,
                name: identity.name,
                unit: unit?.id,
                // Where it is, so that those who answer there see it, whatever the caller's own area is.
                area: unit?.area ?? input.place.flatMap { registry.current.place(at: $0)?.areaCode } ?? scope?.area
                    ?? "",
                organisation: unit?.organisation ?? identity.organisation,
                place: input.place,
                placedAt: input.place.map { _ in min(now, max(input.at ?? now, now - .hours(24))) },
                words: words,
                state: .open,
                at: min(now, max(input.at ?? now, now - .hours(24))),
                toldAt: now,
                outcome: "",
                version: 1
            ),
            at: now,
            in: db
        )
    }

    package func answer(
        _ id: HelpID,
        expecting version: Int,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> HelpCall {
        var help: HelpCall = try find(id, version, identity, db)
        guard help.state == .open else { throw HelpTrouble.state(help) }
        (help.state, help.answeredBy, help.answeredAt) = (.answered, identity.name, now)
        return try keep(help, "answered", at: now, in: db)
    }

    package func close(
        _ id: HelpID,
        _ outcome: String,
        expecting version: Int,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> HelpCall {
        var help: HelpCall = try find(id, version, identity, db)
        guard help.state != .closed else { throw HelpTrouble.state(help) }
        var checks: FieldChecks = FieldChecks()
        help.outcome = checks.text(outcome, "note", 1...500)
        try checks.finish()
        (help.state, help.closedBy, help.closedAt) = (.closed, identity.name, now)
        return try keep(help, "closed", at: now, in: db)
    }

    /// For those who may see it, and for whoever called.
    func find(_ id: HelpID, by identity: Identity, in db: any SQLConnection) throws -> HelpCall {
        guard let help = try HelpStore.find(id, in: db),
            help.account == identity.account || sensing.may(.commandRead, help, identity)
        else { throw CityError.notFound(HelpCall.thing) }
        return help
    }

    private func find(
        _ id: HelpID,
        _ version: Int,
        _ identity: Identity,
        _ db: any SQLConnection
    ) throws -> HelpCall {
        guard let help = try HelpStore.find(id, in: db) else { throw CityError.notFound(HelpCall.thing) }
        try sensing.demand(.commandDispatch, help, identity)
        guard help.version == version else { throw CityError.stale(HelpCall.thing, current: help.version) }
        return help
    }

    private func keep(
        _ help: HelpCall,
        _ what: String,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> HelpCall {
        var next: HelpCall = help
        next.version += 1
        try HelpStore.update(next, from: help.version, in: db)
        try desk.publish(next, what, at: now, in: db)
        return next
    }
}

enum HelpTrouble {
    static func state(_ help: HelpCall) -> CityError {
        CityError(
            .conflict,
            "help.state",
            Wording("此求助\(help.state.title.zh)", "This call for help is “\(help.state.title.en)”")
        )
    }
}
