import CityCore
import HTTPTypes
package import Hummingbird

/// Finds out who is at the other end, behind proxies that are trusted, and refuses an address that asks too often.
package struct FrontDoorMiddleware: RouterMiddleware {
    package typealias Context = AppContext

    private let proxies: TrustedProxies
    private let limiter: RequestLimiter?

    package init(proxies: TrustedProxies, limiter: RequestLimiter?) {
        self.proxies = proxies
        self.limiter = limiter
    }

    package func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        guard let peer = context.remoteAddress.flatMap({ NetworkAddress($0) }) else {
            return try await next(request, context)
        }
        let client: NetworkAddress = proxies.client(of: peer, forwardedFor: request.headers[values: .forwardedFor])
        context.note.address = client.text
        let isSignIn: Bool = request.method == .post && request.uri.path == RouteTable.prefix + "sessions"
        try limiter?.check(address: client, isSignIn: isSignIn)
        var context: AppContext = context
        context.remoteAddress = client.text
        return try await next(request, context)
    }
}
