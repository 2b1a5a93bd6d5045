package import CityCore
package import CitySQL
import Foundation
import Synchronization

/// One version of the rules, as it was put in force.
package struct RuleVersion: Sendable {
    package var number: Int
    /// Periods that begin on this day or later, and before the next version's, are judged by it.
    package var firstDay: CivilDate
    package var reason: String
    package var byName: String
    package var at: Timestamp
}

/// Every statement on `evaluation_definition`. A version that was written is never changed.
package struct DefinitionStore: Sendable {
    private let read: Cache = Cache()

    /// What was read once never changes.
    private final class Cache: Sendable {
        let definitions: Mutex<[Int: Definition]> = Mutex([:])
    }

    package init() {}

    package func definition(_ number: Int, in db: any SQLConnection) throws -> Definition {
        if let known = read.definitions.withLock({ $0[number] }) { return known }
        let content: String? =
            try db.valueIfPresent("SELECT content FROM evaluation_definition WHERE number = \(number)")
        guard let content else { throw CityError.notFound(Self.thing) }
        let definition: Definition = try Self.decode(content)
        read.definitions.withLock { $0[number] = definition }
        return definition
    }

    /// The version in force on a day.
    package func inForce(
        on day: CivilDate,
        in db: any SQLConnection
    ) throws -> (number: Int, definition: Definition) {
        let number: Int? = try db.valueIfPresent(
            """
            SELECT number FROM evaluation_definition WHERE first_day <= \(day.description)
            ORDER BY first_day DESC LIMIT 1
            """
        )
        guard let number else { throw CityError.notFound(Self.thing) }
        return (number, try definition(number, in: db))
    }

    /// Newest first.
    package func versions(in db: any SQLConnection) throws -> [RuleVersion] {
        try db.rows(
            "SELECT number, first_day, reason, by_name, at FROM evaluation_definition ORDER BY number DESC"
        ).map { row in
            let day: String = try row.get("first_day")
            guard let firstDay = CivilDate(day) else { throw CityError.fault("first day \(day)") }
            return RuleVersion(
                number: try row.get("number"),
                firstDay: firstDay,
                reason: try row.get("reason"),
                byName: try row.get("by_name"),
                at: try row.get("at")
            )
        }
    }

    /// Puts a new version in force from a day on.
    package func add(
        _ file: DefinitionFile,
        from firstDay: CivilDate,
        reason: String,
        by identity: Identity,
        on today: CivilDate,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Int {
        _ = try Definition(file)
        let last: RuleVersion? = try versions(in: db).first
        if let last {
            guard firstDay > last.firstDay else { throw DefinitionTrouble.order(last.firstDay) }
            guard firstDay >= today else { throw DefinitionTrouble.past }
        }
        let number: Int = (last?.number ?? 0) + 1
        try db.run(
            """
            INSERT INTO evaluation_definition (number, first_day, content, reason, by_account, by_name, at)
            VALUES (\(number), \(firstDay.description), \(SQLJSON(file)), \(reason), \(identity.account),
                \(identity.name), \(now))
            """
        )
        return number
    }

    /// Puts the shipped rules in force where there are none.
    package func seed(at now: Timestamp, in db: any SQLConnection) throws {
        guard try versions(in: db).isEmpty, let beginning = CivilDate(year: 1900, month: 1, day: 1) else { return }
        _ = try add(
            try Self.shipped(),
            from: beginning,
            reason: ProgramReason.shipped.rawValue,
            by: .system,
            on: beginning,
            at: now,
            in: db
        )
    }

    package static func shipped() throws -> DefinitionFile {
        guard let file = Bundle.module.url(forResource: "rules-reference", withExtension: "json") else {
            throw CityError.fault("rules-reference.json is missing")
        }
        return try JSONDecoder().decode(DefinitionFile.self, from: Data(contentsOf: file))
    }

    private static func decode(_ content: String) throws -> Definition {
        try Definition(JSONDecoder().decode(DefinitionFile.self, from: Data(content.utf8)))
    }

    static let thing: Wording = Wording("评价办法", "set of rules")
}

enum DefinitionTrouble {
    static func order(_ last: CivilDate) -> CityError {
        .invalid(
            "firstDay",
            "definition.order",
            Wording(
                "生效日期须晚于上一版本的 \(last)，已生效的版本不能改动",
                "The first day must come after that of the last version, \(last); a version in force is never changed"
            )
        )
    }

    static let reason: CityError = .invalid(
        "reason",
        "definition.reason",
        Wording("请说明为何换用新办法（4–500 字）", "Say why the rules change, in 4 to 500 characters")
    )

    static let past: CityError = .invalid(
        "firstDay",
        "definition.past",
        Wording("生效日期不能早于今天", "The first day cannot lie in the past")
    )
}
