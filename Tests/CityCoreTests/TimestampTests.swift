import CityCore
import Testing

@Suite struct TimestampTests {
    @Test(
        arguments: [
            ("2026-02-13T09:00:00Z", 1_770_973_200_000),
            ("2026-02-13T17:00:00+08:00", 1_770_973_200_000),
            ("2026-02-13T17:00+08:00", 1_770_973_200_000),
            ("2026-02-13T09:00:00.5Z", 1_770_973_200_500),
            ("1970-01-01T00:00:00Z", 0),
            ("1969-12-31T23:59:59.999Z", -1),
            ("2024-02-29T00:00:00-05:30", 1_709_184_600_000),
        ] as [(String, Int64)]
    )
    func aTimeWithZoneIsRead(text: String, milliseconds: Int64) {
        #expect(Timestamp(iso8601: text) == Timestamp(milliseconds: milliseconds))
    }

    @Test(arguments: [
        "", "2026-02-13", "2026-02-13T09:00:00", "2026-02-30T09:00:00Z", "2026-13-01T09:00:00Z", "2026-02-13T25:00:00Z",
        "2026-02-13T09:60:00Z", "2026-02-13T09:00:00.Z", "2026-02-13T09:00:00ZZ", "2026-02-13T09:00:00+99:00",
        "昨天下午五点整好不好啊",
    ])
    func whatIsNoTimeIsRefused(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test func everyWrittenTimeIsReadBack() {
        var milliseconds: Int64 = -62_000_000_000_123
        while milliseconds < 200_000_000_000_000 {
            let time: Timestamp = Timestamp(milliseconds: milliseconds)
            #expect(Timestamp(iso8601: time.iso8601) == time)
            milliseconds += 1_234_567_891_234
        }
    }

    @Test(arguments: [Int64.min, Int64.max])
    func theFarthestMomentsCanStillBePrinted(milliseconds: Int64) {
        #expect(Timestamp(milliseconds: milliseconds).iso8601.hasSuffix("Z"))
    }

    @Test func daysOfTheCalendarFollowEachOther() {
        var date: CivilDate = CivilDate(dayNumber: -800_000 + 719_468)
        for _ in 0..<3000 {
            let next: CivilDate = date.adding(days: 97)
            #expect(next.dayNumber == date.dayNumber + 97)
            #expect(CivilDate(next.description) == next)
            #expect(next.weekday == (date.weekday - 1 + 97) % 7 + 1)
            date = next
        }
    }
}
