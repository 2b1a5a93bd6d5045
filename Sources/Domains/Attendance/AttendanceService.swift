package import CityCore
import CityGeo
import CityRegistry
package import CitySQL

/// What attendance asks of other parts; the composition root fills it in.
package struct AttendancePorts: Sendable {
    /// How many cases somebody reported, and how many they verified or checked, in a period.
    package var work:
        @Sendable (AccountID, _ from: Timestamp, _ to: Timestamp, any SQLConnection) throws -> (
            reported: Int, inspected: Int
        )

    /// Somebody on duty, who has agreed to it, was at these places.
    package var seen: @Sendable (Shift, [Fix], any SQLConnection) throws -> Void

    package init(
        work:
            @escaping @Sendable (AccountID, _ from: Timestamp, _ to: Timestamp, any SQLConnection) throws -> (
                reported: Int, inspected: Int
            ),
        seen: @escaping @Sendable (Shift, [Fix], any SQLConnection) throws -> Void
    ) {
        self.work = work
        self.seen = seen
    }
}

/// Going on and off duty, and the way in between. Each method is one transaction's work.
package struct AttendanceService: Sendable {
    static let fixesMax: Int = 500
    /// Ways are personal data: they are forgotten after this long, the shifts stay.
    package static let tracksKeptFor: TimeSpan = .days(90)

    let registry: Registry
    let ids: IDSource

    func start(
        at given: Timestamp?,
        place: Coordinate?,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Shift {
        let start: Timestamp = try moment(given, now)
        if try AttendanceStore.open(of: identity.account, in: db) != nil { throw AttendanceTrouble.onDuty }
        let area: String? = place.flatMap { registry.current.place(at: $0)?.areaCode }
        let shift: Shift = Shift(
            id: ids.next(at: now),
            account: identity.account,
            name: identity.name,
            area: area ?? identity.scopes(for: .attendanceRecord).first?.area ?? "",
            organisation: identity.organisation,
            startedAt: start,
            startPlace: place,
            endedBySystem: false,
            fixes: 0,
            distanceM: 0
        )
        try AttendanceStore.insert(shift, in: db)
        return shift
    }

    func end(
        _ id: ShiftID,
        at given: Timestamp?,
        place: Coordinate?,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Shift {
        var shift: Shift = try own(id, identity, in: db)
        let end: Timestamp = try moment(given, now)
        guard shift.endedAt == nil else { throw AttendanceTrouble.ended }
        guard end >= shift.startedAt else { throw AttendanceTrouble.moment }
        shift.endedAt = end
        shift.endPlace = place
        try AttendanceStore.update(shift, in: db)
        return shift
    }

    /// - Returns: the shift, and how many of the fixes were new.
    func record(
        _ fixes: [Fix],
        on id: ShiftID,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> (shift: Shift, accepted: [Fix]) {
        guard try AttendanceStore.consent(of: identity.account, in: db)?.agreed == true else {
            throw AttendanceTrouble.noConsent
        }
        var shift: Shift = try own(id, identity, in: db)
        let taken: [Fix] = shift.take(fixes, at: now)
        if taken.isEmpty { return (shift, []) }
        try AttendanceStore.append(taken, to: shift.id, in: db)
        try AttendanceStore.update(shift, in: db)
        return (shift, taken)
    }

    /// Ends what nobody ended: at the last fix, or when a shift may last no longer.
    func endOverlong(at now: Timestamp, in db: any SQLConnection) throws {
        for var shift in try AttendanceStore.overlong(before: now - Shift.lengthMax, limit: 500, in: db) {
            shift.endedAt = shift.lastFix?.at ?? shift.startedAt + Shift.lengthMax
            shift.endPlace = shift.lastFix?.place
            shift.endedBySystem = true
            try AttendanceStore.update(shift, in: db)
        }
    }

    private func own(_ id: ShiftID, _ identity: Identity, in db: any SQLConnection) throws -> Shift {
        guard let shift = try AttendanceStore.find(id, in: db), shift.account == identity.account else {
            throw CityError.notFound(AttendanceTrouble.thing)
        }
        return shift
    }

    private func moment(_ given: Timestamp?, _ now: Timestamp) throws -> Timestamp {
        guard let given else { return now }
        guard given <= now, now - given <= Shift.waitedMax else { throw AttendanceTrouble.moment }
        return given
    }
}

enum AttendanceTrouble {
    static let thing: Wording = Wording("此班次", "shift")

    static let onDuty: CityError = CityError(
        .conflict,
        "attendance.on_duty",
        Wording("您已在岗，请先下班打卡", "You are on duty already; end that shift first")
    )
    static let ended: CityError = CityError(
        .conflict,
        "attendance.ended",
        Wording("该班次已结束", "This shift has ended already")
    )
    static let moment: CityError = CityError.invalid(
        "at",
        "attendance.at",
        Wording("时间须在最近 24 小时之内且不晚于现在", "The time must lie within the last 24 hours and not in the future")
    )
    static let noConsent: CityError = CityError(
        .conflict,
        "attendance.no_consent",
        Wording("未同意记录轨迹，位置不会被保存", "You have not agreed to your way being recorded; nothing was kept")
    )
}

extension Permission {
    /// Going on duty and recording one's own way.
    package static let attendanceRecord: Permission = Permission("attendance.record")
    /// Seeing who is on duty, and where they went.
    package static let attendanceRead: Permission = Permission("attendance.read")
}
