import CityCore
import CityRegistry
import CitySQL
import CityServer
import CityWorkflow
import MarketCollection

/// Contracts of market collection, with two months behind them: one that waits for its approval, one that waits to be
/// issued, and the month that runs.
struct DemoCollection: Sendable {
    let city: City
    let people: DemoPeople
    let places: DemoPlaces

    func make(at now: Timestamp, _ random: inout DemoRandom) async throws {
        let calendar = city.registry.current.calendar
        let today: CivilDate = calendar.date(of: now)
        for county in places.areas where county.level == .county {
            let lot: Lot = try await makeLot(county, today, at: now)
            let running: CivilDate = today.adding(days: 1 - today.day)
            let last: CivilDate = running.adding(days: -1)
            let before: CivilDate = last.adding(days: -last.day)
            try await walk(lot, from: before.adding(days: 1 - before.day), to: today.adding(days: -1), &random)
            let issuedAt: Timestamp = calendar.startOfDay(before.adding(days: 3))
            try await check(lot, before, share: 1, at: issuedAt, &random)
            try await issue(lot, before, at: issuedAt)
            try await check(lot, last, share: 1, at: calendar.startOfDay(running), &random)
            try await check(lot, today, share: 0.4, at: now, &random)
        }
    }

    private func makeLot(_ county: Area, _ today: CivilDate, at now: Timestamp) async throws -> Lot {
        guard let organisation = people.organisations["CJ"], let manager = manager else {
            throw CityError.fault("the demo has no contractor")
        }
        let input: LotInputBody = LotInputBody(
            code: "CJ-\(county.code)",
            name: "\(county.name)信息采集（示范）",
            contract: "SYCG-\(today.year - 1)-CJ\(county.code.suffix(2))",
            organisation: organisation.text,
            areas: [county.code],
            firstDay: CivilDate(year: today.year - 1, month: 1, day: 1) ?? today,
            lastDay: CivilDate(year: today.year + 1, month: 12, day: 31) ?? today,
            terms: LotTerms(feeMonthFen: 8_600_000, feeReportFen: 200)
        )
        return try await city.database.write { [city] db in
            try city.collection.lots.create(input, by: manager, at: now, in: db)
        }
    }

    private var manager: Identity? { people.people.first { $0.role == CityRoles.evaluator }?.identity }

    /// On most days most grids are walked.
    private func walk(_ lot: Lot, from: CivilDate, to: CivilDate, _ random: inout DemoRandom) async throws {
        let codes: [String] = lot.areas.flatMap { city.registry.current.activeGrids(in: $0).map(\.code) }
        var kept: [DayCoverage] = []
        for day in from.dayNumber...max(from.dayNumber, to.dayNumber) {
            let isWorkDay: Bool = city.registry.current.calendar.isWorkDay(CivilDate(dayNumber: day))
            let missing: Double = isWorkDay ? Double.random(in: 0...0.12, using: &random) : 0.7
            let walked: [String] = codes.filter { _ in Double.random(in: 0..<1, using: &random) >= missing }
            kept.append(DayCoverage(day: day, grids: codes.count, walked: walked))
        }
        let days: [DayCoverage] = kept
        try await city.database.write { db in
            for coverage in days { try CoverageStore.save(coverage, of: lot.id, in: db) }
        }
    }

    /// Draws reports of a month up to a day and judges a share of them.
    private func check(
        _ lot: Lot,
        _ last: CivilDate,
        share: Double,
        at now: Timestamp,
        _ random: inout DemoRandom
    ) async throws {
        guard let manager else { return }
        let dice: [Double] = (0..<SampleDraw.countMax).map { _ in Double.random(in: 0..<1, using: &random) }
        try await city.database.write { [city] db in
            let checks: CheckService = city.collection.checks
            let days: DrawInputBody = DrawInputBody(from: last.adding(days: 1 - last.day), to: last)
            do {
                _ = try checks.draw(days, of: lot.id, by: manager, at: now, in: db)
            } catch let error as CityError where error.reason == "collection.no_reports" {
                return
            }
            let month: CollectionMonth = CollectionMonth(of: last)
            let drawn: [QualityCheck] =
                try CheckStore.page(of: lot.id, month, verdict: .pending, PageRequest(limit: 500), in: db).items
            for (check, roll) in zip(drawn, dice).prefix(Int((Double(drawn.count) * share).rounded(.up))) {
                let verdict: CheckVerdictBody =
                    roll < 0.02
                    ? CheckVerdictBody(.false, note: "现场复核没有该问题，照片为旧照")
                    : roll < 0.06 ? CheckVerdictBody(.inaccurate, note: "小类选择错误") : CheckVerdictBody(.right)
                _ = try checks.judge(check.id, verdict, expecting: 1, by: manager, at: now, in: db)
            }
        }
    }

    /// Issued two months ago; the contractor objected to the worst day, and that was decided.
    private func issue(_ lot: Lot, _ last: CivilDate, at now: Timestamp) async throws {
        let leader: Identity? = people.people.first { $0.role == CityRoles.supervisor }?.identity
        let contractor: Identity? = people.people.first { $0.role == CityRoles.contractorLead }?.identity
        guard let manager, let leader, let contractor else { return }
        try await city.database.write { [city] db in
            let statements: StatementService = city.collection.statements
            let statement: Statement = try statements.issue(
                lot.id,
                CollectionMonth(of: last),
                objectionsUntil: now + .days(7),
                by: manager,
                at: now,
                in: db
            )
            let days: [PayItem] = try StatementStore.items(of: statement.id, line: .coverage, in: db)
            guard let worst = days.min(by: { $0.part < $1.part }) else { return }
            let input: CollectionObjectionInputBody =
                CollectionObjectionInputBody(line: .coverage, ref: worst.ref, reason: "当日暴雨红色预警，按通知停止外业")
            let objection: CollectionObjection =
                try statements.object(to: statement.id, input, by: contractor, at: now + .days(1), in: db)
            _ = try statements.decide(
                objection.id,
                CollectionDecisionBody(upheld: true, opinion: "情况属实，当日不计"),
                expecting: 1,
                by: leader,
                at: now + .days(2),
                in: db
            )
        }
    }
}
