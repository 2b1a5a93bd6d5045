import CityCore
import CityGeo
import CityHTTP
import CityRegistry
import CitySQL
import CitySensing
import HTTPTypes

/// The addresses of units, and who could be sent.
struct UnitRoutes: Sendable {
    let service: UnitService
    let board: UnitBoard
    let roads: RoadBook
    let database: any SQLDatabase
    let clock: CityClock

    private var sensing: DeviceService { service.sensing }

    func register(in table: RouteTable) {
        table.list(
            "command/units",
            access: .permission(.commandRead),
            Wording("力量及其当前状态", "Units and how they stand"),
            query: [
                QueryParameter("area", .text, Wording("区划编码（含下级）", "Area code, with all below it")),
                QueryParameter("organisation", .text, Wording("单位（含下级）", "Organisation, with all below it")),
                QueryParameter("status", .choice(UnitStatus.allCases.map(\.rawValue)), Wording("状态", "Status")),
                QueryParameter("skill", .text, Wording("技能", "Skill")),
                QueryParameter("text", .text, Wording("名称", "Name")),
                QueryParameter("active", .boolean, Wording("启用的", "In use")),
            ],
            item: UnitBody.self,
            use: list
        )
        table.get(
            "command/skills",
            access: .permission(.commandRead),
            Wording("力量具有的技能", "Skills that units have"),
            answer: SkillsBody.self
        ) { _ in
            try await database.read { db in
                let all: Set<String> = Set(try CommandUnitStore.all(in: db).flatMap(\.skills))
                return Answer(SkillsBody(skills: all.sorted()))
            }
        }
        table.get(
            "command/candidates",
            access: .permission(.commandRead),
            Wording("可派往一处的力量，最合适的在前", "Units that could be sent to a place, the fittest first"),
            query: [
                QueryParameter("lng", .text, Wording("经度", "Longitude")),
                QueryParameter("lat", .text, Wording("纬度", "Latitude")),
                QueryParameter("skills", .text, Wording("所需技能，逗号分隔", "Skills that are needed, separated by commas")),
                QueryParameter("all", .boolean, Wording("包括不在岗的", "Those off duty as well")),
                QueryParameter("limit", .integer, Wording("至多几个，默认 10", "At most so many, 10 by default")),
            ],
            answer: CandidatesBody.self,
            use: candidates
        )
        registerOne(in: table)
    }

    private func registerOne(in table: RouteTable) {
        table.get(
            "command/units/{id}",
            access: .permission(.commandRead),
            Wording("一个力量", "A unit"),
            answer: UnitBody.self
        ) { call in
            let id: CommandUnitID = try call.id()
            return try await database.read { db in
                let unit: CommandUnit = try service.find(id, by: call.identity, in: db)
                return Answer(try body(unit, call.identity, db), version: unit.version)
            }
        }
        table.write(
            .post,
            "command/units",
            access: .permission(.commandManage),
            Wording("新建力量", "Add a unit"),
            body: UnitInputBody.self,
            answer: UnitBody.self
        ) { call, input, db in
            let unit: CommandUnit = try service.create(input, by: call.identity, at: clock.now(), in: db)
            return .created(try body(unit, call.identity, db), version: unit.version)
        }
        table.write(
            .put,
            "command/units/{id}",
            access: .permission(.commandManage),
            Wording("修改或停用力量", "Change a unit, or put it out of use"),
            body: UnitInputBody.self,
            answer: UnitBody.self
        ) { call, input, db in
            let unit: CommandUnit = try service.change(
                try call.id(),
                input,
                expecting: try call.expectedVersion(),
                by: call.identity,
                in: db
            )
            return Answer(try body(unit, call.identity, db), version: unit.version)
        }
    }

    private func body(_ unit: CommandUnit, _ identity: Identity, _ db: any SQLConnection) throws -> UnitBody {
        try bodies(board.standings(of: [unit], at: clock.now(), in: db), identity, db)[0]
    }

