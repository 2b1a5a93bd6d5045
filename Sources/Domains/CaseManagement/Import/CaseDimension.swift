package import CityCore

/// By what cases are counted.
package enum CaseDimension: String, Sendable, Codable, CaseIterable {
    case department
    /// Closed in time or late; neither while it is open, and when it ended otherwise than by closing.
    case onTime = "on_time"
    case state
    case source
    case smallClass = "class"
    /// The county.
    case area
    case street
    /// Of open cases.
    case lamp
    /// Of reporting, by the city's own clock.
    case month

    package var title: Wording {
        switch self {
        case .department: Wording("处置部门", "Department")
        case .onTime: Wording("按期结案", "On time")
        case .state: Wording("状态", "State")
        case .source: Wording("来源", "Source")
        case .smallClass: Wording("类别", "Class")
        case .area: Wording("区县", "Area")
        case .street: Wording("街道", "Street")
        case .lamp: Wording("红绿灯", "Lamp")
        case .month: Wording("月份", "Month")
        }
    }

    /// Reads `department,on_time`.
    package static func list(_ text: String) throws -> [CaseDimension] {
        var dimensions: [CaseDimension] = []
        for name in text.split(separator: ",").map({ $0.trimmed() }) {
            guard let dimension = CaseDimension(rawValue: name), !dimensions.contains(dimension) else {
                let names: String = allCases.map(\.rawValue).joined(separator: ", ")
                throw CityError.invalid(
                    "by",
                    "statistics.dimension",
                    Wording(
                        "不能按“\(name.prefix(40))”统计，可用：\(names)，每项一次",
                        "Cases are not counted by “\(name.prefix(40))”; there are, each once: \(names)"
                    )
                )
            }
            dimensions.append(dimension)
        }
        return dimensions
    }
}
