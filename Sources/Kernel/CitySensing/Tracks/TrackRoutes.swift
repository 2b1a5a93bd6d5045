import CityCore
import CityGeo
import CityHTTP
import CityRegistry
import CitySQL
import CityWorkflow

/// One position of a way, as a page draws it: `[ms since the way's begin, lng, lat, km/h, degrees]`.
struct TrackBody: Codable, Sendable, Hashable {
    struct Stop: Codable, Sendable, Hashable {
        var from: Timestamp
        var to: Timestamp
        var lng: Double
        var lat: Double
    }

    struct Trip: Codable, Sendable, Hashable {
        var from: Timestamp
        var to: Timestamp
        var distanceM: Int
        var speedMaxKPH: Double
    }

    struct Gap: Codable, Sendable, Hashable {
        var from: Timestamp
        var to: Timestamp
    }

    var from: Timestamp
    var to: Timestamp
    /// Milliseconds since `from`, longitude, latitude, km/h, degrees clockwise from north.
    var way: [[Double]]
    /// Positions that stand in no way: where the receiver was wrong.
    var drift: Int
    var unlocated: Int
    var stops: [Stop]
    var trips: [Trip]
    var gaps: [Gap]
    var distanceM: Int
    /// By the vehicle's own counter; absent where it has none.
    var odometerM: Int?

    init(_ positions: [Position], from: Timestamp, to: Timestamp) {
        let analysis: TrackAnalysis = TrackAnalysis(positions)
        self.from = from
        self.to = to
        way = analysis.way.map { position in
            [
                Double((position.at - from).milliseconds), Double(position.lngE6) / 1e6, Double(position.latE6) / 1e6,
                position.speedKPH, Double(position.direction),
            ]
        }
        drift = analysis.drift.count
        unlocated = positions.count { !$0.isLocated }
        stops = analysis.stops.map { Stop(from: $0.from, to: $0.to, lng: $0.place.lng, lat: $0.place.lat) }
        trips = analysis.trips.map { trip in
            Trip(
                from: trip.from,
                to: trip.to,
                distanceM: Int(trip.distanceM.rounded()),
                speedMaxKPH: trip.speedMaxKPH
            )
        }
        gaps = analysis.gaps.map { Gap(from: $0.from, to: $0.to) }
        distanceM = Int(analysis.distanceM.rounded())
        odometerM = analysis.odometerM.map { Int($0.rounded()) }
    }
}

struct TrackRoutes: Sendable {
    private static let lengthMax: TimeSpan = .days(7)

    let service: DeviceService
    let database: any SQLDatabase
    let clock: CityClock

    func register(in table: RouteTable) {
        table.get(
            "devices/{id}/track",
            access: .permission(.sensingRead),
            Wording("一台设备的轨迹：途经、停留、行程、里程", "The way of a device: positions, stops, trips, distance"),
            query: Self.period,
            answer: TrackBody.self
        ) { call in
            let (from, to) = try period(call)
            let positions: [Position] = try await positions(call, from, to)
            return Answer(TrackBody(positions, from: from, to: to))
        }
        table.file(
            "devices/{id}/track.csv",
            access: .permission(.sensingRead),
            Wording("导出轨迹", "Export a way"),
            query: Self.period,
            contentType: "text/csv",
            use: export
        )
    }

    static let period: [QueryParameter] = [
        QueryParameter("from", .time, Wording("起始时间，默认今天零点", "From, midnight by default")),
        QueryParameter("to", .time, Wording("截止时间，默认现在，最长 7 天", "Before, now by default; 7 days at most")),
    ]

    private func positions(_ call: Call, _ from: Timestamp, _ to: Timestamp) async throws -> [Position] {
        let id: DeviceID = try call.id()
        return try await database.read { db in
            let device: Device = try service.find(id, by: call.identity, in: db)
            return try TrackReader.positions(of: device.serial, from: from, to: to, in: db)
        }
    }

    private func period(_ call: Call) throws -> (from: Timestamp, to: Timestamp) {
        try Self.period(call, service.registry.current.calendar, clock.now())
    }

    static func period(
        _ call: Call,
        _ calendar: WorkCalendar,
        _ now: Timestamp
    ) throws -> (from: Timestamp, to: Timestamp) {
        let from: Timestamp = try call.time("from") ?? calendar.startOfDay(calendar.date(of: now))
        let to: Timestamp = try call.time("to") ?? now
        guard from < to else {
            throw CityError.invalid("to", "period.order", Wording("截止须晚于起始", "The end must lie after the beginning"))
        }
        guard to - from <= lengthMax else {
            throw CityError.invalid("to", "track.length", Wording("一次最多 7 天", "At most 7 days at a time"))
        }
        return (from, to)
    }

    private func export(_ call: Call) async throws -> FileAnswer {
        let (from, to) = try period(call)
        let positions: [Position] = try await positions(call, from, to)
        let name: String = "track-\(try call.parameter("id")).csv"
        return FileAnswer(contentType: "text/csv; charset=utf-8", filename: name) { sink in
            try await sink.send(Array("\u{FEFF}time,lng,lat,speed_kph,direction,altitude_m,located,alarms\r\n".utf8))
            for position in positions {
                let line: String = """
                    \(position.at.iso8601),\(Double(position.lngE6) / 1e6),\(Double(position.latE6) / 1e6),\
                    \(position.speedKPH),\(position.direction),\(position.altitudeM),\
                    \(position.isLocated ? 1 : 0),\(position.alarms)\r\n
                    """
                try await sink.send(Array(line.utf8))
            }
        }
    }
}
