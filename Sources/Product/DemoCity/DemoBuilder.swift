import CaseManagement
package import CityCore
import CityRegistry
import CitySQL
package import CityServer
import CityWorkflow

/// Fills an empty city with the demo: places, people, parts, rules, and a past.
package struct DemoBuilder: Sendable {
    private let city: City
    private let size: DemoSize
    private let progress: @Sendable (Wording) -> Void

    package init(_ city: City, size: DemoSize, progress: @escaping @Sendable (Wording) -> Void) {
        self.city = city
        self.size = size
        self.progress = progress
    }

    /// What was made.
    package struct Report: Sendable, Codable {
        package var areas: Int
        package var grids: Int
        package var parts: Int
        package var accounts: Int
        package var cases: Int
    }

    package func build() async throws -> Report {
        try await refuseFilledCity()
        let now: Timestamp = city.clock.now()
        let start: Timestamp = now - .days(size.days)
        var random: DemoRandom = DemoRandom(seed: 420_300)

        progress(Wording("区划与网格", "areas and grids"))
        let places: DemoPlaces = try DemoPlaces(size, at: start)
        try await store(places)
        progress(Wording("机构、人员与账号", "organisations, people, accounts"))
        var people: DemoPeople = DemoPeople(city, at: start)
        try await people.makeOrganisations(places)
        try await people.makePeople(places)
        try await people.makeResponsibilityGrids(places)
        try await city.registry.reload()
        progress(Wording("部件", "parts"))
        let edition: String = try currentEdition(at: now)
        let maker: DemoParts = DemoParts(
            registry: city.registry.current,
            organisations: people.organisations,
            edition: edition
        )
        let parts: [Part] = try maker.make(size.parts, in: places.grids, using: &random)
        try await store(parts)
        progress(Wording("派遣规则", "routing rules"))
        try await makeRules(people, places)
        let cases: Int = try await makeHistory(people, places, parts, edition, start, now, &random)
        progress(Wording("综合评价", "evaluation"))
        try await city.catchUpEvaluation()
        progress(Wording("市场化采集", "market collection"))
        try await DemoCollection(city: city, people: people, places: places).make(at: now, &random)
        progress(Wording("车辆与人员轨迹", "vehicles, officers and their ways"))
        try await DemoFleet(city: city, people: people, places: places).make(
            at: now,
            vehicles: size.vehicles,
            officers: size.officers,
            hours: size.trackHours
        )
        progress(Wording("指挥调度", "command"))
        let cameras: [Part] = try maker.make(
            size.cameras,
            of: DemoParts.cameras,
            in: places.grids.filter { $0.area.hasPrefix(places.counties.first ?? "") },
            using: &random
        )
        try await store(cameras)
        try await DemoCommand(city: city, people: people, places: places).make(at: now)
        return Report(
            areas: places.areas.count,
            grids: places.grids.count,
            parts: parts.count + cameras.count,
            accounts: people.people.count,
            cases: cases
        )
    }

    private func refuseFilledCity() async throws {
        let areas: Int = city.registry.current.areas.count
        if areas == 0 { return }
        throw CityError(
            .conflict,
            "demo.not_empty",
            Wording(
                "数据目录里已有一个城市（\(areas) 个区划），示范城市只能建在空目录",
                "There is a city in this data folder already (\(areas) areas); the demo is made in an empty one only"
            )
        )
    }

    private func currentEdition(at now: Timestamp) throws -> String {
        let directory: RegistryDirectory = city.registry.current
        guard let edition = directory.classes.currentEdition(on: directory.calendar.date(of: now)) else {
            throw CityError.fault("no class table is in force")
        }
        return edition.code
    }

    private func store(_ places: DemoPlaces) async throws {
        try await city.database.write { db in
            for area in places.areas { try AreaStore.put(area, in: db) }
            for grid in places.grids { try UnitGridStore.put(grid, in: db) }
        }
        try await city.registry.reload()
    }

    private func store(_ parts: [Part]) async throws {
        try await city.database.write { db in
            for part in parts { try PartStore.put(part, in: db) }
        }
    }

    /// Each class goes to the county's department that answers for it; street lamps go to whoever maintains them.
    private func makeRules(_ people: DemoPeople, _ places: DemoPlaces) async throws {
        var rules: [RoutingRule] = [
            RoutingRule(
                name: "部件归养护单位",
                kind: .component,
                target: RoutingTarget(choice: .partMaintainer),
                isAutomatic: false
            )
        ]
        for county in places.counties {
            for department in DemoPeople.departments {
                guard let organisation = people.organisations["\(county)\(department.suffix)"] else { continue }
                for kindAndBig in department.classes {
                    let parts: [String] = kindAndBig.split(separator: "/").map(String.init)
                    rules.append(
                        RoutingRule(
                            name: "\(county) \(department.name.zh) \(kindAndBig)",
                            kind: ClassKind(rawValue: parts[0]),
                            big: parts[1],
                            area: county,
                            target: RoutingTarget(choice: .organisation, organisation: organisation),
                            isAutomatic: false
                        )
                    )
                }
            }
        }
        let (routing, now, list): (RoutingService, Timestamp, [RoutingRule]) = (
            city.cases.routing, city.clock.now(), rules
        )
        try await city.database.write { db in
            let draft: RuleSet = try routing.makeDraft(titled: "示范派遣规则", from: .nothing, by: .system, at: now, in: db)
            let edited: RuleSet = try routing.edit(
                draft.id,
                title: nil,
                rules: list,
                expecting: draft.version,
                by: .system,
                at: now,
                in: db
            )
            _ = try routing.activate(
                edited.id,
                isConfirmed: true,
                expecting: edited.version,
                by: .system,
                at: now,
                in: db
            )
        }
        try await city.cases.load()
    }

    private func makeHistory(
        _ people: DemoPeople,
        _ places: DemoPlaces,
        _ parts: [Part],
        _ edition: String,
        _ start: Timestamp,
        _ now: Timestamp,
        _ random: inout DemoRandom
    ) async throws -> Int {
        let photos: DemoPhotos = try await makePhotos(people, at: start)
        let history: DemoHistory = DemoHistory(
            city: city,
            people: people,
            grids: places.grids,
            parts: parts,
            classes: city.registry.current.classes.smalls(of: edition, kind: .event),
            photos: photos
        )
        var seeds: [(start: Timestamp, seed: UInt64, steps: Int)] = []
        let openCases: Int = min(size.openCases, size.cases / 3)
        for _ in 0..<size.cases - openCases {
            seeds.append((start + Self.within(now - start, &random), random.next(), .max))
        }
        // What is under way now: begun in the last days, and not yet finished by anybody.
        for _ in 0..<openCases {
            // The first steps have limits of minutes, the department's has one of hours or days.
            let steps: Int = Int.random(in: 0...7, using: &random)
            let begun: Timestamp = now - Self.within(steps < 3 ? .minutes(40) : .hours(30), &random)
            seeds.append((begun, random.next(), steps))
        }
        seeds.sort { $0.start < $1.start }
        let batch: Int = 100
        for first in stride(from: 0, to: seeds.count, by: batch) {
            let slice: [(start: Timestamp, seed: UInt64, steps: Int)] = Array(
                seeds[first..<min(first + batch, seeds.count)]
            )
            try await city.database.write { db in
                for item in slice {
                    var random: DemoRandom = DemoRandom(seed: item.seed)
                    try history.live(from: item.start, until: now, steps: item.steps, &random, in: db)
                }
            }
            if first % 1000 == 0 {
                progress(Wording("案件历史 \(first)/\(seeds.count)", "history of cases \(first)/\(seeds.count)"))
            }
        }
        try await city.cases.timers.run()
        return seeds.count
    }

    private func makePhotos(_ people: DemoPeople, at start: Timestamp) async throws -> DemoPhotos {
        guard size.cases > 0, let sender = people.people.first(where: { $0.role == CityRoles.collector }) else {
            return .none
        }
        progress(Wording("示范图片", "drawn pictures"))
        return try await DemoPhotos.make(size.photos, in: city, by: sender.identity, at: start)
    }

    private static func within(_ span: TimeSpan, _ random: inout DemoRandom) -> TimeSpan {
        TimeSpan(milliseconds: Int64.random(in: 0..<max(1, span.milliseconds), using: &random))
    }
}
