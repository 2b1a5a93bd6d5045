import CaseManagement
import CityCore
import CityGeo
import CityRegistry
import CitySQL
import CityServer

/// A year of cases, each lived through the real workflow by people with real rights: only the time is set.
struct DemoHistory: Sendable {
    let city: City
    let people: DemoPeople
    let grids: [UnitGrid]
    let parts: [Part]
    let classes: [SmallClass]
    let photos: DemoPhotos

    /// One case from its report to wherever it has come by `end`.
    /// - Parameter steps: how many actions are done before everybody turns to something else.
    func live(
        from start: Timestamp,
        until end: Timestamp,
        steps: Int = .max,
        _ random: inout DemoRandom,
        in db: any SQLConnection
    ) throws {
        guard let grid = grids.randomElement(using: &random), let small = classes.randomElement(using: &random) else {
            return
        }
        var life: DemoLife = try DemoLife(self, grid, small, at: start, until: end, &random, in: db)
        life.stepsLeft = steps
        try life.run(&random, in: db)
    }

    /// Of a range that no operator has given out; a few of them call often.
    static func phone(_ random: inout DemoRandom) -> String {
        let last: Int =
            random.chance(30) ? Int.random(in: 0..<40, using: &random) : Int.random(in: 40..<9000, using: &random)
        return "1990719\(1000 + last % 9000)"
    }

    static let streets: [String] = ["北京路", "人民路", "朝阳路", "公园路", "车城路", "重庆路", "上海路", "天津路"]
}

/// The life of one demo case.
struct DemoLife: Sendable {
    private let world: DemoHistory
    private let end: Timestamp
    private let county: String
    private var record: CaseRecord
    private var now: Timestamp
    fileprivate(set) var stepsLeft: Int = .max
    /// What the street looked like, and what it looks like when the work is done.
    private let pictures: DemoPhotos.Pair?

    init(
        _ world: DemoHistory,
        _ grid: UnitGrid,
        _ small: SmallClass,
        at start: Timestamp,
        until end: Timestamp,
        _ random: inout DemoRandom,
        in db: any SQLConnection
    ) throws {
        self.world = world
        self.end = end
        county = String(grid.code.prefix(6))
        now = start
        let isPublic: Bool = random.chance(30)
        let role: String = isPublic ? CityRoles.acceptor : CityRoles.collector
        guard let reporter = world.people.people(role, in: county).randomElement(using: &random) else {
            throw CityError.fault("nobody reports in \(county)")
        }
        pictures = random.chance(70) ? world.photos.pairs.randomElement(using: &random) : nil
        let condition: ClassCondition? = small.conditions.randomElement(using: &random)
        let street: String = DemoHistory.streets.randomElement(using: &random) ?? ""
        let new: NewCase = NewCase(
            source: isPublic ? .hotline12319 : .collector,
            coordinate: try DemoParts.point(in: grid, &random),
            address: "\(street) \(Int.random(in: 1...300, using: &random)) 号附近",
            description: "\(small.name.zh)：\(condition?.filing.zh ?? "请到现场查看")",
            subject: CaseSubject(key: small.key, condition: condition?.code),
            reporter: Reporter(
                name: isPublic ? "市民" : nil,
                phone: isPublic ? DemoHistory.phone(&random) : nil,
                wantsReply: isPublic,
                account: nil
            ),
            photos: pictures.map { [PhotoReference(media: $0.before, kind: .before)] } ?? []
        )
        record = try world.city.cases.service.report(new, by: reporter.identity, at: now, in: db).record
    }

