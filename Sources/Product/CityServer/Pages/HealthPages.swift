import CityHTTP
import CitySQL
import Hummingbird

/// What a supervisor of processes asks: is it alive, may it be given requests.
struct HealthPages: Sendable {
    let database: any SQLDatabase

    func mount(on router: Router<AppContext>) {
        let database: any SQLDatabase = database
        router.get("/healthz") { _, _ in Response.text("ok\n", type: "text/plain") }
        router.get("/readyz") { _, _ in
            let one: Int = try await database.read { db in try db.value("SELECT 1") }
            return Response.text(one == 1 ? "ready\n" : "not ready\n", type: "text/plain")
        }
    }
}
