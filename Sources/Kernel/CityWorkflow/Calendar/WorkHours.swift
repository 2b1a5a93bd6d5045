package import CityCore

/// The settings that every ordinary week follows: zone, daily windows, work days.
package struct WorkHours: Sendable, Hashable, Codable {
    /// Minutes east of UTC, the whole year round. China keeps one zone without summer time, so a fixed offset is exact.
    package var offsetMinutes: Int
    package var windows: [WorkWindow]
    /// ISO weekdays: Monday is 1, Sunday is 7.
    package var weekdays: [Int]

    package init(offsetMinutes: Int = 480, windows: [WorkWindow], weekdays: [Int] = [1, 2, 3, 4, 5]) {
        self.offsetMinutes = offsetMinutes
        self.windows = windows
        self.weekdays = weekdays
    }

    /// 08:00–12:00 and 14:00–18:00, Monday to Friday, Beijing time.
    package static let standard: WorkHours = WorkHours(windows: [
        WorkWindow(startMinute: 480, endMinute: 720), WorkWindow(startMinute: 840, endMinute: 1080),
    ])

    /// What is wrong with these settings; empty when a calendar can be made of them.
    package var problems: [FieldError] {
        var found: [FieldError] = []
        if !(-1080...1080).contains(offsetMinutes) {
            found.append(FieldError("offsetMinutes", "calendar.offset", WorkHours.offsetWording))
        }
        if windows.isEmpty {
            found.append(FieldError("windows", "calendar.no_windows", WorkHours.noWindowsWording))
        }
        var free: Int = 0
        for (index, window) in windows.enumerated() {
            if window.startMinute < free || window.endMinute <= window.startMinute || window.endMinute > 1440 {
                found.append(FieldError("windows.\(index)", "calendar.window_order", WorkHours.orderWording))
                break
            }
            free = window.endMinute
        }
        if weekdays.isEmpty || !weekdays.allSatisfy({ (1...7).contains($0) }) {
            found.append(FieldError("weekdays", "calendar.weekdays", WorkHours.weekdaysWording))
        }
        return found
    }

    private static let offsetWording: Wording = Wording(
        "时区偏移须在 ±18 小时之内，以分钟计",
        "The zone offset must be within 18 hours of UTC, in minutes"
    )
    private static let noWindowsWording: Wording = Wording(
        "至少要有一个工作时段",
        "Give at least one work window"
    )
    private static let orderWording: Wording = Wording(
        "工作时段须在 00:00 到 24:00 之间，按先后排列，互不重叠",
        "Work windows must lie between 00:00 and 24:00, in order, without overlaps"
    )
    private static let weekdaysWording: Wording = Wording(
        "每周至少要有一个工作日，用 1（周一）到 7（周日）表示",
        "Give at least one work day of the week, as 1 (Monday) to 7 (Sunday)"
    )
}
