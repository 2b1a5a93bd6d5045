import CityCore
import CityGeo
import CityHTTP
import CityRegistry

struct NearestBody: Codable, Sendable, Hashable {
    struct Item: Codable, Sendable, Hashable {
        var device: DeviceBody
        /// Along the ground, in a straight line.
        var distanceM: Int
    }

    var items: [Item]
}

/// Who is near a place and was heard of late.
struct NearestRoutes: Sendable {
    let service: DeviceService
    let latest: LatestPositions
    let clock: CityClock

    func register(in table: RouteTable) {
        table.get(
            "devices/nearest",
            access: .permission(.sensingRead),
            Wording("离一处最近的在线设备，近的在前", "Devices nearest to a place that are online, the nearest first"),
            query: [
                QueryParameter("lng", .text, Wording("经度", "Longitude")),
                QueryParameter("lat", .text, Wording("纬度", "Latitude")),
                QueryParameter("use", .text, Wording("用途，逗号分隔", "Uses, separated by commas")),
                QueryParameter("organisation", .text, Wording("单位（含下级）", "Organisation, with all below it")),
                QueryParameter("limit", .integer, Wording("至多几台，默认 10", "At most so many, 10 by default")),
            ],
            answer: NearestBody.self,
            use: find
        )
    }

    private func find(_ call: Call) async throws -> Answer<NearestBody> {
        guard let lng = call.text("lng").flatMap(Double.init), let lat = call.text("lat").flatMap(Double.init) else {
            throw CityError.invalid("lng", "nearest.place", Wording("请给出经纬度", "Give lng and lat"))
        }
        let place: Coordinate = try Coordinate(lng: lng, lat: lat)
        let uses: [DeviceUse] = try call.choices("use", of: DeviceUse.self)
        let organisations: Set<OrganisationID>? = call.text("organisation").map {
            service.registry.current.organisations.subtree(of: OrganisationID($0))
        }
        let limit: Int = try call.integer("limit") ?? 10
        guard (1...100).contains(limit) else {
            throw CityError.invalid("limit", "page.limit", Wording("须为 1 到 100", "It is 1 to 100"))
        }
        let view: DeviceView = DeviceView(service, for: call.identity, at: clock.now())
        let found = latest.nearest(to: place, limit: limit) { serial, standing in
            guard let device = service.devices.find(serial), device.state == .active else { return false }
            if !uses.isEmpty, !uses.contains(device.use) { return false }
            if let organisations, !(device.organisation.map(organisations.contains) ?? false) { return false }
            return view.isOnline(standing) && service.maySee(device, call.identity)
        }
        return Answer(
            NearestBody(
                items: found.compactMap { serial, distanceM in
                    service.devices.find(serial).map { device in
                        NearestBody.Item(
                            device: DeviceBody(device, latest.find(serial), view),
                            distanceM: Int(distanceM.rounded())
                        )
                    }
                }
            )
        )
    }
}
