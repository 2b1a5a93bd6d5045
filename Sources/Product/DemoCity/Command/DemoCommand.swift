import CityCore
import CityGeo
import CityRegistry
import CitySQL
import CitySensing
import CityServer
import CityWorkflow
import Command

/// The demo's units with their rosters, some orders, a call for help that is over, plans, an exercise and an incident
/// that goes on.
struct DemoCommand: Sendable {
    let city: City
    let people: DemoPeople
    let places: DemoPlaces

    /// Somebody who belongs to a unit acts for it.
    struct Crew {
        var unit: CommandUnit
        var member: Identity?
    }

    func make(at now: Timestamp) async throws {
        guard let county = places.areas.first(where: { $0.level == .county }),
            let dispatcher = people.person("dispatcher", in: county.code)?.identity
        else { return }
        let crews: [Crew] = try await makeUnits(county, at: now)
        try await makeRosters(crews, at: now)
        let spots: [Coordinate] = try city.registry.current.activeGrids(in: county.code).prefix(40).map {
            try Geometry.pointOnSurface($0.shape)
        }
        if spots.isEmpty || crews.count < 4 { return }
        try await makeOrders(crews, spots, by: dispatcher, at: now)
        try await makeHelp(crews, spots, by: dispatcher, at: now)
        let plans: [Plan] = try await makePlans(county, at: now)
        try await makeExercise(plans, crews, spots, county, by: dispatcher, at: now - .days(3))
        try await makeIncident(plans, spots, county, by: dispatcher, at: now - .minutes(25))
    }

    // MARK: Units and rosters

    private func makeUnits(_ county: Area, at now: Timestamp) async throws -> [Crew] {
        let devices: [Device] = city.sensing.devices.devices.all
        func device(_ use: DeviceUse, _ index: Int) -> [String] {
            let fit: [Device] = devices.filter { $0.use == use }
            return index < fit.count ? [fit[index].id.text] : []
        }
        let teams: [(String, String, String, [String], [String])] = [
            ("城管执法一中队", "ZF", "clerk", device(.enforcementCar, 0), ["执法", "巡查"]),
            ("环卫应急一队", "HW", "clerk", device(.sweeper, 0), ["清雪", "清扫"]),
            ("环卫应急二队", "HW", "lead", device(.sprinkler, 0), ["清雪", "洒水降尘"]),
            ("市政抢险队", "SZ", "clerk", device(.wasteTruck, 1), ["排涝", "抢修"]),
            ("园林抢险队", "YL", "clerk", device(.garbageTruck, 0), ["树木", "抢修"]),
        ]
        var crews: [Crew] = []
        for (name, suffix, post, ids, skills) in teams {
            let organisation: OrganisationID? = people.organisations["\(county.code)\(suffix)"]
            let member: Identity? = organisation.flatMap {
                people.handler(of: $0, role: post == "lead" ? CityRoles.handlerLead : CityRoles.handler)?.identity
            }
            crews.append(try await add(name, county, organisation, ids, member, skills, at: now))
        }
        let collectors: [DemoPeople.Person] = people.people(CityRoles.collector, in: county.code)
        for index in 0..<min(4, max(2, collectors.count)) {
            let member: Identity? = index < collectors.count ? collectors[index].identity : nil
            let ids: [String] = device(.officer, index)
            let organisation: OrganisationID? = people.organisations["\(county.code)ZF"]
            crews.append(try await add("巡逻 \(index + 1) 组", county, organisation, ids, member, ["巡查"], at: now))
        }
        return crews
    }

    private func add(
        _ name: String,
        _ county: Area,
        _ organisation: OrganisationID?,
        _ devices: [String],
        _ member: Identity?,
        _ skills: [String],
        at now: Timestamp
    ) async throws -> Crew {
        let input: UnitInputBody = UnitInputBody(
            name: name,
            area: county.code,
            organisation: organisation?.text,
            devices: devices,
            members: member.map { [$0.account.text] },
            skills: skills,
            ordersMax: skills.contains("清雪") ? 2 : 1
        )
        let units: UnitService = city.command.units
        let unit: CommandUnit = try await city.database.write { db in
            try units.create(input, by: .system, at: now - .days(7), in: db)
        }
        return Crew(unit: unit, member: member)
    }

