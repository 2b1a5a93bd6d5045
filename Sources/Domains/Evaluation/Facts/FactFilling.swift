import CityContracts
import CityCore
import CitySQL

/// Works out the facts of cases that were there before evaluation was: some hundred at a time, beside the city's work,
/// and on from where it was after a restart.
package struct FactFilling: Sendable {
    static let batch: Int = 300

    let keeper: FactKeeper
    let ports: EvaluationPorts
    let database: any SQLDatabase

    /// One batch. Answers whether there is more to do.
    package func step() async throws -> Bool {
        let (keeper, ports) = (keeper, ports)
        let isDone: Bool = try await database.read { db in
            let (done, end) = try EvaluationState.filling(in: db)
            return end >= 0 && done >= end
        }
        if isDone { return false }
        return try await database.writeAside(EvaluationModule.turn) { db in
            var (start, end): (Int, Int) = try EvaluationState.filling(in: db)
            if end < 0 {
                end = try ports.lastSerial(db)
                try EvaluationState.set("fill_to", to: end, in: db)
            }
            guard start < end, let page = try ports.nextTraces(start, Self.batch, db) else {
                try EvaluationState.set("filled", to: end, in: db)
                return false
            }
            try keeper.renew(page.traces, in: db)
            try EvaluationState.set("filled", to: page.last, in: db)
            return page.last < end
        }
    }

    /// All that is missing, cases included that were written since without a word. - Parameter progress: cases so far.
    package func catchUp(progress: @Sendable (Int) -> Void = { _ in }) async throws {
        let ports: EvaluationPorts = ports
        try await database.writeAside(EvaluationModule.turn) { db in
            try EvaluationState.set("fill_to", to: try ports.lastSerial(db), in: db)
        }
        var batches: Int = 0
        while try await step() {
            batches += 1
            if batches.isMultiple(of: 100) { progress(batches * Self.batch) }
        }
    }

    /// Works every fact out anew from the histories, and counts every month's tallies anew from the facts: for when
    /// `verify` has found them wrong. The city may go on working; closed periods keep their editions.
    package func rebuild(progress: @Sendable (Int) -> Void = { _ in }) async throws {
        try await database.writeAside(EvaluationModule.turn) { db in
            try EvaluationState.set("filled", to: 0, in: db)
        }
        try await catchUp(progress: progress)
        for month in try await database.read({ db in try TallyStore.months(in: db) }) {
            try await database.writeAside(EvaluationModule.turn) { db in try TallyStore.recount(month, in: db) }
        }
    }

    /// How far it has come, 0 to 99; nil when there is nothing left to do.
    func percent(in db: any SQLConnection) throws -> Int? {
        let (done, end) = try EvaluationState.filling(in: db)
        if end < 0 { return 0 }
        return done >= end ? nil : min(99, done * 100 / max(1, end))
    }
}
