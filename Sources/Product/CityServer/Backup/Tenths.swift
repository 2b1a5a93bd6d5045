import Synchronization

/// Tells of progress ten times, not at every step.
final class Tenths: Sendable {
    private let last: Atomic<Int> = Atomic(0)

    /// The percentage when another tenth is done.
    func passed(_ share: Double) -> Int? {
        let tenth: Int = Int(share * 10)
        return last.exchange(tenth, ordering: .relaxed) == tenth ? nil : tenth * 10
    }
}
