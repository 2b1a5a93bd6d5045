import CityHTTP
import Hummingbird
import Logging

/// Counts every answer and writes a line for it: who asked for which route, what came of it, how long it took. Neither
/// addresses with their values nor bodies are written, so that no token, phone number or name gets into a log.
struct TrafficMiddleware: RouterMiddleware {
    let metrics: Metrics

    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        let start: ContinuousClock.Instant = .now
        let response: Response = try await next(request, context)
        let duration: Duration = .now - start
        let route: String = context.endpointPath ?? "none"
        // What no route knows may have any method, and must not become a figure of its own.
        let method: String = context.endpointPath == nil ? "any" : request.method.rawValue
        let status: Int = response.status.code
        metrics.count(.requests, "method=\"\(method)\",route=\"\(route)\",status=\"\(status)\"")
        metrics.observe(.requestSeconds, "method=\"\(method)\",route=\"\(route)\"", duration)
        context.logger.log(
            level: route.hasPrefix("/api/") ? .info : .debug,
            "request",
            metadata: [
                "method": "\(method)", "route": "\(route)", "status": "\(status)",
                "ms": "\(duration.milliseconds)",
                "account": "\(context.note.account ?? "-")",
                "address": "\(context.note.address ?? context.remoteAddress ?? "-")",
            ]
        )
        return response
    }
}

extension Duration {
    /// With one digit after the point.
    fileprivate var milliseconds: Double { ((self / .milliseconds(1)) * 10).rounded() / 10 }
}
