package import CityCore
import CitySQL
package import CityWorkflow

/// The grade of an area, from A (strictest limits) to D. Limits may differ by it (GB/T 30428.8, CJ/T 315).
package enum AreaGrade: String, Sendable, Codable, CaseIterable, SQLConvertible {
    case a = "A"
    case b = "B"
    case c = "C"
    case d = "D"
}

/// When a case of a class is filed (立案条件), what must be true before it is closed (结案条件), and how long handling
/// may take (处置时限).
package struct ClassCondition: Sendable, Hashable {
    package let code: String
    package let filing: Wording
    package let closing: Wording
    /// The limit wherever no grade has its own.
    package let limit: TimeLimit
    package let gradeLimits: [AreaGrade: TimeLimit]
    /// A default of this system that no source stands behind.
    package let isAssumed: Bool
    /// 处置单位 and 主管部门 as the city's own table names them; hints for dispatchers, not organisations.
    package let handler: String
    package let authority: String

    package init(
        code: String,
        filing: Wording,
        closing: Wording,
        limit: TimeLimit,
        gradeLimits: [AreaGrade: TimeLimit] = [:],
        isAssumed: Bool = false,
        handler: String = "",
        authority: String = ""
    ) throws {
        var checks: FieldChecks = FieldChecks()
        self.code = checks.identifier(code, "code", 1...8)
        self.filing = checks.wording(filing, "filing", 1...300)
        self.closing = checks.wording(closing, "closing", 1...300)
        self.limit = limit
        self.gradeLimits = gradeLimits
        self.isAssumed = isAssumed
        self.handler = checks.text(handler, "handler", 0...200)
        self.authority = checks.text(authority, "authority", 0...200)
        for (field, given) in [("limit", limit)] + gradeLimits.map({ ("gradeLimits.\($0.key.rawValue)", $0.value) })
        where given.amount == 0 {
            checks.note(
                field,
                "limit.zero",
                Wording("时限须大于 0", "The limit must be more than 0")
            )
        }
        try checks.finish()
    }

    init(
        unchecked code: String,
        filing: Wording,
        closing: Wording,
        limit: TimeLimit,
        gradeLimits: [AreaGrade: TimeLimit],
        isAssumed: Bool,
        handler: String,
        authority: String
    ) {
        self.code = code
        self.filing = filing
        self.closing = closing
        self.limit = limit
        self.gradeLimits = gradeLimits
        self.isAssumed = isAssumed
        self.handler = handler
        self.authority = authority
    }

    /// The limit in an area of this grade.
    package func limit(in grade: AreaGrade?) -> TimeLimit {
        grade.flatMap { gradeLimits[$0] } ?? limit
    }
}
