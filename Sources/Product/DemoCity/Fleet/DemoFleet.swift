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
        let counties: [Area] = places.areas.filter { $0.level == .county }
        var made: [(Device, [Coordinate], ClosedRange<Double>)] = []
        for index in 0..<(vehicles + officers) {
            let county: Area = counties[index % counties.count]
            let input: DeviceInputBody = input(index, vehicles, county)
            let (service, at) = (city.sensing.devices, now - .days(30))
            let device: Device = try await city.database.write { db in
                try service.create(input, by: .system, at: at, in: db)
            }
            let stops: [Coordinate] = try city.registry.current.activeGrids(in: county.code).prefix(120).map {
                try Geometry.pointOnSurface($0.shape)
            }
            made.append((device, stops, index < vehicles ? 20...50 : 3...6))
        }
        try await drive(made, until: now, hours: hours)
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

    /// Written as it would have come, hour by hour, and brought into the tracks.
    private func drive(
        _ made: [(device: Device, stops: [Coordinate], pace: ClosedRange<Double>)],
        until now: Timestamp,
        hours: Int
    ) async throws {
        let intake: PositionIntake = city.sensing.intake
        let taking: Task<Void, any Error> = Task { try await intake.run() }
        defer { taking.cancel() }
        var drives: [SimulatedDrive] = made.enumerated().map { index, each in
            SimulatedDrive(each.stops, paceKPH: each.pace, seed: UInt64(index) + 77)
        }
        for hour in 0..<hours {
            var sightings: [Sighting] = []
            for (index, each) in made.enumerated() {
                for second in stride(from: 0, to: 3600, by: Self.step) {
                    drives[index].go(Double(Self.step))
                    let at: Timestamp = now - .hours(hours - hour) + .seconds(second)
                    sightings.append(Sighting(each.device.serial, drives[index].position(at: at)))
                }
            }
            try await intake.submit(sightings)
        }
        try await city.sensing.keepTracks()
    }
}

extension SimulatedDrive {
    fileprivate func position(at time: Timestamp) -> Position {
        var position: Position = Position(at: time, place)
        position.status = speedKPH > 0 ? [.located, .ignitionOn] : .located
        position.speedE1 = UInt16(speedKPH * 10)
        position.direction = UInt16(direction) % 360
        position.altitudeM = 230
        position.mileageE1 = UInt32(drivenM / 100) + 10_000
        return position
    }
}
