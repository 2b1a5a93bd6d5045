import CityCore
import CityHTTP
import CityRegistry
import CitySQL

// What maps ask.
extension CaseRoutes {
    func registerMap(in table: RouteTable) {
        table.get(
            "map/cases",
            access: .permission(.caseRead),
            Wording("地图上的案件，默认未结束的", "Cases as points of a map; the open ones unless a state is named"),
            query: CaseFilter.parameters.filter { $0.name != "text" },
            answer: CasePointsBody.self,
            use: points
        )
        table.get(
            "map/figures",
            access: .permission(.caseRead),
            Wording("各地未结束案件数", "Open cases by place"),
            query: [
                QueryParameter(
                    "level",
                    .choice(FigureLevel.allCases.map(\.rawValue)),
                    Wording("按哪一级", "By which level")
                ),
                QueryParameter("area", .text, Wording("区划编码（含下级）", "Area code, with all below it")),
            ],
            answer: PlaceFiguresBody.self,
            use: figures
        )
    }

    private func points(_ call: Call) async throws -> Answer<CasePointsBody> {
        let filter: CaseFilter = try CaseFilter(call)
        let visible: [[SQLQuery]] = service.authority.alternatives(call.identity)
        let directory: RegistryDirectory = service.registry.current
        let points: [CasePoint] = try await database.read { db in
            try CaseMapStore.points(filter, visibleIn: visible, in: db)
        }
        return Answer(
            CasePointsBody(
                items: points.prefix(CaseMapStore.pointsMax).map { CasePointsBody.Point($0, directory) },
                truncated: points.count > CaseMapStore.pointsMax
            )
        )
    }

    private func figures(_ call: Call) async throws -> Answer<PlaceFiguresBody> {
        let level: FigureLevel = try call.choice("level", of: FigureLevel.self) ?? .county
        let area: String? = call.text("area")
        let visible: [[SQLQuery]] = service.authority.alternatives(call.identity)
        let figures: [PlaceFigures] = try await database.read { db in
            try CaseMapStore.figures(by: level, area: area, visibleIn: visible, in: db)
        }
        return Answer(PlaceFiguresBody(items: figures.map(PlaceFiguresBody.Figures.init)))
    }
}