    /// The teams day and night, the patrols from eight to eight.
    private func makeRosters(_ crews: [Crew], at now: Timestamp) async throws {
        let today: CivilDate = city.registry.current.calendar.date(of: now)
        let teams: [String] = crews.prefix(5).map(\.unit.id.text)
        let patrols: [String] = crews.dropFirst(5).map(\.unit.id.text)
        let rosters: [([String], Int, Int, String)] = [
            (teams, 480, 1_200, "白班"), (teams, 1_200, 480, "夜班"), (patrols, 480, 1_200, "白班"),
        ]
        let duties: DutyService = city.command.duties
        for (units, from, to, note) in rosters where !units.isEmpty {
            let input: RosterInputBody = RosterInputBody(
                units: units,
                firstDay: today.adding(days: -3),
                lastDay: today.adding(days: 10),
                fromMinute: from,
                toMinute: to,
                note: note
            )
            try await city.database.write { db in _ = try duties.plan(input, by: .system, at: now, in: db) }
        }
    }

    // MARK: Orders and help

    private func makeOrders(
        _ crews: [Crew],
        _ spots: [Coordinate],
        by dispatcher: Identity,
        at now: Timestamp
    ) async throws {
        let told: [(Int, String, String, Int, [(OrderAct, Int, String)])] = [
            (
                0, "劝离占道经营", "人民商场门前", 1_500,
                [(.read, 1, ""), (.leave, 3, ""), (.arrive, 14, ""), (.finish, 42, "已劝离 6 个摊点，恢复通行")]
            ),
            (
                3, "抢修破损井盖", "北京路 18 号", 1_320,
                [(.read, 2, ""), (.leave, 6, ""), (.arrive, 21, ""), (.finish, 95, "已更换井盖，现场清理完毕")]
            ),
            (4, "清理倒伏行道树", "张湾公园北门", 300, [(.read, 1, ""), (.refuse, 4, "吊车故障，请改派")]),
            (2, "工地周边洒水降尘", "发展大道工地", 45, [(.read, 3, ""), (.leave, 7, "")]),
            (5, "核实噪声投诉", "五堰街 66 号", 6, [(.read, 1, "")]), (0, "清理堆放物料", "公园路 9 号", 1, []),
        ]
        for (index, (crew, title, address, minutes, acts)) in told.enumerated() where crew < crews.count {
            let sent: Timestamp = now - .minutes(minutes)
            let input: OrderInputBody = OrderInputBody(
                units: [crews[crew].unit.id.text],
                title: title,
                words: "请到场处置并回传照片。",
                priority: index == 1 ? .urgent : .normal,
                place: spots[index % spots.count],
                address: address
            )
            let member: Identity = crews[crew].member ?? dispatcher
            let orders: OrderService = city.command.orders
            try await city.database.write { db in
                let order: CommandOrder = try orders.send(input, by: dispatcher, at: sent, in: db)[0]
                for (act, after, words) in acts {
                    let at: Timestamp = sent + .minutes(after)
                    _ = try orders.perform(act, on: order.id, OrderActBody(words: words), by: member, at: at, in: db)
                }
            }
        }
    }

    private func makeHelp(
        _ crews: [Crew],
        _ spots: [Coordinate],
        by dispatcher: Identity,
        at now: Timestamp
    ) async throws {
        guard let device = city.sensing.devices.devices.all.first(where: { $0.use == .enforcementCar }) else { return }
        let (called, place): (Timestamp, Coordinate) = (now - .hours(27), spots[0])
        let help: HelpService = city.command.help
        try await city.database.write { db in
            var call: HelpCall = try help.desk.call(from: device, at: place, on: called, now: called, in: db)
            call = try help.answer(call.id, expecting: call.version, by: dispatcher, at: called + .minutes(1), in: db)
            _ = try help.close(
                call.id,
                "执法时发生推搡，支援到场，人员平安",
                expecting: call.version,
                by: dispatcher,
                at: called + .minutes(18),
                in: db
            )
        }
    }
}
