package import CityCore
package import CitySQL
import CityWorkflow

/// What time does to cases: lamps change colour, suspended cases come back.
package struct CaseTimers: Sendable {
    private static let batchMax: Int = 50

    private let service: CaseService
    private let database: any SQLDatabase
    private let clock: CityClock

    package init(service: CaseService, database: any SQLDatabase, clock: CityClock) {
        self.service = service
        self.database = database
        self.clock = clock
    }

    /// Does all that is due; answers how many cases changed.
    @discardableResult
    package func run() async throws -> Int {
        var changed: Int = 0
        for step in [changeLamps, resumeSuspended] {
            var count: Int = try await step()
            while count > 0 {
                changed += count
                count = count < Self.batchMax ? 0 : try await step()
            }
        }
        return changed
    }

    /// Sets the lamps that have changed by now, so that the counters of lamps hold. The history does not tell of it:
    /// it follows from the clocks.
    private func changeLamps() async throws -> Int {
        let now: Timestamp = clock.now()
        let service: CaseService = service
        return try await database.write { db in
            let due: [CaseRecord] = try CaseStore.withLampChange(until: now, limit: Self.batchMax, in: db)
            var counters: CounterChanges = CounterChanges()
            for record in due {
                var next: CaseRecord = record
                let clocks: ClockSet = try CaseClockStore.load(record.id, in: db)
                next.settleClocks(clocks, at: now, calendar: service.calendar, lamps: service.settings.lamps)
                try CaseStore.setLamp(of: next, in: db)
                counters.replace(record, by: next)
                try service.publish(next, "lamp", from: next.state, at: now, in: db)
            }
            try CaseCounterStore.apply(counters, in: db)
            return due.count
        }
    }

    private func resumeSuspended() async throws -> Int {
        let now: Timestamp = clock.now()
        let service: CaseService = service
        return try await database.write { db in
            let due: [CaseRecord] = try CaseStore.toResume(until: now, limit: Self.batchMax, in: db)
            for record in due {
                let input: ActionInput = ActionInput(opinion: "挂账到期，自动恢复")
                _ = try service.perform(.resume, on: record.id, input, expecting: nil, by: .system, at: now, in: db)
            }
            return due.count
        }
    }
}
