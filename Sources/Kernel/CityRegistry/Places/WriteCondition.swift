import CityCore
import CityHTTP

/// What a write expects to find.
package enum WriteCondition: Sendable, Hashable {
    /// Nothing there yet.
    case create
    /// The version that the writer has seen.
    case version(Int)
    /// Whatever is there, as imports write.
    case overwrite

    func check(current: Int?, _ thing: Wording) throws {
        switch (self, current) {
        case (.create, .some):
            throw CityError(
                .conflict,
                "registry.exists",
                Wording("\(thing.zh)已存在", "The \(thing.en) is already there")
            )
        case (.version, nil): throw CityError.notFound(thing)
        case (.version(let seen), .some(let current)) where seen != current:
            throw CityError.stale(thing, current: current)
        default: return
        }
    }
}

package enum SaveOutcome: String, Sendable, Hashable, Codable, CaseIterable {
    case created
    case changed
    case unchanged
}

/// A thing as it is after a write, and what the write did.
package struct Saved<Thing: Sendable>: Sendable {
    package var thing: Thing
    package var outcome: SaveOutcome

    package init(_ thing: Thing, _ outcome: SaveOutcome) {
        self.thing = thing
        self.outcome = outcome
    }
}
