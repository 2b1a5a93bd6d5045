import CityCore
import CityGeo
import CityHTTP
import HTTPTypes

/// Positions that another system sends, many at a time.
package struct PositionsInputBody: Codable, Sendable, Hashable {
    package struct Item: Codable, Sendable, Hashable {
        /// The device's number at the door `http`.
        var ident: String
        var at: Timestamp
        var lng: Double
        var lat: Double
        var speedKPH: Double?
        var direction: Int?
        var altitudeM: Int?
        var accuracyM: Int?
    }

    var positions: [Item]
    /// `wgs84` where nothing is said; `gcj02` and `bd09` are converted.
    var datum: String?
}

struct PositionsAnswerBody: Codable, Sendable, Hashable {
    struct Refused: Codable, Sendable, Hashable {
        /// Which of those sent, from 0.
        var index: Int
        var reason: String
        var wording: Wording
    }

    /// On the disk.
    var accepted: Int
    /// Never to be sent again as they are.
    var refused: [Refused]
}

/// The door for other systems, and what phones' reports become: checked, then taken in.
package struct PositionDoor: Sendable {
    private static let positionsMax: Int = 5_000

    let devices: DeviceService
    let intake: PositionIntake
    let rules: PositionRules
    let clock: CityClock

    func register(in table: RouteTable) {
        table.act(
            .post,
            "devices/positions",
            access: .permission(.sensingReport),
            Wording("其他系统批量送入定位", "Positions from another system"),
            body: PositionsInputBody.self,
            answer: PositionsAnswerBody.self,
            use: take
        )
    }

    /// Whose report it is, and whether it stands; it is on the disk when this returns.
    package func take(_ report: PhoneReport) async throws {
        guard let device = devices.devices.find(.osmand, report.ident), device.state == .active else {
            throw CityError.notFound(Device.thing)
        }
        // What cannot be true is answered like the rest: a phone would send it for ever.
        if rules.refusal(of: report.position, at: clock.now()) != nil { return }
        try await takeIn([Sighting(device.serial, report.position)])
    }

    private func take(_ call: Call, _ input: PositionsInputBody) async throws -> Answer<PositionsAnswerBody> {
        guard (1...Self.positionsMax).contains(input.positions.count) else {
            throw CityError.invalid(
                "positions",
                "positions.count",
                Wording("一次 1 到 \(Self.positionsMax) 条", "1 to \(Self.positionsMax) positions at a time")
            )
        }
        guard let datum = Datum(rawValue: input.datum ?? Datum.wgs84.rawValue) else {
            throw CityError.invalid(
                "datum",
                "positions.datum",
                Wording("坐标系可用：wgs84、gcj02、bd09", "Datums are wgs84, gcj02 and bd09")
            )
        }
        var sightings: [Sighting] = []
        var refused: [PositionsAnswerBody.Refused] = []
        let now: Timestamp = clock.now()
        for (index, item) in input.positions.enumerated() {
            switch sighting(item, datum, now, call.identity) {
            case .success(let sighting): sightings.append(sighting)
            case .failure(let error):
                refused.append(.init(index: index, reason: error.reason, wording: error.wording))
            }
        }
        if !sightings.isEmpty { try await takeIn(sightings) }
        return Answer(PositionsAnswerBody(accepted: sightings.count, refused: refused))
    }

    private func takeIn(_ sightings: [Sighting]) async throws {
        if intake.isTight {
            throw CityError(
                .unavailable,
                "positions.busy",
                Wording("定位入库繁忙，请稍后重发", "The disk is behind; send them again later"),
                retryAfterSeconds: 5
            )
        }
        try await intake.submit(sightings)
    }

    private func sighting(
        _ item: PositionsInputBody.Item,
        _ datum: Datum,
        _ now: Timestamp,
        _ identity: Identity
    ) -> Result<Sighting, CityError> {
        guard let device = devices.devices.find(.http, item.ident), device.state == .active,
            devices.may(.sensingReport, device, identity)
        else { return .failure(.notFound(Device.thing)) }
        guard let given = try? Coordinate(lng: item.lng, lat: item.lat) else {
            return .failure(
                .invalid("lng", "positions.place", Wording("经纬度越界", "The place is on no globe"))
            )
        }
        var position: Position = Position(at: item.at, Datum.convert(given, from: datum, to: .wgs84))
        position.status = .located
        position.speedE1 = UInt16(max(0, min(65_535, (item.speedKPH ?? 0) * 10)))
        position.direction = UInt16(max(0, item.direction ?? 0) % 360)
        position.altitudeM = Int16(max(-32_768, min(32_767, item.altitudeM ?? 0)))
        position.accuracyM = UInt16(max(0, min(65_535, item.accuracyM ?? 0)))
        if let refusal = rules.refusal(of: position, at: now) {
            return .failure(.invalid("at", "positions.\(refusal.rawValue)", refusal.title))
        }
        return .success(Sighting(device.serial, position))
    }
}
