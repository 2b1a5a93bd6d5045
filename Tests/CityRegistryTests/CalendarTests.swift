import CityCore
import CityHTTP
import CityRegistry
import CitySQL
import CityTestSupport
import CityWorkflow
import HTTPTypes
import Testing

private struct Seen: Decodable {
    struct Day: Decodable, Equatable {
        var date: String
        var kind: String
        var name: Wording?
    }

    var year: Int
    var weekdays: [Int]
    var windows: [String]
    var days: [Day]
    var workDays: Int
    var announcedUntil: Int?
    var version: Int
}

private struct Deadline: Decodable, Equatable {
    var deadline: String
    var local: String
    var isAnnounced: Bool
}

extension OfficeWorld {
    fileprivate func deadline(_ from: String, _ limit: String) async throws -> Deadline {
        let moment: String = from.replacing("+", with: "%2B")
        let text: String = limit.utf8.map { "%" + String($0, radix: 16) }.joined()
        return try await get("calendar/deadline?from=\(moment)&limit=\(text)", as: "nobody").decoded()
    }

    fileprivate func change(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ json: String? = nil,
        version: Int
    ) async throws -> HTTPProbe.Reply {
        try await probe.send(method, path, token: "city", json: json, headers: ["If-Match": "\"\(version)\""])
    }
}

@Suite(.everyEngine) struct CalendarTests {
    @Test func seedingTwiceIsSeedingOnce() async throws {
        let database: any SQLDatabase = try await TestDatabase.make(CalendarStore.migrations)
        let shipped: WorkCalendar = try WorkCalendar.china()
        let first: Int = try await database.write { db in try CalendarStore.seedShipped(in: db) }
        let second: Int = try await database.write { db in try CalendarStore.seedShipped(in: db) }
        #expect(first == shipped.exceptions.count)
        #expect(second == 0)
        let loaded: WorkCalendar = try await database.read { db in try CalendarStore.load(in: db) }
        #expect(loaded.exceptions.keys.sorted() == shipped.exceptions.keys.sorted())
        #expect(loaded.hours == shipped.hours)
    }

    @Test func seedingAgainKeepsWhatTheCityChanged() async throws {
        let world: OfficeWorld = try await OfficeWorld(calendar: true)
        #expect(try await world.change(.delete, "calendar/days/2026-01-01", version: 1).status == 200)
        let added: Int = try await world.database.write { db in try CalendarStore.seedShipped(in: db) }
        #expect(added == 0)
        let day: CivilDate = try #require(CivilDate("2026-01-01"))
        let loaded: WorkCalendar = try await world.database.read { db in try CalendarStore.load(in: db) }
        #expect(loaded.isWorkDay(day))
    }

    @Test func aNewerProgramBringsItsNewYearsOnly() async throws {
        let world: OfficeWorld = try await OfficeWorld(calendar: true)
        try await world.database.write { db in
            // As if the program that seeded had known the years up to 2025 and the city had then edited.
            try db.run("DELETE FROM registry_calendar_day WHERE date >= '2026-01-01' OR date = '2025-01-01'")
            try db.run("UPDATE registry_calendar SET shipped_years = '[2018,2019,2020,2021,2022,2023,2024,2025]'")
        }
        let added: Int = try await world.database.write { db in try CalendarStore.seedShipped(in: db) }
        #expect(added == 39)
        let version: Int = try await world.database.read { db in try CalendarStore.version(in: db) }
        #expect(version == 2)
    }

    @Test func beforeSeedingTheOrdinaryWeekHolds() async throws {
        let database: any SQLDatabase = try await TestDatabase.make(CalendarStore.migrations)
        let loaded: WorkCalendar = try await database.read { db in try CalendarStore.load(in: db) }
        #expect(loaded.hours == .standard)
        #expect(loaded.exceptions.isEmpty)
    }
}

