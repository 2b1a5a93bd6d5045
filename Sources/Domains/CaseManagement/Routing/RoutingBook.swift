import Synchronization

/// Holds the rules in force, so that filing a case costs no query for them.
package final class RoutingBook: Sendable {
    private let rules: Mutex<RoutingRules> = Mutex(.none)

    package init() {}

    package var current: RoutingRules { rules.withLock { $0 } }

    package func replace(by next: RoutingRules) {
        rules.withLock { $0 = next }
    }
}
