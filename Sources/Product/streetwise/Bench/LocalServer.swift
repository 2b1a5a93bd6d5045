import CityAccess
import CityClient
import CityCore
import CityHTTP
import CityServer
import DemoCity
import Logging
import Synchronization

/// The city served in this process on a free port, for measurements through the front door.
struct LocalServer {
    let city: City
    let port: Int

    /// Serves while the body runs, then stops.
    static func with(_ city: City, _ body: @escaping @Sendable (LocalServer) async throws -> Void) async throws {
        var settings: CitySettings = city.settings
        settings.port = 0
        settings.guards.limits = .none
        let served: City = try City(settings, database: city.database)
        try await served.prepare()
        var logger: Logger = Logger(label: "bench")
        logger.logLevel = .error
        let server: CityHTTPServer = try CityHTTPServer(served, logger: logger)
        let (ports, bound) = AsyncStream<Int>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run { bound.yield($0) } }
            group.addTask {
                for await port in ports {
                    try await body(LocalServer(city: served, port: port))
                    throw CancellationError()
                }
            }
            do {
                try await group.next()
            } catch is CancellationError {}
            group.cancelAll()
        }
    }

    /// A client that has signed in.
    func client(_ login: String) async throws -> CityClient {
        let client: CityClient = CityClient(host: "127.0.0.1", port: port)
        let reply: CityClient.Reply = try await client.post(
            "sessions",
            SignInBody(login: login, password: DemoAccount.password)
        )
        let session: SessionBody = try reply.decoded()
        await client.use(token: session.token ?? "")
        return client
    }
}
