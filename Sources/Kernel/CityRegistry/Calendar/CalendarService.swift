import CityContracts
package import CityCore
package import CityEvents
import CityHTTP
package import CitySQL
package import CityWorkflow

/// Changes to the city's working time. Deadlines that were set before stay as they are; whoever keeps deadlines hears
/// of the change by `RegistryChanged`.
package struct CalendarService: Sendable {
    private let registry: Registry
    private let outbox: Outbox

    /// Days that anybody may sensibly enter.
    private static let years: ClosedRange<Int> = 2000...2100

    package init(registry: Registry, outbox: Outbox) {
        self.registry = registry
        self.outbox = outbox
    }

    package func setHours(
        _ hours: WorkHours,
        expectedVersion: Int?,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        try begin(expectedVersion, identity, db)
        let problems: [FieldError] = hours.problems
        if !problems.isEmpty { throw CityError.invalid(problems) }
        let ordered: WorkHours = WorkHours(
            offsetMinutes: hours.offsetMinutes,
            windows: hours.windows,
            weekdays: Set(hours.weekdays).sorted()
        )
        try CalendarStore.set(ordered, in: db)
        try end(at: now, in: db)
    }

    package func setDay(
        _ day: CalendarException,
        expectedVersion: Int?,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        try begin(expectedVersion, identity, db)
        guard Self.years.contains(day.date.year) else {
            throw CityError.invalid(
                "date",
                "calendar.year",
                Wording("日期须在 2000 到 2100 年之间", "The date must lie between the years 2000 and 2100")
            )
        }
        try CalendarStore.set(day, in: db)
        try end(at: now, in: db)
    }

    /// Lets a day follow the weekly pattern again.
    package func removeDay(
        _ date: CivilDate,
        expectedVersion: Int?,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        try begin(expectedVersion, identity, db)
        guard try CalendarStore.remove(date, in: db) else {
            throw CityError.notFound(Wording("特殊日", "exception day"))
        }
        try end(at: now, in: db)
    }

    private func begin(_ expectedVersion: Int?, _ identity: Identity, _ db: any SQLConnection) throws {
        try identity.demandCityWide(.calendarWrite)
        let current: Int = try CalendarStore.version(in: db)
        guard current > 0 else { throw CityError.notFound(CalendarStore.thing) }
        if let expectedVersion, expectedVersion != current {
            throw CityError.stale(CalendarStore.thing, current: current)
        }
    }

    private func end(at now: Timestamp, in db: any SQLConnection) throws {
        _ = try CalendarStore.touch(in: db)
        try outbox.publish(RegistryChanged(kind: "calendar", code: "default", area: ""), at: now, in: db)
        registry.apply(.calendar(try CalendarStore.load(in: db)), afterCommitOf: db)
    }
}
