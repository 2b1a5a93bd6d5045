import CityCore

/// A stretch of working time within one day, in minutes of the local day, the end not included.
package struct WorkWindow: Sendable, Hashable, Codable {
    package var startMinute: Int
    package var endMinute: Int

    package init(startMinute: Int, endMinute: Int) {
        self.startMinute = startMinute
        self.endMinute = endMinute
    }

    /// Reads a day's windows as settings write them: `08:00-12:00, 14:00-18:00`.
    package static func list(_ text: String) throws -> [WorkWindow] {
        try text.split(whereSeparator: { $0 == "," || $0 == "，" }).map { part in
            let ends: [Substring] = part.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count == 2, let start = minute(ends[0].trimmed()), let end = minute(ends[1].trimmed()) else {
                throw CityError.invalid(
                    "windows",
                    "calendar.windows",
                    Wording(
                        "工作时段应写成“08:00-12:00, 14:00-18:00”",
                        "Write the work windows as “08:00-12:00, 14:00-18:00”"
                    )
                )
            }
            return WorkWindow(startMinute: start, endMinute: end)
        }
    }

    private static func minute(_ text: String) -> Int? {
        let parts: [Substring] = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return nil }
        guard let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60 else { return nil }
        return hour * 60 + minute
    }

    var startMS: Int64 { Int64(startMinute) * 60_000 }
    var lengthMS: Int64 { Int64(endMinute - startMinute) * 60_000 }
}

extension WorkWindow: CustomStringConvertible {
    package var description: String { "\(WorkWindow.clock(startMinute))-\(WorkWindow.clock(endMinute))" }

    private static func clock(_ minute: Int) -> String {
        let hours: Int = minute / 60
        let minutes: Int = minute % 60
        return "\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)"
    }
}
