package import CityCore

/// A small class (小类): what cases are filed under and components are counted by.
package struct SmallClass: Sendable, Hashable {
    package let key: ClassKey
    package let bigName: Wording
    package let name: Wording
    /// Whether code and name were confirmed against a source, see the edition's `source`.
    package let isVerified: Bool
    /// In the order in which people choose among them.
    package let conditions: [ClassCondition]

    package static let conditionsMax: Int = 50

    package init(
        key: ClassKey,
        bigName: Wording,
        name: Wording,
        isVerified: Bool,
        conditions: [ClassCondition]
    ) throws {
        var checks: FieldChecks = FieldChecks()
        let big: String = checks.classCode(key.big, "big", digits: 2...2)
        let small: String = checks.classCode(key.small, "small", digits: 2...3)
        self.key = ClassKey(edition: key.edition, kind: key.kind, big: big, small: small)
        self.bigName = checks.wording(bigName, "bigName", 1...60)
        self.name = checks.wording(name, "name", 1...60)
        self.isVerified = isVerified
        self.conditions = conditions
        if conditions.count > SmallClass.conditionsMax {
            checks.note(
                "conditions",
                "class.conditions_max",
                Wording(
                    "一个小类最多 \(SmallClass.conditionsMax) 条立案条件",
                    "A class has at most \(SmallClass.conditionsMax) filing conditions"
                )
            )
        }
        var seen: Set<String> = []
        for (index, condition) in conditions.enumerated() where !seen.insert(condition.code).inserted {
            checks.note(
                "conditions.\(index).code",
                "class.condition_duplicate",
                Wording("条件代码 \(condition.code) 重复", "The condition code \(condition.code) is used twice")
            )
        }
        try checks.finish()
    }

    init(unchecked key: ClassKey, bigName: Wording, name: Wording, isVerified: Bool, conditions: [ClassCondition]) {
        self.key = key
        self.bigName = bigName
        self.name = name
        self.isVerified = isVerified
        self.conditions = conditions
    }

    package func condition(_ code: String) -> ClassCondition? { conditions.first { $0.code == code } }
}
