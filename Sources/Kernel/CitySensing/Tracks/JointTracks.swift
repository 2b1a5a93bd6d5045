import CityCore
import CityGeo
import CityHTTP
import CityRegistry
import CitySQL

/// The ways of many devices in one period, thinned for playing back.
struct JointTracksBody: Codable, Sendable, Hashable {
    struct Item: Codable, Sendable, Hashable {
        var device: String
        var name: String
        var use: DeviceUse
        /// Seconds since `from`, longitude · 10⁵, latitude · 10⁵.
        var points: [[Int]]
    }

    var from: Timestamp
    var to: Timestamp
    /// Seconds between two points of a device at least.
    var step: Int
    var items: [Item]
    /// There are more devices than are told.
    var isCut: Bool
}

struct JointTracks: Sendable {
    private static let lengthMax: TimeSpan = .hours(24)
    private static let devicesMax: Int = 200
    /// How many devices are looked through for those that were there.
    private static let lookedMax: Int = 2_000
    private static let batch: Int = 50
    private static let pointsMax: Int = 2_880

    let service: DeviceService
    let latest: LatestPositions
    let database: any SQLDatabase
    let clock: CityClock

    func register(in table: RouteTable) {
        table.get(
            "tracks",
            access: .permission(.sensingRead),
            Wording("一个范围内多台设备的轨迹（联合回放）", "Ways of many devices within a box, for playing back together"),
            query: [
                QueryParameter("from", .time, Wording("起始时间", "From")),
                QueryParameter("to", .time, Wording("截止时间，最长 24 小时", "Before; 24 hours at most")),
                QueryParameter("bbox", .text, Wording("范围：西,南,东,北", "Box: west,south,east,north")),
                QueryParameter("use", .text, Wording("用途，逗号分隔", "Uses, separated by commas")),
                QueryParameter("step", .integer, Wording("两点至少相隔几秒，默认 10", "Seconds between points, 10 by default")),
            ],
            answer: JointTracksBody.self,
            use: tracks
        )
    }

    private func tracks(_ call: Call) async throws -> Answer<JointTracksBody> {
        let (from, to) = try TrackRoutes.period(call, service.registry.current.calendar, clock.now())
        guard to - from <= Self.lengthMax else {
            throw CityError.invalid("to", "tracks.length", Wording("一次最多 24 小时", "At most 24 hours at a time"))
        }
        let asked: Int = try call.integer("step") ?? 10
        guard (1...600).contains(asked) else {
            throw CityError.invalid("step", "tracks.step", Wording("须为 1 到 600 秒", "It is 1 to 600 s"))
        }
        // No more than so many points of a device, however long the period is.
        let step: Int = max(asked, Int((to - from).milliseconds / 1000) / Self.pointsMax)
        let box: BoundingBox? = try call.text("bbox").map { try BoundingBox(text: $0) }
        let uses: [DeviceUse] = try call.choices("use", of: DeviceUse.self)
        let devices: [Device] = candidates(box, uses, call.identity)
        let looked: [Device] = Array(devices.prefix(Self.lookedMax))
        return try await database.read { db in
            let fresh: [DeviceSerial: [Position]] = try Self.unread(from, to, in: db)
            var (items, isCut): ([JointTracksBody.Item], Bool) = ([], devices.count > looked.count)
            for start in stride(from: 0, to: looked.count, by: Self.batch) where !isCut {
                let some: [Device] = Array(looked[start..<min(looked.count, start + Self.batch)])
                let kept: [DeviceSerial: [Position]] =
                    try TrackStore.read(some.map(\.serial), from: from, to: to, in: db)
                for device in some {
                    let way: [Position] = TrackStore.merged(kept[device.serial] ?? [], fresh[device.serial] ?? [])
                    let points: [[Int]] = Self.thinned(way, from: from, step: step, in: box)
                    if points.isEmpty { continue }
                    if items.count == Self.devicesMax {
                        isCut = true
                        break
                    }
                    let (id, name) = (device.id.text, device.name)
                    items.append(JointTracksBody.Item(device: id, name: name, use: device.use, points: points))
                }
            }
            return Answer(JointTracksBody(from: from, to: to, step: step, items: items, isCut: isCut))
        }
    }

    /// Those that are in the box now come first: they are the likeliest to have been there.
    private func candidates(_ box: BoundingBox?, _ uses: [DeviceUse], _ identity: Identity) -> [Device] {
        let seen: [Device] = service.devices.all.filter { device in
            (uses.isEmpty || uses.contains(device.use)) && service.maySee(device, identity)
        }
        guard let box else { return seen }
        let (near, others) = seen.reduce(into: ([Device](), [Device]())) { parts, device in
            let isIn: Bool = latest.find(device.serial)?.lastPlace.map { box.contains($0) } ?? false
            if isIn { parts.0.append(device) } else { parts.1.append(device) }
        }
        return near + others
    }

    /// What has come and stands in no track yet.
    private static func unread(
        _ from: Timestamp,
        _ to: Timestamp,
        in db: any SQLConnection
    ) throws -> [DeviceSerial: [Position]] {
        let place: Int64 = try Journal.place(of: Journal.keeper, in: db)
        var fresh: [DeviceSerial: [Position]] = [:]
        for batch in try Journal.batches(after: place, positionsMax: .max, in: db) {
            for sighting in batch.sightings {
                let position: Position = sighting.position
                if position.at < from || position.at >= to || position.status.contains(.signOfLife) { continue }
                fresh[sighting.device, default: []].append(position)
            }
        }
        return fresh
    }

    /// Points at least so many seconds apart; none at all when none lies in the box.
    private static func thinned(_ way: [Position], from: Timestamp, step: Int, in box: BoundingBox?) -> [[Int]] {
        var (points, next, isIn): ([[Int]], Int, Bool) = ([], 0, box == nil)
        for position in way where position.isLocated {
            if let box, !isIn { isIn = box.contains(position) }
            let seconds: Int = Int((position.at - from).milliseconds / 1000)
            if seconds < next { continue }
            points.append([seconds, Int(position.lngE6) / 10, Int(position.latE6) / 10])
            next = seconds + step
        }
        return isIn ? points : []
    }
}

extension BoundingBox {
    fileprivate func contains(_ position: Position) -> Bool {
        let (lng, lat) = (Double(position.lngE6) / 1e6, Double(position.latE6) / 1e6)
        return lng >= west && lng <= east && lat >= south && lat <= north
    }
}
