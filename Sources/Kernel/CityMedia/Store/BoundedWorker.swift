import CityCore
import Dispatch
import Synchronization

/// Does blocking work on threads of its own, a few pieces at a time, so that neither the threads that serve requests
/// nor the memory are used up by it.
final class BoundedWorker: Sendable {
    private typealias Job = @Sendable () -> Void

    private struct State {
        var running: Int = 0
        var waiting: [Job] = []
    }

    private enum Admission {
        case start
        case wait
        case refuse
    }

    private let state: Mutex<State> = Mutex(State())
    private let queue: DispatchQueue
    private let width: Int
    private let waitingMax: Int

    init(_ name: String, width: Int, waitingMax: Int) {
        queue = DispatchQueue(label: "streetwise.\(name)", attributes: .concurrent)
        self.width = width
        self.waitingMax = waitingMax
    }

    /// The work's value, when its turn has come and it is done. Refuses when too much waits already.
    func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let job: Job = { continuation.resume(with: Result { try work() }) }
            switch admit(job) {
            case .start: queue.async { self.work(from: job) }
            case .wait: break
            case .refuse: continuation.resume(throwing: CityError.mediaBusy)
            }
        }
    }

    private func admit(_ job: @escaping Job) -> Admission {
        state.withLock { state in
            if state.running < width {
                state.running += 1
                return .start
            }
            guard state.waiting.count < waitingMax else { return .refuse }
            state.waiting.append(job)
            return .wait
        }
    }

    /// Takes one job after the other until none waits.
    private func work(from first: @escaping Job) {
        var next: Job? = first
        while let job = next {
            job()
            next = state.withLock { state in
                guard !state.waiting.isEmpty else {
                    state.running -= 1
                    return nil
                }
                return state.waiting.removeFirst()
            }
        }
    }
}

extension CityError {
    static let mediaBusy: CityError = CityError(
        .exhausted,
        "media.busy",
        Wording("正在处理的照片太多，请稍后再试", "Too many photos are being processed; please try again in a moment"),
        retryAfterSeconds: 5
    )
}
