import CityCore
package import CitySQL
package import CityWorkflow

/// The city's working time: one row of hours, and a row for every day that differs from the weekly pattern.
package enum CalendarStore {
    package static let migrations: [Migration] = [
        Migration(
            "registry.0300.calendar",
            both: [
                """
                CREATE TABLE registry_calendar (
                    code TEXT PRIMARY KEY, offset_minutes BIGINT NOT NULL, weekdays TEXT NOT NULL,
                    windows TEXT NOT NULL, shipped_years TEXT NOT NULL, version BIGINT NOT NULL
                )
                """,
                """
                CREATE TABLE registry_calendar_day (
                    calendar TEXT NOT NULL REFERENCES registry_calendar (code), date TEXT NOT NULL,
                    is_work BIGINT NOT NULL, name_zh TEXT, name_en TEXT,
                    PRIMARY KEY (calendar, date)
                )
                """,
            ]
        )
    ]

    /// The only calendar so far; the tables have room for one of each organisation.
    private static let code: String = "default"
    static let thing: Wording = Wording("工作日历", "work calendar")

    /// The calendar as the city has it; the weekly pattern alone before the first seeding.
    package static func load(in db: any SQLConnection) throws -> WorkCalendar {
        try WorkCalendar(hours: try hours(in: db) ?? .standard, exceptions: try days(in: db))
    }

    static func hours(in db: any SQLConnection) throws -> WorkHours? {
        try db.first("SELECT offset_minutes, windows, weekdays FROM registry_calendar WHERE code = \(code)").map {
            row in
            let windows: SQLJSON<[WorkWindow]> = try row.get("windows")
            let weekdays: SQLJSON<[Int]> = try row.get("weekdays")
            return WorkHours(
                offsetMinutes: try row.get("offset_minutes"),
                windows: windows.value,
                weekdays: weekdays.value
            )
        }
    }

    /// Grows with every change of the hours or of a day; 0 before the first seeding.
    package static func version(in db: any SQLConnection) throws -> Int {
        try db.valueIfPresent("SELECT version FROM registry_calendar WHERE code = \(code)") ?? 0
    }

    static func days(in db: any SQLConnection) throws -> [CalendarException] {
        try days(matching: .empty, in: db)
    }

    package static func days(of year: Int, in db: any SQLConnection) throws -> [CalendarException] {
        try days(matching: " AND date >= \("\(year)-01-01") AND date <= \("\(year)-12-31")", in: db)
    }

    private static func days(matching condition: SQLQuery, in db: any SQLConnection) throws -> [CalendarException] {
        try db.rows(
            """
            SELECT date, is_work, name_zh, name_en FROM registry_calendar_day
            WHERE calendar = \(code)\(condition) ORDER BY date
            """
        ).map { row in
            let isWork: Bool = try row.get("is_work")
            let zh: String? = try row.getIfPresent("name_zh")
            let name: Wording? = try zh.map { Wording($0, try row.getIfPresent("name_en") ?? $0) }
            return CalendarException(try row.get("date"), isWork ? .work : .off, name: name)
        }
    }

    static func set(_ hours: WorkHours, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE registry_calendar SET offset_minutes = \(hours.offsetMinutes), windows = \(SQLJSON(hours.windows)),
                weekdays = \(SQLJSON(hours.weekdays))
            WHERE code = \(code)
            """
        )
    }

    static func set(_ day: CalendarException, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO registry_calendar_day (calendar, date, is_work, name_zh, name_en)
            VALUES (\(code), \(day.date), \(day.kind == .work), \(day.name?.zh), \(day.name?.en))
            ON CONFLICT (calendar, date) DO UPDATE SET
                is_work = excluded.is_work, name_zh = excluded.name_zh, name_en = excluded.name_en
            """
        )
    }

    /// Whether there was such a day.
    static func remove(_ date: CivilDate, in db: any SQLConnection) throws -> Bool {
        try db.run("DELETE FROM registry_calendar_day WHERE calendar = \(code) AND date = \(date)") > 0
    }

    /// Counts one change and answers the new version.
    static func touch(in db: any SQLConnection) throws -> Int {
        try db.value("UPDATE registry_calendar SET version = version + 1 WHERE code = \(code) RETURNING version")
    }
}

extension CalendarStore {
    /// Puts the shipped hours and holidays into the tables and answers how many days came new. A year is taken over
    /// once: what the city has changed in it since stays, and a newer program brings only its new years.
    @discardableResult
    package static func seedShipped(in db: any SQLConnection) throws -> Int {
        let shipped: WorkCalendar = try WorkCalendar.china()
        try db.run(
            """
            INSERT INTO registry_calendar (code, offset_minutes, weekdays, windows, shipped_years, version)
            VALUES (\(code), \(shipped.hours.offsetMinutes), \(SQLJSON(shipped.hours.weekdays)),
                \(SQLJSON(shipped.hours.windows)), '[]', 1)
            ON CONFLICT (code) DO NOTHING
            """
        )
        let known: SQLJSON<[Int]> = try db.value("SELECT shipped_years FROM registry_calendar WHERE code = \(code)")
        let years: Set<Int> = Set(shipped.exceptions.keys.map(\.year)).subtracting(known.value)
        if years.isEmpty { return 0 }
        var added: Int = 0
        for day in shipped.exceptions.values where years.contains(day.date.year) {
            added += try db.run(
                """
                INSERT INTO registry_calendar_day (calendar, date, is_work, name_zh, name_en)
                VALUES (\(code), \(day.date), \(day.kind == .work), \(day.name?.zh), \(day.name?.en))
                ON CONFLICT (calendar, date) DO NOTHING
                """
            )
        }
        let all: [Int] = years.union(known.value).sorted()
        try db.run("UPDATE registry_calendar SET shipped_years = \(SQLJSON(all)) WHERE code = \(code)")
        if !known.value.isEmpty { _ = try touch(in: db) }
        return added
    }
}
