import CityCore
import CityHTTP
import CitySQL
import CitySensing

/// What command has in hand, in figures.
struct FiguresRoute: Sendable {
    let units: UnitService
    let board: UnitBoard
    let database: any SQLDatabase
    let clock: CityClock

    func register(in table: RouteTable) {
        table.get(
            "command/figures",
            access: .permission(.commandRead),
            Wording("指挥概况", "Command in figures"),
            answer: CommandFiguresBody.self,
            use: figures
        )
    }

    private func figures(_ call: Call) async throws -> Answer<CommandFiguresBody> {
        let (identity, now) = (call.identity, clock.now())
        let mine: SQLQuery = units.sensing.condition(.commandRead, identity)
        return try await database.read { db in
            func count(_ table: SQLQuery, _ condition: SQLQuery) throws -> Int {
                try db.first("SELECT COUNT(*) AS n FROM \(table) WHERE \(condition) AND \(mine)")?.get("n") ?? 0
            }
            let seen: [CommandUnit] = try CommandUnitStore.all(in: db).filter {
                $0.isActive && units.sensing.may(.commandRead, $0, identity)
            }
            let counts: [UnitStatus: Int] = try board.standings(of: seen, at: now, in: db)
                .reduce(into: [:]) { $0[$1.status, default: 0] += 1 }
            return Answer(
                CommandFiguresBody(
                    free: counts[.free] ?? 0,
                    busy: counts[.busy] ?? 0,
                    offDuty: counts[.offDuty] ?? 0,
                    openOrders: try count("command_order", "ended_at IS NULL"),
                    lateOrders: try count("command_order", "ended_at IS NULL AND late IS NOT NULL"),
                    openHelp: try count("command_help", "state <> 'closed'"),
                    openAbsences: try count("command_absence", "ended_at IS NULL"),
                    openIncidents: try count("command_incident", "ended_at IS NULL")
                )
            )
        }
    }
}
