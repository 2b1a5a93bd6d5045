import CityCore
import CityGeo
import CityHTTP
import CityRegistry
import CitySQL
import CityWorkflow
import HTTPTypes

/// The addresses of draws, checks, patrols and coverage.
struct EvidenceRoutes: Sendable {
    let checks: CheckService
    let patrols: PatrolService
    let database: any SQLDatabase
    let clock: CityClock

    func register(in table: RouteTable) {
        registerChecks(in: table)
        registerPatrols(in: table)
        table.get(
            "collection/lots/{id}/months/{month}/coverage",
            access: .permission(.collectionRead),
            Wording("一个月的网格覆盖", "Which grids were walked in a month"),
            answer: LotCoverageBody.self,
            use: coverage
        )
    }

    private func registerChecks(in table: RouteTable) {
        table.get(
            "collection/lots/{id}/months/{month}/draws",
            access: .permission(.collectionRead),
            Wording("一个月的抽查", "The draws of a month"),
            answer: DrawsBody.self
        ) { call in
            try await database.readMonth(call) { lot, month, db in
                Answer(DrawsBody(draws: try CheckStore.draws(of: lot.id, month, in: db).map(DrawBody.init)))
            }
        }
        table.write(
            .post,
            "collection/lots/{id}/draws",
            access: .permission(.collectionManage),
            Wording("随机抽查一段时间的上报", "Draw reports of some days by lot"),
            body: DrawInputBody.self,
            answer: DrawBody.self
        ) { call, input, db in
            .created(DrawBody(try checks.draw(input, of: try call.id(), by: call.identity, at: clock.now(), in: db)))
        }
        table.list(
            "collection/lots/{id}/months/{month}/checks",
            access: .permission(.collectionRead),
            Wording("抽到的上报与判定", "The reports that were drawn, and what they were found to be"),
            query: [
                QueryParameter(
                    "verdict",
                    .choice(QualityCheck.Verdict.allCases.map(\.rawValue)),
                    Wording("判定", "Verdict")
                )
            ],
            item: CheckBody.self
        ) { call, page in
            let verdict: QualityCheck.Verdict? = try call.choice("verdict", of: QualityCheck.Verdict.self)
            return try await database.readMonth(call) { lot, month, db in
                try CheckStore.page(of: lot.id, month, verdict: verdict, page, in: db).map(CheckBody.init)
            }
        }
        table.write(
            .post,
            "collection/checks/{id}/judge",
            access: .permission(.collectionCheck),
            Wording("判定一件抽查", "Judge a report that was drawn"),
            body: CheckVerdictBody.self,
            answer: CheckBody.self
        ) { call, input, db in
            let check: QualityCheck = try checks.judge(
                try call.id(),
                input,
                expecting: try call.expectedVersion(),
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return Answer(CheckBody(check), version: check.version)
        }
    }

    private func registerPatrols(in table: RouteTable) {
        table.list(
            "collection/lots/{id}/months/{month}/patrols",
            access: .permission(.collectionRead),
            Wording("漏报巡查与发现", "Patrols for missed problems, with what they found"),
            item: PatrolBody.self
        ) { call, page in
            let directory: RegistryDirectory = patrols.registry.current
            return try await database.readMonth(call) { lot, month, db in
                let found: Page<Patrol> = try PatrolStore.page(of: lot.id, month, page, in: db)
                let findings: [PatrolID: [Finding]] = try PatrolStore.findings(of: found.items.map(\.id), in: db)
                return found.map { PatrolBody($0, findings[$0.id] ?? [], directory) }
            }
        }
        table.write(
            .post,
            "collection/lots/{id}/patrols",
            access: .permission(.collectionCheck),
            Wording("开始巡查一个网格", "Begin a patrol of a grid"),
            body: PatrolInputBody.self,
            answer: PatrolBody.self
        ) { call, input, db in
            let patrol: Patrol =
                try patrols.begin(input, in: try call.id(), by: call.identity, at: clock.now(), in: db)
            return .created(PatrolBody(patrol, [], patrols.registry.current))
        }
        table.write(
            .post,
            "collection/patrols/{id}/findings",
            access: .permission(.collectionCheck),
            Wording("记录巡查发现；没有案件的自动立为上报", "Write down what a patrol found; what nobody reported becomes a case"),
            body: FindingInputBody.self,
            answer: FindingBody.self
        ) { call, input, db in
            let problem: PatrolProblem = PatrolProblem(
                smallClass: input.smallClass,
                place: try Coordinate(lng: input.lng, lat: input.lat, under: "place"),
                description: input.description,
                photos: input.photos
            )
            let finding: Finding =
                try patrols.find(problem, on: try call.id(), by: call.identity, at: clock.now(), in: db)
            return .created(FindingBody(finding, patrols.registry.current), version: finding.version)
        }
        table.write(
            .post,
            "collection/findings/{id}/withdraw",
            access: .permission(.collectionCheck),
            Wording("撤回记错的发现", "Withdraw a finding that was a mistake"),
            body: WithdrawalBody.self,
            answer: FindingBody.self
        ) { call, input, db in
            let finding: Finding = try patrols.withdraw(
                try call.id(),
                reason: input.reason,
                expecting: try call.expectedVersion(),
                by: call.identity,
                in: db
            )
            return Answer(FindingBody(finding, patrols.registry.current), version: finding.version)
        }
    }

    private func coverage(_ call: Call) async throws -> Answer<LotCoverageBody> {
        let directory: RegistryDirectory = patrols.registry.current
        let (lot, kept) = try await database.readMonth(call) { lot, month, db in
            guard let days = lot.days(in: month) else { throw StatementTrouble.outside(month) }
            return (lot, try CoverageStore.of(lot.id, days, in: db))
        }
        var visits: [String: Int] = [:]
        for area in lot.areas {
            for grid in directory.activeGrids(in: area) { visits[grid.code] = 0 }
        }
        let days: [CoverageDayBody] = kept.map { coverage in
            let date: CivilDate = CivilDate(dayNumber: coverage.day)
            let counts: Bool = !lot.terms.coverageOnWorkDays || directory.calendar.isWorkDay(date)
            if counts { for code in coverage.walked { visits[code, default: 0] += 1 } }
            return CoverageDayBody(day: date, grids: coverage.grids, walked: coverage.walked.count, counts: counts)
        }
        let grids: [GridVisitsBody] = visits.map { GridVisitsBody(grid: $0.key, days: $0.value) }
            .sorted { ($0.days, $0.grid) < ($1.days, $1.grid) }
        return Answer(LotCoverageBody(days: days, grids: grids))
    }
}
