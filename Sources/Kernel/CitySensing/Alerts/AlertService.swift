import CityContracts
package import CityCore
import CityEvents
package import CityGeo
import CityHTTP
import CityRegistry
package import CitySQL

/// Fences and rules as people make them, and what is done with alerts.
package struct AlertService: Sendable {
    let devices: DeviceService
    let ids: IDSource

    var directory: RegistryDirectory { devices.registry.current }

    // MARK: Fences

    package func addFence(
        _ input: FenceInputBody,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Fence {
        let fence: Fence = try checked(input, id: ids.next(at: now), version: 1)
        try demand(fence.area, identity)
        try FenceStore.insert(fence, in: db)
        return fence
    }

    /// A fence for measuring, as it is given.
    package func addUnchecked(
        _ name: String,
        _ geometry: GeoJSONGeometry,
        _ kind: FenceKind,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        let fence: Fence = Fence(
            id: ids.next(at: now),
            name: name,
            kind: kind,
            geometry: geometry,
            reachM: 0,
            area: "",
            isActive: true,
            version: 1
        )
        try FenceStore.insert(fence, in: db)
    }

    package func fence(_ id: FenceID, in db: any SQLConnection) throws -> Fence? { try FenceStore.find(id, in: db) }

    package func changeFence(
        _ id: FenceID,
        _ input: FenceInputBody,
        expecting version: Int,
        by identity: Identity,
        in db: any SQLConnection
    ) throws -> Fence {
        guard let old = try FenceStore.find(id, in: db) else { throw CityError.notFound(Fence.thing) }
        try demand(old.area, identity)
        guard old.version == version else { throw CityError.stale(Fence.thing, current: old.version) }
        let fence: Fence = try checked(input, id: id, version: version + 1)
        try demand(fence.area, identity)
        try FenceStore.update(fence, from: version, in: db)
        return fence
    }

    private func checked(_ input: FenceInputBody, id: FenceID, version: Int) throws -> Fence {
        var checks: FieldChecks = FieldChecks()
        let name: String = checks.text(input.name, "name", 1...60)
        let area: String = checks.areaScope(input.area, "area")
        if directory.areaName(scope: area) == nil {
            checks.note("area", "fence.area", Wording("没有这个区域", "There is no such area"))
        }
        let reach: Double = input.reachM ?? 0
        switch input.geometry {
        case .polygon, .multiPolygon:
            if reach != 0 {
                checks.note("reachM", "fence.reach", Wording("面状围栏没有宽度", "An area has no reach"))
            }
        case .point, .lineString:
            if !(reach >= 1 && reach <= 50_000) {
                checks.note(
                    "reachM",
                    "fence.reach",
                    Wording("半径或半宽须为 1 到 50000 米", "A radius or reach is 1 to 50,000 m")
                )
            }
        default:
            checks.note(
                "geometry",
                "fence.geometry",
                Wording("围栏须为多边形、点加半径或线加半宽", "A fence is a polygon, a point with a radius, or a line with a reach")
            )
        }
        try checks.finish()
        let fence: Fence = Fence(
            id: id,
            name: name,
            kind: input.kind,
            geometry: input.geometry,
            reachM: reach,
            area: area,
            isActive: input.isActive ?? true,
            version: version
        )
        try Geometry.validate(try fence.ground())
        return fence
    }

    // MARK: Rules

    package func addRule(
        _ input: AlertRuleInputBody,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> AlertRule {
        let rule: AlertRule = try checked(input, id: ids.next(at: now), state: .draft, version: 1, db)
        try demand(rule.area, identity)
        try AlertRuleStore.insert(rule, in: db)
        return rule
    }

    package func changeRule(
        _ id: AlertRuleID,
        _ input: AlertRuleInputBody,
        expecting version: Int,
        by identity: Identity,
        in db: any SQLConnection
    ) throws -> AlertRule {
        let old: AlertRule = try rule(id, version, identity, db)
        let rule: AlertRule = try checked(input, id: id, state: old.state, version: version + 1, db)
        try demand(rule.area, identity)
        try AlertRuleStore.update(rule, from: version, in: db)
        return rule
    }

    package func setState(
        _ id: AlertRuleID,
        _ state: AlertRuleState,
        expecting version: Int,
        by identity: Identity,
        in db: any SQLConnection
    ) throws -> AlertRule {
        var rule: AlertRule = try rule(id, version, identity, db)
        if state == .draft {
            throw CityError.invalid("state", "rule.state", Wording("规则不能变回草稿", "A rule does not become a draft again"))
        }
        rule.state = state
        rule.version = version + 1
        try AlertRuleStore.update(rule, from: version, in: db)
        return rule
    }

    private func rule(
        _ id: AlertRuleID,
        _ version: Int,
        _ identity: Identity,
        _ db: any SQLConnection
    ) throws -> AlertRule {
        guard let rule = try AlertRuleStore.find(id, in: db) else { throw CityError.notFound(AlertRule.thing) }
        try demand(rule.area, identity)
        guard rule.version == version else { throw CityError.stale(AlertRule.thing, current: rule.version) }
        return rule
    }

    private func checked(
        _ input: AlertRuleInputBody,
        id: AlertRuleID,
        state: AlertRuleState,
        version: Int,
        _ db: any SQLConnection
    ) throws -> AlertRule {
        var checks: FieldChecks = FieldChecks()
        let name: String = checks.text(input.name, "name", 1...60)
        let area: String = (input.area ?? "").isEmpty ? "" : checks.areaScope(input.area ?? "", "area")
        if input.conditions.isEmpty {
            checks.note("conditions", "rule.empty", Wording("请至少给出一个条件", "Give at least one condition"))
        }
        checkConditions(input.conditions, &checks)
        for (field, seconds) in [("forSeconds", input.forSeconds), ("rejoinSeconds", input.rejoinSeconds)] {
            if let seconds, !(0...86_400).contains(seconds) {
                checks.note(field, "rule.seconds", Wording("须为 0 到 86400 秒", "It is 0 to 86,400 s"))
            }
        }
        if let window = input.window,
            !(0...1440).contains(window.fromMinute) || !(0...1440).contains(window.toMinute)
        {
            checks.note("window", "rule.window", Wording("时段须在 0 到 1440 分之间", "Minutes of the day are 0 to 1440"))
        }
        let chosen: [String] =
            (input.conditions.inside?.fences ?? []) + (input.conditions.outside?.fences ?? [])
        for fence in chosen where try FenceStore.find(FenceID(fence), in: db) == nil {
            checks.note("conditions", "rule.fence", Wording("所选围栏不存在", "A fence that was chosen does not exist"))
        }
        try checks.finish()
        return AlertRule(
            id: id,
            name: name,
            state: state,
            severity: input.severity,
            uses: input.uses ?? [],
            area: area,
            organisation: input.organisation.flatMap { $0.isEmpty ? nil : OrganisationID($0) },
            conditions: input.conditions,
            forSeconds: input.forSeconds ?? 0,
            rejoinSeconds: input.rejoinSeconds ?? 300,
            window: input.window,
            caseClass: input.caseClass.flatMap { $0.isEmpty ? nil : $0 },
            caseCondition: input.caseCondition,
            version: version
        )
    }

    private func checkConditions(_ conditions: AlertConditions, _ checks: inout FieldChecks) {
        if let seconds = conditions.silentSeconds {
            var others: AlertConditions = conditions
            others.silentSeconds = nil
            if !others.isEmpty {
                checks.note(
                    "conditions",
                    "rule.silence",
                    Wording("“无信号”不能与其他条件同时使用", "Silence stands alone: who says nothing says nothing else")
                )
            }
            if !(60...604_800).contains(seconds) {
                checks.note("conditions", "rule.silence", Wording("无信号须为 60 秒到 7 天", "Silence is 60 s to 7 days"))
            }
        }
        for speed in [conditions.speedAboveKPH, conditions.speedBelowKPH] {
            if let speed, !(0...300).contains(speed) {
                checks.note("conditions", "rule.speed", Wording("速度须为 0 到 300 km/h", "A speed is 0 to 300 km/h"))
            }
        }
        if let bits = conditions.alarmBits, bits.isEmpty || bits.contains(where: { !(0...31).contains($0) }) {
            checks.note("conditions", "rule.alarms", Wording("报警位须为 0 到 31", "Alarm bits are 0 to 31"))
        }
        if let safety = conditions.safety,
            safety.isEmpty || safety.contains(where: { !VehicleSignals.safetyFamilies.contains($0) })
        {
            checks.note(
                "conditions",
                "rule.safety",
                Wording(
                    "主动安全可用：driver、assistance、tyre、blind_spot",
                    "Active safety is one of: driver, assistance, tyre, blind_spot"
                )
            )
        }
        if let level = conditions.safetyLevel, !(1...3).contains(level) || conditions.safety == nil {
            checks.note(
                "conditions",
                "rule.safety",
                Wording("报警级别须为 1 到 3", "A level is 1 to 3, of active-safety alarms")
            )
        }
        let signals: [(String?, [String])] = [
            (conditions.cover, ["closed", "open"]), (conditions.lift, ["down", "up"]),
            (conditions.load, ["empty", "half", "full"]),
        ]
        for (value, names) in signals where value.map({ !names.contains($0) }) ?? false {
            checks.note(
                "conditions",
                "rule.signal",
                Wording("信号可用：\(names.joined(separator: "、"))", "A signal is one of: \(names.joined(separator: ", "))")
            )
        }
    }

    private func demand(_ area: String, _ identity: Identity) throws {
        guard identity.may(.sensingWrite, area: area) else { throw DeviceTrouble.outside }
    }
}