@Suite(.everyEngine) struct CalendarRoutesTests {
    @Test func aYearIsShownWithItsDays() async throws {
        let world: OfficeWorld = try await OfficeWorld(calendar: true)
        let reply: HTTPProbe.Reply = try await world.get("calendar", as: "nobody")
        let seen: Seen = try reply.decoded()
        #expect(reply.etag == "\"1\"")
        #expect(seen.year == 2026)
        #expect(seen.windows == ["08:00-12:00", "14:00-18:00"])
        #expect(seen.weekdays == [1, 2, 3, 4, 5])
        #expect(seen.days.filter { $0.kind == "off" }.count == 33)
        #expect(
            seen.days.filter { $0.kind == "work" }.map(\.date) == [
                "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
            ]
        )
        #expect(seen.workDays == 248)
        #expect(seen.announcedUntil == 2026)
        #expect(try await world.get("calendar?year=2025").decoded(as: Seen.self).days.first?.date == "2025-01-01")
    }

    @Test(arguments: [
        ("2026-02-13T17:00+08:00", "4工作时", "2026-02-14T03:00:00.000Z", "2026-02-14 11:00", true),
        ("2026-02-14T17:00+08:00", "4工作时", "2026-02-24T03:00:00.000Z", "2026-02-24 11:00", true),
        ("2026-02-14T17:00+08:00", "2紧急工作时", "2026-02-14T11:00:00.000Z", "2026-02-14 19:00", true),
        ("2026-12-31T17:00+08:00", "1工作日", "2027-01-01T09:00:00.000Z", "2027-01-01 17:00", false),
    ])
    func aDeadlineCanBeTriedOut(
        _ from: String,
        _ limit: String,
        _ deadline: String,
        _ local: String,
        _ isAnnounced: Bool
    ) async throws {
        let world: OfficeWorld = try await OfficeWorld(calendar: true)
        let expected: Deadline = Deadline(deadline: deadline, local: local, isAnnounced: isAnnounced)
        #expect(try await world.deadline(from, limit) == expected)
    }

    @Test func changesOfTheCalendarMoveDeadlines() async throws {
        let world: OfficeWorld = try await OfficeWorld(calendar: true)
        func due() async throws -> String { try await world.deadline("2026-03-06T17:00+08:00", "4工作时").local }
        #expect(try await due() == "2026-03-09 11:00")
        let worked: HTTPProbe.Reply = try await world.change(
            .put,
            "calendar/days/2026-03-07",
            #"{"kind":"work","name":{"zh":"大扫除","en":"Cleaning day"}}"#,
            version: 1
        )
        #expect(worked.status == 200)
        #expect(worked.etag == "\"2\"")
        #expect(try await due() == "2026-03-07 11:00")
        _ = try await world.change(.put, "calendar/days/2026-03-07", #"{"kind":"off"}"#, version: 2)
        _ = try await world.change(.put, "calendar/days/2026-03-09", #"{"kind":"off"}"#, version: 3)
        #expect(try await due() == "2026-03-10 11:00")
        let removed: HTTPProbe.Reply = try await world.change(.delete, "calendar/days/2026-03-09", version: 4)
        #expect(removed.status == 200)
        #expect(try await due() == "2026-03-09 11:00")
        let hours: HTTPProbe.Reply = try await world.change(
            .put,
            "calendar/windows",
            #"{"windows":["09:00-12:00","13:30-17:30"],"weekdays":[6,1,2,3,4,5,1]}"#,
            version: 5
        )
        let seen: Seen = try hours.decoded()
        #expect(seen.windows == ["09:00-12:00", "13:30-17:30"])
        #expect(seen.weekdays == [1, 2, 3, 4, 5, 6])
        #expect(seen.version == 6)
        // 17:00–17:30 on Friday, Saturday 7 March is set as off, then Monday 9:00–12:00 and half an hour more.
        #expect(try await due() == "2026-03-09 14:00")
        #expect(try await world.told() == Array(repeating: "calendar default  1", count: 5))
    }

    @Test(arguments: [
        Refusal("not signed in", .get, "calendar", as: nil, 401, "session.missing"),
        Refusal("a year that is none", .get, "calendar?year=1999", 400, "calendar.year", fields: ["year"]),
        Refusal(
            "a limit that cannot be read",
            .get,
            "calendar/deadline?limit=soon",
            400,
            "limit.text",
            fields: ["limit"]
        ),
        Refusal("no limit", .get, "calendar/deadline", 400, "limit.text", fields: ["limit"]),
        Refusal(
            "a time without a zone",
            .get,
            "calendar/deadline?from=2026-01-01T00:00",
            400,
            "query.time",
            fields: ["from"]
        ),
        Refusal(
            "by somebody without the right",
            .put,
            "calendar/days/2026-03-09",
            as: "reader",
            json: #"{"kind":"off"}"#,
            ifMatch: "\"1\"",
            403,
            "permission.missing"
        ),
        Refusal(
            "by somebody with the right in one county",
            .put,
            "calendar/days/2026-03-09",
            as: "county",
            json: #"{"kind":"off"}"#,
            ifMatch: "\"1\"",
            403,
            "permission.city_wide"
        ),
        Refusal(
            "without a version",
            .put,
            "calendar/days/2026-03-09",
            json: #"{"kind":"off"}"#,
            428,
            "version.missing"
        ),
        Refusal(
            "an old version",
            .put,
            "calendar/windows",
            json: #"{"windows":["08:00-12:00"],"weekdays":[1]}"#,
            ifMatch: "\"0\"",
            412,
            "version.stale"
        ),
        Refusal(
            "a day and a kind that are none",
            .put,
            "calendar/days/2026-02-30",
            json: #"{"kind":"half","name":{"zh":"","en":""}}"#,
            ifMatch: "\"1\"",
            400,
            "input.invalid",
            fields: ["date", "kind", "name.zh"]
        ),
        Refusal(
            "a day in another century",
            .put,
            "calendar/days/1926-01-01",
            json: #"{"kind":"off"}"#,
            ifMatch: "\"1\"",
            400,
            "calendar.year",
            fields: ["date"]
        ),
        Refusal(
            "a day deleted that is ordinary",
            .delete,
            "calendar/days/2026-03-09",
            ifMatch: "\"1\"",
            404,
            "not_found"
        ),
        Refusal(
            "windows that cannot be read",
            .put,
            "calendar/windows",
            json: #"{"windows":["08:00-12:00","afternoon",""],"weekdays":[1]}"#,
            ifMatch: "\"1\"",
            400,
            "input.invalid",
            fields: ["windows.1", "windows.2"]
        ),
        Refusal(
            "windows that overlap on days that are none",
            .put,
            "calendar/windows",
            json: #"{"windows":["08:00-12:00","11:00-13:00"],"weekdays":[8]}"#,
            ifMatch: "\"1\"",
            400,
            "input.invalid",
            fields: ["windows.1", "weekdays"]
        ),
    ])
    func aBadRequestIsRefused(_ refusal: Refusal) async throws {
        let world: OfficeWorld = try await OfficeWorld(calendar: true)
        try await refusal.check(world.probe)
    }
}
