package import CityCore
package import CitySQL

extension AccessScope {
    /// The condition that a list query adds so that it answers only what these scopes cover; nil when they cover
    /// everything, and a condition that nothing meets when there are none.
    /// - Parameter organisation: the column of the row's organisation; without one, scopes that are limited to an
    ///   organisation cover nothing.
    package static func condition(
        _ scopes: [AccessScope],
        area: SQLQuery,
        organisation: SQLQuery? = nil
    ) -> SQLQuery? {
        var choices: [SQLQuery] = []
        for scope in scopes {
            var parts: [SQLQuery] = []
            if !scope.area.isEmpty {
                parts.append("\(area) >= \(scope.area) AND \(area) < \(scope.area + "~")")
            }
            if let wanted = scope.organisation {
                guard let organisation else { continue }
                parts.append("\(organisation) = \(wanted)")
            }
            if parts.isEmpty { return nil }
            choices.append(parts.joined(separator: " AND "))
        }
        if choices.isEmpty { return "1 = 0" }
        return "(" + choices.joined(separator: " OR ") + ")"
    }
}

enum LikePattern {
    /// `%text%` in lower case, with the pattern's own signs taken literally.
    static func containing(_ text: String) -> String {
        var pattern: String = "%"
        for character in text.lowercased() {
            if character == "\\" || character == "%" || character == "_" { pattern.append("\\") }
            pattern.append(character)
        }
        return pattern + "%"
    }
}
