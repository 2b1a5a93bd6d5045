import CityContracts
package import CityCore
import CityEvents
import CityHTTP
import CityRegistry
package import CitySQL
import CitySensing
import CityWorkflow

/// Rosters: who is on duty when.
package struct DutyService: Sendable {
    private static let dutiesMax: Int = 2_000
    private static let daysMax: Int = 92

    let units: UnitService
    let registry: Registry
    let outbox: Outbox
    let ids: IDSource

    private var sensing: DeviceService { units.sensing }

    /// Duties of some units on the chosen days of a period, each from one minute of the day to another. All or none.
    package func plan(
        _ input: RosterInputBody,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> [Duty] {
        let place: String = try check(input)
        let calendar: WorkCalendar = registry.current.calendar
        let days: [CivilDate] = (0...(input.lastDay.dayNumber - input.firstDay.dayNumber))
            .map { input.firstDay.adding(days: $0) }
            .filter { day in
                input.workDaysOnly ?? false
                    ? calendar.isWorkDay(day) : input.weekdays?.contains(day.weekday) ?? true
            }
        let chosen: [CommandUnitID] = input.units.unique.map { CommandUnitID($0) }
        guard days.count * chosen.count <= Self.dutiesMax else { throw DutyTrouble.tooMany(Self.dutiesMax) }
        var made: [Duty] = []
        for id in chosen {
            let unit: CommandUnit = try units.find(id, for: .commandManage, by: identity, in: db)
            for day in days {
                let begins: Timestamp = calendar.startOfDay(day) + .minutes(input.fromMinute)
                // A shift that ends at or before the minute it began in ends on the next day.
                let lasts: Int = input.toMinute - input.fromMinute
                let duty: Duty = Duty(
                    id: ids.next(at: now),
                    unit: id,
                    area: unit.area,
                    organisation: unit.organisation,
                    beginsAt: begins,
                    endsAt: begins + .minutes(lasts > 0 ? lasts : lasts + 1_440),
                    place: place,
                    note: (input.note ?? "").trimmed(),
                    version: 1
                )
                try refuseOverlap(duty, of: unit, in: db)
                try DutyStore.insert(duty, in: db)
                made.append(duty)
            }
        }
        guard !made.isEmpty else { throw DutyTrouble.none }
        return made
    }

    func change(
        _ id: DutyID,
        _ input: DutyInputBody,
        expecting version: Int,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Duty {
        let old: Duty = try find(id, for: .commandManage, by: identity, in: db)
        guard old.version == version else { throw CityError.stale(Duty.thing, current: old.version) }
        if old.endsAt <= now { throw DutyTrouble.over }
        var duty: Duty = old
        (duty.beginsAt, duty.endsAt) = (input.beginsAt, input.endsAt)
        duty.place = try checkedPlace(input.place)
        duty.note = (input.note ?? "").trimmed()
        guard duty.endsAt > duty.beginsAt, duty.endsAt - duty.beginsAt <= Duty.longest, duty.note.count <= 60 else {
            throw DutyTrouble.span
        }
        if old.beginsAt <= now, duty.beginsAt != old.beginsAt { throw DutyTrouble.begun }
        duty.outsideSince = duty.place == old.place ? old.outsideSince : nil
        duty.version += 1
        let unit: CommandUnit = try units.find(duty.unit, for: .commandManage, by: identity, in: db)
        try refuseOverlap(duty, of: unit, in: db)
        guard try DutyStore.update(duty, from: version, in: db) else {
            throw CityError.stale(Duty.thing, current: version + 1)
        }
        return duty
    }

    /// Only one that has not begun: what was, stays on record.
    func remove(_ id: DutyID, by identity: Identity, at now: Timestamp, in db: any SQLConnection) throws -> Duty {
        let duty: Duty = try find(id, for: .commandManage, by: identity, in: db)
        if duty.beginsAt <= now { throw DutyTrouble.begun }
        try DutyStore.remove(id, in: db)
        return duty
    }

    /// Somebody has looked at an alarm and says what it was.
    func note(
        _ id: AbsenceID,
        _ note: String,
        expecting version: Int,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Absence {
        guard var absence = try AbsenceStore.find(id, in: db) else { throw CityError.notFound(Absence.thing) }
        try sensing.demand(.commandDispatch, absence, identity)
        guard absence.version == version else { throw CityError.stale(Absence.thing, current: absence.version) }
        var checks: FieldChecks = FieldChecks()
        absence.note = checks.text(note, "note", 1...200)
        try checks.finish()
        (absence.notedBy, absence.notedAt, absence.version) = (identity.name, now, version + 1)
        guard try AbsenceStore.update(absence, from: version, in: db) else {
            throw CityError.stale(Absence.thing, current: version + 1)
        }
        try outbox.publish(DutyAlarmChanged(absence, "noted"), at: now, in: db)
        return absence
    }

    private func find(
        _ id: DutyID,
        for permission: Permission,
        by identity: Identity,
        in db: any SQLConnection
    ) throws -> Duty {
        guard let duty = try DutyStore.find(id, in: db) else { throw CityError.notFound(Duty.thing) }
        try sensing.demand(permission, duty, identity)
        return duty
    }

    private func refuseOverlap(_ duty: Duty, of unit: CommandUnit, in db: any SQLConnection) throws {
        let others: [Duty] = try DutyStore.list(
            ["unit_id = \(duty.unit)"],
            from: duty.beginsAt,
            to: duty.endsAt,
            limit: 2,
            in: db
        )
        if let other = others.first(where: { $0.id != duty.id }) {
            throw DutyTrouble.overlap(unit, registry.current.calendar.date(of: other.beginsAt))
        }
    }

    private func check(_ input: RosterInputBody) throws -> String {
        var checks: FieldChecks = FieldChecks()
        if input.units.isEmpty {
            checks.note("units", "duty.units", Wording("请选择力量", "Choose units"))
        }
        let days: Int = input.lastDay.dayNumber - input.firstDay.dayNumber + 1
        if !(1...Self.daysMax).contains(days) {
            checks.note(
                "lastDay",
                "duty.days",
                Wording("一次至多排 \(Self.daysMax) 天", "At most \(Self.daysMax) days at once")
            )
        }
        if !(0..<1_440).contains(input.fromMinute) || !(0...1_440).contains(input.toMinute) {
            checks.note("fromMinute", "duty.minutes", Wording("时间须在 0 到 1440 分之间", "Minutes of the day are 0 to 1440"))
        }
        if (input.weekdays ?? []).contains(where: { !(1...7).contains($0) }) {
            checks.note("weekdays", "duty.weekdays", Wording("星期为 1（周一）到 7（周日）", "Weekdays are 1, Monday, to 7"))
        }
        if (input.note ?? "").count > 60 {
            checks.note("note", "field.length", Wording("至多 60 字", "At most 60 characters"))
        }
        try checks.finish()
        return try checkedPlace(input.place)
    }

    private func checkedPlace(_ place: String?) throws -> String {
        guard let place, !place.isEmpty else { return "" }
        var checks: FieldChecks = FieldChecks()
        let scope: String = checks.areaScope(place, "place")
        if registry.current.areaName(scope: scope) == nil {
            checks.note("place", "duty.place", Wording("没有这个区域", "There is no such area"))
        }
        try checks.finish()
        return scope
    }
}

enum DutyTrouble {
    static let none: CityError = .invalid(
        "weekdays",
        "duty.none",
        Wording("所选日期中没有符合条件的日子", "None of these days is one of those chosen")
    )
    static let span: CityError = .invalid(
        "endsAt",
        "duty.span",
        Wording("班次不超过 24 小时，备注不超过 60 字", "A duty lasts up to 24 hours, and its note has up to 60 characters")
    )
    static let over: CityError = CityError(
        .conflict,
        "duty.over",
        Wording("班次已结束，不能更改", "The duty is over and does not change")
    )
    static let begun: CityError = CityError(
        .conflict,
        "duty.begun",
        Wording(
            "班次已开始：可提前结束，不能删除或改开始时间",
            "The duty has begun: it can end earlier, but not be removed or begin at another time"
        )
    )

    static func tooMany(_ max: Int) -> CityError {
        .invalid("units", "duty.too_many", Wording("一次至多排 \(max) 个班次", "At most \(max) duties at once"))
    }

    static func overlap(_ unit: CommandUnit, _ day: CivilDate) -> CityError {
        .invalid(
            "units",
            "duty.overlap",
            Wording("“\(unit.name)”在 \(day) 已有重叠的班次", "“\(unit.name)” has a duty at the same time on \(day)")
        )
    }
}
