import CityHTTP
import Hummingbird
import Logging
import ServiceLifecycle
import Synchronization

/// The first thing that stops: tells proxies that this process is to be given nothing more, and goes on answering for
/// as long as they need to notice.
final class Drain: Service {
    private let moment: Duration
    private let logger: Logger
    private let begun: Atomic<Bool> = Atomic(false)

    init(moment: Duration, logger: Logger) {
        self.moment = moment
        self.logger = logger
    }

    var hasBegun: Bool { begun.load(ordering: .relaxed) }

    func run() async throws {
        try await gracefulShutdown()
        begun.store(true, ordering: .relaxed)
        if moment == .zero { return }
        logger.notice("stopping: not ready any more", metadata: ["for": "\(moment)"])
        try await Task.sleep(for: moment)
    }
}

/// While draining, every answer is the last one of its connection.
struct DrainMiddleware: RouterMiddleware {
    let drain: Drain

    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var response: Response = try await next(request, context)
        if drain.hasBegun { response.headers[.connection] = "close" }
        return response
    }
}
