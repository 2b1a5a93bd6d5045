package import CitySQL
package import CityWorkflow
import Synchronization

/// What has become of one part of the registry, so that the directory can follow without reading everything again.
package enum RegistryChange: Sendable {
    case areas([Area])
    case grids([UnitGrid])
    case responsibilityGrids([ResponsibilityGrid])
    case organisations(OrganisationDirectory)
    case classes(ClassCatalogue)
    case calendar(WorkCalendar)
}

/// The one holder of the current `RegistryDirectory`. Asking it costs a lock and no database.
///
/// Every write tells its change with `apply(_:afterCommitOf:)`, so that the directory is new by the time the write has
/// returned; an import of many rows calls `reload` once at its end.
package final class Registry: Sendable {
    private let database: any SQLDatabase
    private let directory: Mutex<RegistryDirectory>
    /// Held while a new directory is made, so that no change is lost and readers need not wait for the making.
    private let making: Mutex<Void> = Mutex(())

    /// An empty directory: `reload` fills it once the schema is there.
    package init(database: any SQLDatabase) throws {
        self.database = database
        directory = Mutex(try RegistryDirectory())
    }

    /// Whether the directory holds what a `RegistryChanged` of this kind tells of; components and staff it does not.
    package static func holds(kind: String) -> Bool { !["part", "staff"].contains(kind) }

    package var current: RegistryDirectory { directory.withLock { $0 } }

    /// Reads everything anew. It stands in the queue of writes, so that no change is committed between its reading
    /// and its taking effect.
    package func reload() async throws {
        try await database.write { db in
            let fresh: RegistryDirectory = try RegistryDirectory(loadingFrom: db)
            db.onCommit { self.replace { fresh.following($0) } }
        }
    }

    /// Makes the change visible once the transaction is on the disk; not at all when it is rolled back.
    package func apply(_ change: RegistryChange, afterCommitOf db: any SQLConnection) {
        db.onCommit { self.replace { $0.applying(change) } }
    }

    private func replace(_ make: (RegistryDirectory) -> RegistryDirectory) {
        making.withLock { _ in
            let next: RegistryDirectory = make(current)
            directory.withLock { $0 = next }
        }
    }
}
