package import CityCore
package import Foundation

/// A country's announced holidays as the shipped file writes them: a year lists its holidays as spans and the weekend
/// days worked in exchange.
package struct CalendarFile: Sendable, Hashable, Codable {
    package struct Year: Sendable, Hashable, Codable {
        package var year: Int
        package var off: [Holiday]
        package var work: [CivilDate]
    }

    package struct Holiday: Sendable, Hashable, Codable {
        package var name: Wording
        package var from: CivilDate
        package var to: CivilDate
    }

    package var region: String
    package var source: Wording
    package var years: [Year]

    /// Longer than any official holiday: a span beyond it is a slip of the pen.
    private static let holidayDaysMax: Int = 31

    package init(json: Data) throws {
        do {
            self = try JSONDecoder().decode(CalendarFile.self, from: json)
        } catch {
            throw CityError(
                .invalidArgument,
                "calendar.file",
                Wording("日历文件的格式不对，请对照随附的样例检查", "The calendar file is malformed; compare it with the shipped one"),
                detail: String(describing: error)
            )
        }
    }

    /// One row per day, in the order of the file.
    package var exceptions: [CalendarException] {
        get throws {
            var rows: [CalendarException] = []
            for year in years {
                for holiday in year.off { rows += try CalendarFile.days(of: holiday) }
                rows += year.work.map { CalendarException($0, .work) }
            }
            return rows
        }
    }

    private static func days(of holiday: Holiday) throws -> [CalendarException] {
        let length: Int = holiday.to.dayNumber - holiday.from.dayNumber + 1
        guard (1...holidayDaysMax).contains(length) else {
            throw CityError.invalid(
                "off",
                "calendar.span",
                Wording(
                    "\(holiday.name.zh)的起止日期不对：\(holiday.from) 至 \(holiday.to)",
                    "\(holiday.name.en) has a wrong span: \(holiday.from) to \(holiday.to)"
                )
            )
        }
        return (0..<length).map { CalendarException(holiday.from.adding(days: $0), .off, name: holiday.name) }
    }
}

extension WorkCalendar {
    /// The calendar of mainland China from the shipped file.
    package static func china(hours: WorkHours = .standard) throws -> WorkCalendar {
        guard let place = Bundle.module.url(forResource: "calendar-cn", withExtension: "json") else {
            throw CityError.fault("calendar-cn.json is not among the resources")
        }
        let json: Data
        do { json = try Data(contentsOf: place) } catch {
            throw CityError.fault("calendar-cn.json cannot be read", cause: error)
        }
        return try WorkCalendar(hours: hours, exceptions: CalendarFile(json: json).exceptions)
    }
}
