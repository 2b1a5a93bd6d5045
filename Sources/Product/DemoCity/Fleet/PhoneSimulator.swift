import CityClient
import CityCore
package import CityGeo

/// Officers on foot whose phones tell where they are, by the OsmAnd protocol.
package struct PhoneSimulator: Sendable {
    package var host: String
    package var port: Int
    package var phones: Int
    package var interval: Duration
    package var prefix: String
    package var places: [Coordinate]

    package init(host: String, port: Int, phones: Int, interval: Duration, prefix: String, places: [Coordinate]) {
        self.host = host
        self.port = port
        self.phones = phones
        self.interval = interval
        self.prefix = prefix
        self.places = places
    }

    package func run(for length: Duration?) async throws {
        let end: ContinuousClock.Instant? = length.map { .now + $0 }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...phones { group.addTask { try await walk(number, until: end) } }
            try await group.waitForAll()
        }
    }

    private func walk(_ number: Int, until end: ContinuousClock.Instant?) async throws {
        let client: CityClient = CityClient(host: host, port: port)
        var drive: SimulatedDrive = SimulatedDrive(places, paceKPH: 3...6, seed: UInt64(number) &* 104_729)
        try await Task.sleep(for: interval * number / phones)
        while !Task.isCancelled, end.map({ .now < $0 }) ?? true {
            drive.go(interval / .seconds(1))
            let seconds: Int64 = CityClock.system.now().milliseconds / 1000
            let reply: CityClient.Reply? = try? await client.get(
                """
                /osmand?id=\(prefix)\(number)&timestamp=\(seconds)&lat=\(drive.place.lat)&lon=\(drive.place.lng)\
                &speed=\(drive.speedKPH / 1.852)&bearing=\(drive.direction)&altitude=230&accuracy=8&batt=80
                """
            )
            if let reply, reply.status != 200 {
                throw CityError.fault("phone \(prefix)\(number) was answered \(reply.status)")
            }
            try await Task.sleep(for: interval)
        }
        await client.close()
    }
}