    private func bodies(
        _ standings: [UnitStanding],
        _ identity: Identity,
        _ db: any SQLConnection
    ) throws -> [UnitBody] {
        let accounts: [AccountID] = standings.flatMap(\.unit.members).map(\.text).unique.map { AccountID($0) }
        let view: UnitView = UnitView(
            sensing: sensing,
            directory: service.registry.current,
            people: try service.ports.people(accounts, db),
            identity: identity
        )
        return standings.map(view.body)
    }

    private func list(_ call: Call, _ page: PageRequest) async throws -> Page<UnitBody> {
        let status: UnitStatus? = try call.choice("status", of: UnitStatus.self)
        let isActive: Bool? = try call.boolean("active")
        let scope: String = call.text("area").map(AreaCode.scopePrefix) ?? ""
        let organisations: Set<OrganisationID>? = call.text("organisation").map {
            service.registry.current.organisations.subtree(of: OrganisationID($0))
        }
        let after: String = try page.after?.key(of: "command.units", count: 1)[0] ?? ""
        let now: Timestamp = clock.now()
        return try await database.read { db in
            let units: [CommandUnit] = try CommandUnitStore.all(in: db).filter { unit in
                if let organisations, !(unit.organisation.map(organisations.contains) ?? false) { return false }
                if let isActive, unit.isActive != isActive { return false }
                if let skill = call.text("skill"), !unit.skills.contains(skill) { return false }
                if let text = call.text("text"), !unit.name.contains(text) { return false }
                return unit.area.hasPrefix(scope) && unit.name > after && sensing.may(.commandRead, unit, call.identity)
            }
            let standings: [UnitStanding] = try board.standings(of: units, at: now, in: db).filter {
                status == nil || $0.status == status
            }
            let shown: Page<UnitStanding> = Page(overfetched: standings, limit: page.limit) { last in
                Cursor(list: "command.units", key: [last.unit.name])
            }
            var answer: Page<UnitBody> = Page(items: try bodies(shown.items, call.identity, db), next: shown.next)
            answer.total = PageTotal(counted: standings.count, max: CommandUnit.countMax)
            return answer
        }
    }

    private func candidates(_ call: Call) async throws -> Answer<CandidatesBody> {
        guard let lng = call.text("lng").flatMap(Double.init), let lat = call.text("lat").flatMap(Double.init) else {
            throw CityError.invalid("lng", "nearest.place", Wording("请给出经纬度", "Give lng and lat"))
        }
        let place: Coordinate = try Coordinate(lng: lng, lat: lat)
        let isAll: Bool = try call.boolean("all") ?? false
        let limit: Int = try call.integer("limit") ?? 10
        guard (1...100).contains(limit) else {
            throw CityError.invalid("limit", "page.limit", Wording("须为 1 到 100", "It is 1 to 100"))
        }
        let now: Timestamp = clock.now()
        let loaded: RoadBook.Roads? = roads.current.flatMap { $0.graph.reaches(place) ? $0 : nil }
        return try await database.read { db in
            let units: [CommandUnit] = try CommandUnitStore.all(in: db).filter { unit in
                unit.isActive && sensing.may(.commandRead, unit, call.identity)
            }
            let standings: [UnitStanding] = try board.standings(of: units, at: now, in: db).filter {
                isAll || $0.status != .offDuty
            }
            let ranked: [Candidate] = Array(
                CandidateRanking(roads: loaded?.graph)
                    .rank(standings, for: place, skills: call.list("skills"), at: now).prefix(limit)
            )
            let shown: [UnitBody] = try bodies(ranked.map(\.standing), call.identity, db)
            return Answer(
                CandidatesBody(
                    items: zip(ranked, shown).map { candidate, unit in
                        CandidateBody(
                            unit: unit,
                            distanceM: candidate.distanceM.map { Int($0.rounded()) },
                            seconds: candidate.seconds.map { Int($0.rounded()) },
                            by: candidate.seconds.map { _ in candidate.isByRoad ? "road" : "line" },
                            missing: candidate.missing,
                            isFit: candidate.isFit(at: now)
                        )
                    },
                    roads: loaded?.name
                )
            )
        }
    }
}
