import CaseManagement
import CityAccess
import CityClient
import CityCore
import CityGeo
import CityHTTP
import CityRegistry
import CityServer

/// One person of the demo: signs in, looks at the inbox, does what is to be done, and collectors report what they see.
actor DemoWorker {
    private let login: String
    private let client: CityClient
    private let tally: DemoTally
    private let pace: Double
    private var random: DemoRandom
    private var grids: [GridBody] = []
    private var classes: [(id: String, condition: String, words: String)] = []

    init(login: String, client: CityClient, tally: DemoTally, pace: Double, seed: UInt64) async throws {
        self.login = login
        self.client = client
        self.tally = tally
        self.pace = pace
        random = DemoRandom(seed: seed)
        let reply: CityClient.Reply = try await client.post(
            "sessions",
            SignInBody(login: login, password: DemoAccount.password)
        )
        guard reply.status == 201 || reply.status == 200 else {
            throw CityError.fault("demo sign-in of \(login): \(String(decoding: reply.body, as: UTF8.self))")
        }
        let session: SessionBody = try reply.decoded()
        await client.use(token: session.token ?? "")
    }

    func work(until end: ContinuousClock.Instant) async throws {
        let collects: Bool = login.hasPrefix("collector")
        if collects { try await learn() }
        while ContinuousClock.now < end {
            if collects, random.chance(60) { try await report() }
            try await clearInbox(until: end)
            try await rest(minutes: 2...15, until: end)
        }
        await client.close()
    }

    /// Waits as the person would, at the day's speed; some are slow.
    private func rest(minutes: ClosedRange<Int>, until end: ContinuousClock.Instant) async throws {
        let factor: Int = random.chance(10) ? 6 : 1
        let minutes: Int = Int.random(in: minutes, using: &random) * factor
        let wake: ContinuousClock.Instant = .now + .seconds(Double(minutes) * 60 / pace)
        try await Task.sleep(until: min(wake, end), clock: .continuous)
    }

    // MARK: reporting

    /// A collector knows the grids of the county and the classes.
    private func learn() async throws {
        let county: String = String(login.split(separator: "-").last ?? "")
        let reply: CityClient.Reply = try await client.get("grids?area=\(county)&limit=200&geometry=true")
        grids = try reply.decoded(as: ListBody<GridBody>.self).items
        guard grids.contains(where: { $0.shape != nil }) else { throw CityError.fault("\(login) sees no grids") }
        let tables: CityClient.Reply = try await client.get("classes?kind=event&limit=200")
        for small in try tables.decoded(as: ListBody<SmallClassBody>.self).items {
            guard let condition = small.conditions.first else { continue }
            classes.append((small.key, condition.code, "\(small.name.zh)：\(condition.filing.zh)"))
        }
    }

    private func report() async throws {
        guard let grid = grids.randomElement(using: &random), let what = classes.randomElement(using: &random) else {
            return
        }
        guard var place = grid.shape.flatMap({ try? Geometry.pointOnSurface($0.area(field: "shape")) }) else { return }
        if random.chance(3) { place = try Coordinate(lng: 100, lat: 20) }
        let body: ReportBody = ReportBody(
            source: .collector,
            place: PointBody(lng: place.lng, lat: place.lat),
            address: "网格 \(grid.code)",
            description: what.words,
            smallClass: random.chance(97) ? what.id : "event/99/99",
            condition: what.condition
        )
        let key: String = "\(login)-\(random.next())"
        let reply: CityClient.Reply = try await client.post("cases", body, key: key)
        if reply.status == 201 {
            tally.add { $0.reports += 1 }
            // A phone that lost the answer sends again: the same case must come back, not a second one.
            if random.chance(5) { _ = try await client.post("cases", body, key: key) }
        } else {
            tally.add { $0.refused += 1 }
        }
    }

    // MARK: the inbox

    private func clearInbox(until end: ContinuousClock.Instant) async throws {
        let reply: CityClient.Reply = try await client.get("inbox?limit=20")
        guard reply.status == 200 else { return }
        for row in try reply.decoded(as: ListBody<CaseRowBody>.self).items {
            if ContinuousClock.now >= end { return }
            try await act(on: row)
            try await rest(minutes: 1...3, until: end)
        }
    }

    private func act(on row: CaseRowBody) async throws {
        let reply: CityClient.Reply = try await client.get("cases/\(row.id)")
        guard reply.status == 200 else { return }
        let body: CaseBody = try reply.decoded()
        let offered: Set<CaseAction> = Set(body.actions.map(\.action))
        guard let (action, input) = choose(body, offered) else { return }
        let answer: CityClient.Reply = try await client.post(
            "cases/\(row.id)/actions/\(action.rawValue)",
            input,
            ifMatch: reply.etag,
            key: "\(login)-\(random.next())"
        )
        tally.add { report in
            if answer.status == 200 {
                report.actions += 1
                if action == .close { report.closed += 1 }
            } else {
                report.refused += 1
            }
        }
    }

    /// What this person does with a case, given what the server offers.
    private func choose(_ body: CaseBody, _ offered: Set<CaseAction>) -> (CaseAction, ActionBody)? {
        let order: [(CaseAction, Int, ActionBody)] = [
            (.requestVerification, 20, ActionBody()),
            (.confirmFalse, 8, ActionBody(opinion: "现场未见此问题")),
            (.confirmTrue, 100, ActionBody(opinion: "现场属实")),
            (.accept, body.row.smallClass == nil ? 0 : 100, ActionBody()),
            (.sendBack, body.row.state == .pendingFiling ? 3 : 0, ActionBody(opinion: "描述不清，请补充")),
            (.file, body.condition == nil ? 0 : 100, ActionBody()),
            (.dispatch, 100, ActionBody(opinion: "请尽快处置", organisation: body.suggestedOrganisation?.id)),
            (.approveReturn, 100, ActionBody()),
            (.approveExtension, 100, ActionBody()),
            (.endorseExtension, 100, ActionBody()),
            (.take, 100, ActionBody()),
            (.requestExtension, 5, ActionBody(opinion: "备料需要时间")),
            (.finish, 100, ActionBody(opinion: "已处置完毕")),
            (.requestCheck, 100, ActionBody()),
            (.checkFail, 8, ActionBody(opinion: "现场仍有残留，请返工")),
            (.checkPass, 100, ActionBody(opinion: "现场已恢复")),
            (.close, 100, ActionBody()),
        ]
        for (action, percent, input) in order where offered.contains(action) && random.chance(percent) {
            return (action, input)
        }
        return nil
    }
}
