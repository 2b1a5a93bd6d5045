package import CityCore
package import CityWorkflow

/// An edition on the wire. Days are `2026-01-01`.
package struct ClassEditionBody: Codable, Sendable, Hashable {
    package var edition: String
    package var title: Wording
    package var source: Wording
    package var validFrom: String?
    package var validTo: String?
    package var state: String
    /// Whether it is the one that holds today.
    package var isCurrent: Bool
    package var classes: Int
    package var version: Int

    init(_ edition: ClassEdition, isCurrent: Bool, classes: Int) {
        self.edition = edition.code
        title = edition.title
        source = edition.source
        validFrom = edition.validFrom?.description
        validTo = edition.validTo?.description
        state = edition.state.rawValue
        self.isCurrent = isCurrent
        self.classes = classes
        version = edition.version
    }
}

/// A new draft; with `copyOf` it begins with everything that another edition holds.
package struct ClassEditionDraftBody: Codable, Sendable, Hashable {
    package var edition: String
    package var title: Wording
    package var source: Wording?
    package var copyOf: String?
    package var validFrom: String?
}

/// What changes of a draft; what is absent stays.
package struct ClassEditionChangeBody: Codable, Sendable, Hashable {
    package var title: Wording?
    package var source: Wording?
    package var validFrom: String?
}

/// The first day of an edition that is published.
package struct ClassPublicationBody: Codable, Sendable, Hashable {
    package var validFrom: String
}

/// A time limit on the wire.
package struct TimeLimitBody: Codable, Sendable, Hashable {
    package var amount: Int
    /// `urgent_hour`, `work_hour`, `work_day`, `urgent_day`, `natural_day`, `minute`
    package var unit: String
    package var text: Wording

    package init(_ limit: TimeLimit) {
        amount = limit.amount
        unit = limit.unit.rawValue
        text = limit.text
    }
}

package struct ClassConditionBody: Codable, Sendable, Hashable {
    package var code: String
    package var filing: Wording
    package var closing: Wording
    package var limit: TimeLimitBody
    /// Limits of their own by area grade, `A` to `D`.
    package var gradeLimits: [String: TimeLimitBody]
    package var assumed: Bool
    package var handler: String?
    package var authority: String?

    init(_ condition: ClassCondition) {
        code = condition.code
        filing = condition.filing
        closing = condition.closing
        limit = TimeLimitBody(condition.limit)
        gradeLimits = [:]
        for (grade, limit) in condition.gradeLimits { gradeLimits[grade.rawValue] = TimeLimitBody(limit) }
        assumed = condition.isAssumed
        handler = condition.handler.isEmpty ? nil : condition.handler
        authority = condition.authority.isEmpty ? nil : condition.authority
    }
}

package struct SmallClassBody: Codable, Sendable, Hashable {
    /// `edition/kind/big/small`: how other objects name the class.
    package var key: String
    package var kind: String
    package var big: String
    package var bigName: Wording
    package var small: String
    package var name: Wording
    package var verified: Bool
    package var conditions: [ClassConditionBody]

    init(_ small: SmallClass) {
        key = small.key.text
        kind = small.key.kind.rawValue
        big = small.key.big
        bigName = small.bigName
        self.small = small.key.small
        name = small.name
        verified = small.isVerified
        conditions = small.conditions.map(ClassConditionBody.init)
    }
}

/// A class that words may mean, and the condition they seem to speak of.
package struct ClassSuggestionBody: Codable, Sendable, Hashable {
    package var key: String
    package var kind: String
    package var bigName: Wording
    package var name: Wording
    package var condition: String?
    package var filing: Wording?

    init(_ suggestion: ClassSuggestion) {
        key = suggestion.small.key.text
        kind = suggestion.small.key.kind.rawValue
        bigName = suggestion.small.bigName
        name = suggestion.small.name
        condition = suggestion.condition?.code
        filing = suggestion.condition?.filing
    }
}

package struct ClassSuggestionsBody: Codable, Sendable, Hashable {
    package var edition: String
    package var items: [ClassSuggestionBody]
}

/// A condition as it is written into a draft. Limits are text: `2紧急工作时`, `4工作时`, `5工作日`.
package struct ClassConditionEditBody: Codable, Sendable, Hashable {
    package var code: String
    package var filing: Wording
    package var closing: Wording
    package var limit: String
    package var gradeLimits: [String: String]?
    package var assumed: Bool?
    package var handler: String?
    package var authority: String?
}

/// A small class as it is written into a draft.
package struct SmallClassEditBody: Codable, Sendable, Hashable {
    package var bigName: Wording
    package var name: Wording
    package var verified: Bool?
    package var conditions: [ClassConditionEditBody]

    /// The class, or all that is wrong with it.
    func smallClass(_ key: ClassKey) throws -> SmallClass {
        var checks: FieldChecks = FieldChecks()
        var made: [ClassCondition] = []
        for (index, condition) in conditions.enumerated() {
            let one: ClassCondition? = try condition.condition("conditions.\(index).", &checks)
            if let one { made.append(one) }
        }
        let small: SmallClass? = try checks.collect {
            try SmallClass(
                key: key,
                bigName: bigName,
                name: name,
                isVerified: verified ?? false,
                conditions: made
            )
        }
        try checks.finish()
        guard let small else { throw CityError.fault("a class without problems was not made") }
        return small
    }
}

extension ClassConditionEditBody {
    fileprivate func condition(_ prefix: String, _ checks: inout FieldChecks) throws -> ClassCondition? {
        let base: TimeLimit? = try checks.collect(prefix) { try TimeLimit(chinese: limit, field: "limit") }
        var grades: [AreaGrade: TimeLimit] = [:]
        for (name, text) in gradeLimits ?? [:] {
            let field: String = "gradeLimits.\(name)"
            let grade: AreaGrade? = checks.choice(name, prefix + field)
            let limit: TimeLimit? = try checks.collect(prefix) { try TimeLimit(chinese: text, field: field) }
            if let grade, let limit { grades[grade] = limit }
        }
        return try checks.collect(prefix) {
            try ClassCondition(
                code: code,
                filing: filing,
                closing: closing,
                limit: base ?? .workHours(1),
                gradeLimits: grades,
                isAssumed: assumed ?? false,
                handler: handler ?? "",
                authority: authority ?? ""
            )
        }
    }
}