    mutating func run(_ random: inout DemoRandom, in db: any SQLConnection) throws {
        if record.source != .collector, random.chance(60) {
            guard try act(.requestVerification, CityRoles.acceptor, after: 5...20, in: db, &random) else { return }
            let isTrue: Bool = random.chance(92)
            let opinion: String = isTrue ? "现场属实" : "现场未见此问题"
            guard try act(isTrue ? .confirmTrue : .confirmFalse, nil, after: 30...300, in: db, &random, opinion) else {
                return
            }
            if !isTrue { return try refuse(&random, in: db) }
        } else {
            guard try act(.accept, CityRoles.acceptor, after: 2...25, in: db, &random) else { return }
        }
        guard try act(.file, CityRoles.dutyOfficer, after: 2...20, in: db, &random) else { return }
        if record.state == .pendingDispatch {
            guard try act(.dispatch, CityRoles.dispatcher, after: 2...30, in: db, &random, "请尽快处置") else { return }
        }
        try handle(&random, in: db)
    }

    private mutating func refuse(_ random: inout DemoRandom, in db: any SQLConnection) throws {
        _ = try act(.refuse, CityRoles.acceptor, after: 3...30, in: db, &random, "核实不属实，不予立案")
    }

    private mutating func handle(_ random: inout DemoRandom, in db: any SQLConnection) throws {
        for _ in 0..<3 {
            guard try act(.take, CityRoles.handler, after: 5...90, in: db, &random) else { return }
            if random.chance(6) {
                guard try act(.requestExtension, CityRoles.handler, after: 20...60, in: db, &random, "备料需要时间"),
                    try act(.endorseExtension, CityRoles.handlerLead, after: 10...60, in: db, &random),
                    try act(.approveExtension, CityRoles.dispatcher, after: 10...60, in: db, &random)
                else { return }
            }
            let isLate: Bool = random.chance(10)
            guard try act(.finish, CityRoles.handler, after: isLate ? 3000...9000 : 30...240, in: db, &random, "已处置完毕"),
                try act(.requestCheck, CityRoles.acceptor, after: 3...40, in: db, &random)
            else { return }
            if random.chance(8) {
                guard try act(.checkFail, nil, after: 20...150, in: db, &random, "现场仍有残留，请返工") else { return }
                continue
            }
            guard try act(.checkPass, nil, after: 20...150, in: db, &random, "现场已恢复"),
                try act(.close, CityRoles.dutyOfficer, after: 3...40, in: db, &random)
            else { return }
            if record.source != .collector, random.chance(50) {
                let stars: Int = random.chance(85) ? 5 : 3
                _ = try act(.callBack, CityRoles.acceptor, after: 60...900, in: db, &random, nil, satisfaction: stars)
            }
            return
        }
    }

    /// Does one action some minutes later, unless that lies beyond the end of the story.
    private mutating func act(
        _ action: CaseAction,
        _ role: String?,
        after minutes: ClosedRange<Int>,
        in db: any SQLConnection,
        _ random: inout DemoRandom,
        _ opinion: String? = nil,
        satisfaction: Int? = nil
    ) throws -> Bool {
        let later: Timestamp = now + .minutes(Int.random(in: minutes, using: &random))
        guard later < end, stepsLeft > 0, let person = actor(role) else { return false }
        now = later
        stepsLeft -= 1
        let shown: DemoPhotos.Pair? = action == .finish ? pictures : nil
        record = try world.city.cases.service.perform(
            action,
            on: record.id,
            ActionInput(
                opinion: opinion,
                satisfaction: satisfaction,
                photos: shown.map { [PhotoReference(media: $0.after, kind: .after)] } ?? []
            ),
            expecting: nil,
            by: person.identity,
            at: now,
            in: db
        )
        return true
    }

    /// Whoever has the task, somebody of the department, or whoever holds the role in the county.
    private func actor(_ role: String?) -> DemoPeople.Person? {
        guard let role else {
            return world.people.people.first { $0.identity.account == record.turn.account }
                ?? world.people.person(CityRoles.collector, in: county)
        }
        if role == CityRoles.handler || role == CityRoles.handlerLead {
            return record.organisation.flatMap { world.people.handler(of: $0, role: role) }
        }
        return world.people.person(role, in: county)
    }
}
