import CityCore
import CityGeo
import CityRegistry
import CitySQL
import CitySensing
import CityServer

/// The demo's vehicles and officers, each with the way of a day behind it. `streetwise simulate` drives them on.
struct DemoFleet: Sendable {
    /// Number of the first terminal, as `streetwise simulate fleet` begins.
    static let firstPhone: Int = 13_900_000_001
    static let officerPrefix: String = "demo-officer-"
    private static let uses: [(use: DeviceUse, plate: String)] = [
        (.wasteTruck, "鄂C·Z"), (.wasteTruck, "鄂C·Z"), (.sweeper, "鄂C·S"), (.sprinkler, "鄂C·W"),
        (.garbageTruck, "鄂C·G"), (.wasteTruck, "鄂C·Z"), (.enforcementCar, "鄂C·F"), (.sweeper, "鄂C·S"),
    ]
    private static let step: Int = 15

    let city: City
    let people: DemoPeople
    let places: DemoPlaces

    func make(at now: Timestamp, vehicles: Int, officers: Int, hours: Int) async throws {
        // All in one county, around whose centre `streetwise simulate` drives them on.
        guard let county = places.areas.first(where: { $0.level == .county }) else { return }
        var made: [(Device, [Coordinate], ClosedRange<Double>)] = []
        for index in 0..<(vehicles + officers) {
            let input: DeviceInputBody = input(index, vehicles, county)
            let (service, at) = (city.sensing.devices, now - .days(7))
            let device: Device = try await city.database.write { db in
                try service.create(input, by: .system, at: at, in: db)
            }
            let stops: [Coordinate] = try city.registry.current.activeGrids(in: county.code).prefix(120).map {
                try Geometry.pointOnSurface($0.shape)
            }
            made.append((device, stops, index < vehicles ? 20...50 : 3...6))
        }
        try await makeRules(county, at: now)
        try await drive(made, until: now, hours: hours)
        try await DemoSafety(city: city).make(made.map(\.0).filter { $0.use == .wasteTruck }, at: now)
    }

    private func input(_ index: Int, _ vehicles: Int, _ county: Area) -> DeviceInputBody {
        let organisation: String? = people.organisations["\(county.code)HW"]?.text
        if index >= vehicles {
            let number: Int = index - vehicles + 1
            return DeviceInputBody(
                door: .osmand,
                ident: "\(Self.officerPrefix)\(number)",
                name: "执法队员 \(number)",
                use: .officer,
                area: county.code,
                organisation: organisation
            )
        }
        let kind = Self.uses[index % Self.uses.count]
        return DeviceInputBody(
            door: .jt808,
            ident: "\(Self.firstPhone + index)",
            name: "\(kind.plate)\(1001 + index)",
            use: kind.use,
            area: county.code,
            organisation: organisation
        )
    }

    /// Written as it would have come, minute by minute, then brought into the tracks and looked at by the rules.
    private func drive(
        _ made: [(device: Device, stops: [Coordinate], pace: ClosedRange<Double>)],
        until now: Timestamp,
        hours: Int
    ) async throws {
        var drives: [SimulatedDrive] = made.enumerated().map { index, each in
            SimulatedDrive(each.stops, paceKPH: each.pace, seed: UInt64(index) + 77)
        }
        for hour in 0..<hours {
            var minutes: [(at: Timestamp, sightings: [Sighting])] = []
            for minute in 0..<60 {
                let start: Timestamp = now - .hours(hours - hour) + .minutes(minute)
                var sightings: [Sighting] = []
                for second in stride(from: 0, to: 60, by: Self.step) {
                    for (index, each) in made.enumerated() {
                        drives[index].go(Double(Self.step))
                        let position: Position = drives[index].position(
                            at: start + .seconds(second),
                            isTruck: each.device.use == .wasteTruck
                        )
                        sightings.append(Sighting(each.device.serial, position))
                    }
                }
                minutes.append((start + .minutes(1), sightings))
            }
            let written: [(at: Timestamp, sightings: [Sighting])] = minutes
            try await city.database.write { db in
                for each in written { try Journal.append(each.sightings, at: each.at, in: db) }
            }
        }
        while try await city.sensing.keepTracks() > 0 {}
        while try await city.sensing.runner.step() > 0 {}
    }

