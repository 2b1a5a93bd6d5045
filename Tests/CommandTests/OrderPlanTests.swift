import CityCore
import CityGeo
import CitySQL
import CityTestSupport
import Testing

@testable import Command

/// What is asked of orders every few seconds is answered from an index, however many there were.
@Suite(.everyEngine) struct OrderPlanTests {
    private static let count: Int = 20_000
    private static let now: Timestamp = Timestamp(milliseconds: 1_800_000_000_000)

    private struct Asked: Sendable {
        var name: String
        /// The beginning of its name: both indexes of open orders hold nothing else.
        var index: String
        var read: @Sendable (any SQLConnection) throws -> Int
    }

    private static let asked: [Asked] = [
        Asked(name: "open orders of units", index: "command_order_open") { db in try OrderStore.openCounts(in: db).count
        },
        Asked(name: "who is on the way", index: "command_order_open") { db in try OrderStore.travelling(in: db).count },
        Asked(name: "what is due", index: "command_order_open") { db in
            try OrderStore.due(at: now, limit: 200, in: db).count
        },
        Asked(name: "the newest", index: "command_order_time") { db in
            try OrderStore.list(["1 = 1"], limit: 51, in: db).count
        },
        Asked(name: "those of a unit", index: "command_order_unit") { db in
            try OrderStore.list(["unit_id = 'u7'"], limit: 51, in: db).count
        },
        Asked(name: "those of an incident", index: "command_order_about") { db in
            try OrderStore.list(["about_id >= 'i7/'", "about_id < 'i7/~'"], limit: 2_000, in: db).count
        },
    ]

    @Test func everyQuestionIsAnsweredFromAnIndex() async throws {
        let database = try await TestDatabase.make(CommandMigrations.all)
        try await database.write { db in try Self.fill(db) }
        try await database.optimize()
        for asked in Self.asked {
            let (found, plans): (Int, String) = try await database.read { db in
                let recorder: PlanRecorder = PlanRecorder(db)
                return (try asked.read(recorder), recorder.plans.joined(separator: "\n"))
            }
            #expect(found > 0, "\(asked.name)")
            #expect(plans.contains(asked.index), "\(asked.name)\n\(plans)")
            #expect(!plans.contains("Seq Scan"), "\(asked.name)\n\(plans)")
        }
    }

    /// One in a hundred is open.
    private static func fill(_ db: any SQLConnection) throws {
        for number in 0..<count {
            var order: CommandOrder = OrderTests.order(number % 100 == 0 ? .underWay : .done)
            order.id = CommandOrderID("o\(number)")
            order.number = "L\(number)"
            order.unit = CommandUnitID("u\(number % 90)")
            order.sentAt = now - .minutes(count - number)
            order.place = try .init(lng: 110, lat: 32)
            (order.about, order.aboutID) = (.step, "i\(number % 500)/s\(number)")
            order.endedAt = number % 100 == 0 ? nil : order.sentAt
            order.dueAt = order.endedAt == nil ? now : nil
            try OrderStore.insert(order, in: db)
        }
    }
}
