import CityHTTP
import CitySQL
import HTTPTypes
import Hummingbird

/// What a supervisor of processes asks: is it alive, may it be given requests.
struct HealthPages: Sendable {
    let database: any SQLDatabase
    let drain: Drain
    /// What is not as it should be, though requests can be answered.
    let remark: @Sendable () -> String?

    func mount(on router: Router<AppContext>) {
        router.get("/healthz") { _, _ in Response.text("ok\n", type: "text/plain") }
        router.get("/readyz") { _, _ in try await readiness() }
    }

    private func readiness() async throws -> Response {
        if drain.hasBegun {
            var response: Response = Response.text("stopping\n", type: "text/plain")
            response.status = .serviceUnavailable
            return response
        }
        _ = try await database.read { db in try db.value("SELECT 1", as: Int.self) }
        return Response.text("ready\n" + (remark().map { $0 + "\n" } ?? ""), type: "text/plain")
    }
}