    /// Where trucks load, where they may unload, where they may not go, and what is to be told.
    private func makeRules(_ county: Area, at now: Timestamp) async throws {
        let service: AlertService = city.sensing.alerts
        let grids: [UnitGrid] = city.registry.current.activeGrids(in: county.code)
        let shapes: [(String, FenceKind, Int)] = [
            ("\(county.name)在建工地", .site, 2), ("\(county.name)消纳场", .dump, 7),
            ("\(county.name)禁行区", .forbidden, 12),
        ]
        for (name, kind, index) in shapes where index < grids.count || kind == .site {
            let input: FenceInputBody = FenceInputBody(
                name: name,
                kind: kind,
                geometry: GeoJSONGeometry(grids[index % grids.count].shape),
                reachM: nil,
                area: county.code
            )
            try await city.database.write { db in _ = try service.addFence(input, by: .system, at: now, in: db) }
        }
        for input in Self.rules {
            try await city.database.write { db in
                let rule: AlertRule = try service.addRule(input, by: .system, at: now, in: db)
                // Nobody drives on by themselves here, so all would soon be silent: a draft to be tried.
                if input.conditions.silentSeconds != nil { return }
                _ = try service.setState(rule.id, .live, expecting: rule.version, by: .system, in: db)
            }
        }
    }

    private static var rules: [AlertRuleInputBody] {
        var forbidden: AlertConditions = AlertConditions()
        forbidden.inside = FenceChoice(kind: .forbidden)
        var dumping: AlertConditions = AlertConditions()
        (dumping.lift, dumping.outside) = ("up", FenceChoice(kind: .dump))
        var uncovered: AlertConditions = AlertConditions()
        (uncovered.cover, uncovered.load, uncovered.speedAboveKPH) = ("open", "full", 5)
        var fast: AlertConditions = AlertConditions()
        fast.speedAboveKPH = 48
        var emergency: AlertConditions = AlertConditions()
        emergency.alarmBits = [0]
        var silent: AlertConditions = AlertConditions()
        silent.silentSeconds = 1800
        let all: [(String, AlertSeverity, [DeviceUse], AlertConditions, Int)] = [
            ("渣土车驶入禁行区", .warning, [.wasteTruck], forbidden, 0),
            ("渣土车场外举升（疑似违规倾倒）", .emergency, [.wasteTruck], dumping, 30),
            ("渣土车重载未密闭", .warning, [.wasteTruck], uncovered, 60),
            ("渣土车超速", .notice, [.wasteTruck], fast, 30), ("紧急报警按钮", .emergency, [], emergency, 0),
            ("车辆失联 30 分钟", .notice, [.wasteTruck, .enforcementCar], silent, 0),
        ]
        return all.map { name, severity, uses, conditions, seconds in
            var input: AlertRuleInputBody = AlertRuleInputBody(name: name, severity: severity, conditions: conditions)
            (input.uses, input.forSeconds) = (uses, seconds)
            return input
        }
    }
}

extension SimulatedDrive {
    /// A truck is loaded on every other way and unloads at its end; now and then it drives uncovered.
    fileprivate func position(at time: Timestamp, isTruck: Bool) -> Position {
        var position: Position = Position(at: time, place)
        position.status = speedKPH > 0 ? [.located, .ignitionOn] : .located
        position.speedE1 = UInt16(speedKPH * 10)
        position.direction = UInt16(direction) % 360
        position.altitudeM = 230
        position.mileageE1 = UInt32(drivenM / 100) + 10_000
        if isTruck {
            let isLoaded: Bool = legs % 2 == 1
            position.signals.load = isLoaded ? 3 : 1
            position.signals.cover = isLoaded && legs % 9 == 0 ? 2 : 1
            position.signals.lift = isStanding && !isLoaded ? 2 : 1
        }
        return position
    }
}
