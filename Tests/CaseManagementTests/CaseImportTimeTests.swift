import CaseManagement
import CityCore
import Testing

/// Times as tables write them. What the offsets of zones were is from the time zone database.
@Suite struct CaseImportTimeTests {
    struct Written: Sendable, CustomTestStringConvertible {
        var text: String
        var format: String
        var zone: String
        var moment: String?

        init(_ text: String, _ format: String, _ zone: String, _ moment: String?) {
            self.text = text
            self.format = format
            self.zone = zone
            self.moment = moment
        }

        var testDescription: String { "\(text) as \(format) in \(zone)" }
    }

    static let american: String = "MM/dd/yyyy hh:mm:ss a"
    static let chinese: String = "yyyy-MM-dd HH:mm:ss"

    static let plain: [Written] = [
        Written("2015-01-01 00:20:09", chinese, "Asia/Shanghai", "2014-12-31T16:20:09.000Z"),
        Written("2015/1/2 3:04", "yyyy/M/d H:mm", "+08:00", "2015-01-01T19:04:00.000Z"),
        Written("2015年1月2日 03时04分", "yyyy年M月d日 HH时mm分", "UTC", "2015-01-02T03:04:00.000Z"),
        Written("20150102030405", "yyyyMMddHHmmss", "-0500", "2015-01-02T08:04:05.000Z"),
        Written("2015-01-02T03:04:05.678Z", "yyyy-MM-dd'T'HH:mm:ss.SX", "Asia/Shanghai", "2015-01-02T03:04:05.678Z"),
        Written("2015-01-02T03:04:05+08:00", "yyyy-MM-dd'T'HH:mm:ssX", "UTC", "2015-01-01T19:04:05.000Z"),
        Written("2015-01-02 下午 03:04", "yyyy-MM-dd a hh:mm", "UTC", "2015-01-02T15:04:00.000Z"),
        Written("2016-02-29", "yyyy-MM-dd", "UTC", "2016-02-29T00:00:00.000Z"),
    ]

    static let halves: [Written] = [
        Written("01/01/2015 12:20:09 AM", american, "America/New_York", "2015-01-01T05:20:09.000Z"),
        Written("01/01/2015 12:20:09 PM", american, "America/New_York", "2015-01-01T17:20:09.000Z"),
        Written("01/01/2015 01:20:09 am", american, "America/New_York", "2015-01-01T06:20:09.000Z"),
        Written("01/01/2015 11:59:59 PM", american, "America/New_York", "2015-01-02T04:59:59.000Z"),
        Written("07/01/2015 12:00:00 AM", american, "America/New_York", "2015-07-01T04:00:00.000Z"),
    ]

    /// The clocks of New York went forward on 2015-03-08 at 2 and back on 2015-11-01 at 2; China had summer time in 1986.
    static let changes: [Written] = [
        Written("03/08/2015 01:59:59 AM", american, "America/New_York", "2015-03-08T06:59:59.000Z"),
        Written("03/08/2015 02:30:00 AM", american, "America/New_York", "2015-03-08T07:30:00.000Z"),
        Written("03/08/2015 03:00:00 AM", american, "America/New_York", "2015-03-08T07:00:00.000Z"),
        Written("03/07/2015 11:00:00 PM", american, "America/New_York", "2015-03-08T04:00:00.000Z"),
        Written("03/09/2015 12:00:00 AM", american, "America/New_York", "2015-03-09T04:00:00.000Z"),
        Written("11/01/2015 12:59:59 AM", american, "America/New_York", "2015-11-01T04:59:59.000Z"),
        Written("11/01/2015 01:30:00 AM", american, "America/New_York", "2015-11-01T05:30:00.000Z"),
        Written("11/01/2015 02:00:00 AM", american, "America/New_York", "2015-11-01T07:00:00.000Z"),
        Written("1986-07-01 12:00:00", chinese, "Asia/Shanghai", "1986-07-01T03:00:00.000Z"),
        Written("2015-07-01 12:00:00", chinese, "Asia/Shanghai", "2015-07-01T04:00:00.000Z"),
    ]

    static let refused: [Written] = [
        Written("2015-02-29 00:00:00", chinese, "UTC", nil),
        Written("2015-13-01 00:00:00", chinese, "UTC", nil),
        Written("2015-01-01 24:00:00", chinese, "UTC", nil),
        Written("2015-01-01 00:60:00", chinese, "UTC", nil),
        Written("2015-01-01 00:00", chinese, "UTC", nil),
        Written("2015-01-01 00:00:00 ", chinese, "UTC", nil),
        Written("2015-1-01 00:00:00", chinese, "UTC", nil),
        Written("01/01/2015 00:20:09 AM", american, "UTC", nil),
        Written("01/01/2015 13:20:09 PM", american, "UTC", nil),
        Written("01/01/2015 12:20:09 XM", american, "UTC", nil),
        Written("01/01/2015 12:20:09", american, "UTC", nil),
        Written("", chinese, "UTC", nil),
    ]

    @Test(arguments: plain + halves + changes + refused)
    func aTimeIsReadByItsFormatAndZone(written: Written) throws {
        let format: TimeFormat = try TimeFormat(written.format)
        let zone: LocalZone = try LocalZone(written.zone)
        #expect(format.moment(of: written.text, in: zone)?.iso8601 == written.moment)
    }

    @Test(arguments: [
        "yyyy-MM-dd QQ", "yy-MM-dd", "HH:mm:ss", "yyyy-MM-dd hh:mm", "yyyy-MM-dd HH:mm a", "yyyyy-MM-dd", "",
    ])
    func aFormatThatTellsNoTimeIsRefused(text: String) throws {
        let error: CityError = try #require(throws: CityError.self) { try TimeFormat(text) }
        #expect(error.reason == "mapping.time_format")
    }

    @Test(arguments: ["Asia/Boston", "", "+8", "+08:0a", "8"])
    func aZoneThatDoesNotExistIsRefused(name: String) throws {
        let error: CityError = try #require(throws: CityError.self) { try LocalZone(name) }
        #expect(error.reason == "mapping.zone")
    }
}
