import CityContracts
import CityCore
import CityEvents
import CityGeo
import CityRegistry
import CitySQL
import CitySensing

/// What is wrong with a unit's being on duty; pure.
enum DutyJudgement {
    /// Somebody who comes a little late is not absent.
    static let grace: TimeSpan = .minutes(10)
    /// Outside for so long, so that a street's corner is no alarm.
    static let outsideFor: TimeSpan = .minutes(5)

    static func isAbsent(_ duty: Duty, _ standing: UnitStanding, isOnShift: Bool, at now: Timestamp) -> Bool {
        if now - duty.beginsAt < grace || now >= duty.endsAt { return false }
        let isHeard: Bool = standing.seenAt.map { now - $0 < grace } ?? false
        return !isOnShift && !isHeard
    }

    /// Since when it has been outside; nil when it is inside, nobody knows, or it may be anywhere.
    static func outsideSince(
        _ duty: Duty,
        _ standing: UnitStanding,
        at now: Timestamp,
        area: (Coordinate) -> String?
    ) -> Timestamp? {
        guard !duty.place.isEmpty, now >= duty.beginsAt, now < duty.endsAt, standing.isPlaceFresh(at: now),
            let place = standing.place, let at = standing.placedAt
        else { return nil }
        if area(place)?.hasPrefix(duty.place) ?? false { return nil }
        return duty.outsideSince ?? max(at, duty.beginsAt)
    }

    static func isOutside(since: Timestamp?, at now: Timestamp) -> Bool {
        since.map { now - $0 >= outsideFor } ?? false
    }
}

/// Goes through the duties that go on, twice a minute, and begins and ends alarms. A second process that does the same
/// changes nothing: an alarm that is open is there once.
struct DutyWatch: Sendable {
    let board: UnitBoard
    let registry: Registry
    let outbox: Outbox
    let ports: CommandPorts
    let database: any SQLDatabase
    let ids: IDSource
    let clock: CityClock

    private struct Finding {
        var duty: Duty
        var standing: UnitStanding
        var kinds: Set<AbsenceKind>
        var outsideSince: Timestamp?
    }

    func step() async throws {
        let now: Timestamp = clock.now()
        let findings: [Finding] = try await database.read { db in try look(at: now, db) }
        let open: [Absence] = try await database.read { db in try AbsenceStore.open(in: db) }
        let held: Set<[String]> = Set(findings.flatMap { each in each.kinds.map { [each.duty.id.text, $0.rawValue] } })
        let over: [Absence] = open.filter { !held.contains([$0.duty.text, $0.kind.rawValue]) }
        let known: Set<[String]> = Set(open.map { [$0.duty.text, $0.kind.rawValue] })
        let begun: [(Finding, AbsenceKind)] = findings.flatMap { each in
            each.kinds.filter { !known.contains([each.duty.id.text, $0.rawValue]) }.map { (each, $0) }
        }
        let moved: [Finding] = findings.filter { $0.outsideSince != $0.duty.outsideSince }
        if over.isEmpty && begun.isEmpty && moved.isEmpty { return }
        try await database.write { db in
            for each in moved { try DutyStore.setOutside(each.outsideSince, of: each.duty.id, in: db) }
            for absence in over { try end(absence, at: now, in: db) }
            for (finding, kind) in begun { try begin(kind, finding, at: now, in: db) }
        }
    }

    private func look(at now: Timestamp, _ db: any SQLConnection) throws -> [Finding] {
        let duties: [CommandUnitID: Duty] = try DutyStore.now(at: now, in: db)
        if duties.isEmpty { return [] }
        let units: [CommandUnit] = try CommandUnitStore.find(Array(duties.keys), in: db).values.filter(\.isActive)
        let members: [AccountID] = Set(units.flatMap(\.members)).sorted { $0.text < $1.text }
        let onShift: Set<AccountID> = try ports.onShift(members, db)
        let directory: RegistryDirectory = registry.current
        return try board.standings(of: units, at: now, in: db).compactMap { standing in
            guard let duty = duties[standing.unit.id] else { return nil }
            var finding: Finding = Finding(duty: duty, standing: standing, kinds: [])
            finding.outsideSince = DutyJudgement.outsideSince(duty, standing, at: now) {
                directory.place(at: $0)?.areaCode
            }
            if DutyJudgement.isOutside(since: finding.outsideSince, at: now) { finding.kinds.insert(.outside) }
            let isOnShift: Bool = standing.unit.members.contains(where: onShift.contains)
            if DutyJudgement.isAbsent(duty, standing, isOnShift: isOnShift, at: now) { finding.kinds.insert(.absent) }
            return finding
        }
    }

    private func begin(
        _ kind: AbsenceKind,
        _ finding: Finding,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        let unit: CommandUnit = finding.standing.unit
        let absence: Absence = Absence(
            id: ids.next(at: now),
            duty: finding.duty.id,
            unit: unit.id,
            unitName: unit.name,
            area: unit.area,
            organisation: unit.organisation,
            kind: kind,
            beganAt: kind == .outside ? finding.outsideSince ?? now : now,
            place: finding.standing.place,
            note: "",
            version: 1
        )
        guard try AbsenceStore.insert(absence, in: db) else { return }
        try outbox.publish(DutyAlarmChanged(absence, "began"), at: now, in: db)
    }

    private func end(_ absence: Absence, at now: Timestamp, in db: any SQLConnection) throws {
        var ended: Absence = absence
        ended.endedAt = now
        ended.version += 1
        guard try AbsenceStore.update(ended, from: absence.version, in: db) else { return }
        try outbox.publish(DutyAlarmChanged(ended, "ended"), at: now, in: db)
    }
}
