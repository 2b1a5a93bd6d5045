import CityCore
import CityGeo
import CityHTTP
import CitySQL

/// `GET devices/live`: where devices are, as it changes, for a map that shows a part of the city.
///
/// The first message holds all devices in view, later ones those that moved so far that it shows at the map's zoom,
/// that stopped or started, or that have come into view. A viewer is never waited for: what it did not take in time is
/// in the next message.
struct PositionFeed: Sendable {
    private static let beat: Duration = .seconds(1)
    /// A line is ended after this long: the page comes back at once, and its rights are looked at again.
    private static let beatsMax: Int = 600
    private static let quietMax: Int = 15
    /// Metres that one pixel of a map covers at zoom 0, at the equator, with tiles of 512 pixels.
    private static let metresPerPixel: Double = 78_271.5

    let service: DeviceService
    let latest: LatestPositions

    func register(in table: RouteTable) {
        table.file(
            "devices/live",
            access: .permission(.sensingRead),
            Wording("地图范围内设备的实时位置（SSE）", "Where devices in a part of the map are, live (server-sent events)"),
            query: [
                QueryParameter("bbox", .text, Wording("西,南,东,北", "west,south,east,north")),
                QueryParameter("zoom", .integer, Wording("地图级别 0–22", "Zoom of the map, 0–22")),
            ],
            contentType: "text/event-stream",
            use: open
        )
    }

    private func open(_ call: Call) async throws -> FileAnswer {
        let box: BoundingBox? = try call.text("bbox").map { try BoundingBox(text: $0) }
        let zoom: Int = try call.integer("zoom") ?? 14
        guard (0...22).contains(zoom) else {
            throw CityError.invalid("zoom", "map.zoom", Wording("级别须在 0 到 22 之间", "Zoom is 0 to 22"))
        }
        let view: FeedView = FeedView(box: box, stepE6: Self.stepE6(zoom))
        let identity: Identity = call.identity
        return FileAnswer(
            contentType: "text/event-stream",
            headers: ["Cache-Control": "no-store", "X-Accel-Buffering": "no"]
        ) { sink in
            var view: FeedView = view
            try await stream(to: &sink, &view, identity)
        }
    }

    /// A pixel and a half, in millionths of a degree.
    private static func stepE6(_ zoom: Int) -> Int32 {
        Int32(max(1, metresPerPixel / Double(1 << zoom) * 1.5 / 111_320 * 1e6))
    }

    private func stream(to sink: inout ByteSink, _ view: inout FeedView, _ identity: Identity) async throws {
        var (moment, quiet): (Int64, Int) = (0, 0)
        try await sink.send(Array("retry: 2000\n\n".utf8))
        for beat in 0..<Self.beatsMax {
            let changes = latest.changes(after: moment)
            moment = max(1, changes.moment)
            let rows: [String] = view.rows(of: changes.devices) { serial in
                service.devices.find(serial).map { $0.state == .active && service.maySee($0, identity) } ?? false
            }
            if beat == 0 || !rows.isEmpty {
                let name: String = beat == 0 ? "all" : "moved"
                try await sink.send(Array("event: \(name)\ndata: [\(rows.joined(separator: ","))]\n\n".utf8))
                quiet = 0
            } else if quiet >= Self.quietMax {
                try await sink.send(Array(": beat\n\n".utf8))
                quiet = 0
            }
            quiet += 1
            try await Task.sleep(for: Self.beat)
        }
    }
}

/// What one viewer has been shown.
struct FeedView: Sendable {
    private struct Shown {
        var lngE6: Int32
        var latE6: Int32
        var isIn: Bool
        var isStanding: Bool
    }

    private let box: BoundingBox?
    private let stepE6: Int32
    private var shown: [DeviceSerial: Shown] = [:]
    private var rights: [DeviceSerial: Bool] = [:]

    init(box: BoundingBox?, stepE6: Int32) {
        self.box = box
        self.stepE6 = stepE6
    }

    /// `[serial, lng·10⁵, lat·10⁵, degrees, km/h, seconds]` of those that are to be drawn anew; `[serial]` of those that
    /// have left the view.
    mutating func rows(
        of devices: [DeviceSerial: DeviceStanding],
        maySee: (DeviceSerial) -> Bool
    ) -> [String] {
        var rows: [String] = []
        for (serial, standing) in devices {
            guard let position = standing.lastPlace else { continue }
            let isIn: Bool = contains(position)
            let before: Shown? = shown[serial]
            if !isIn, !(before?.isIn ?? false) { continue }
            if let before, before.isIn, isIn, !hasMoved(before, position) { continue }
            let isTheirs: Bool = rights[serial] ?? maySee(serial)
            rights[serial] = isTheirs
            if !isTheirs { continue }
            shown[serial] = Shown(
                lngE6: position.lngE6,
                latE6: position.latE6,
                isIn: isIn,
                isStanding: position.speedE1 == 0
            )
            rows.append(isIn ? Self.row(serial, position) : "[\(serial)]")
        }
        return rows
    }

    private func hasMoved(_ before: Shown, _ position: Position) -> Bool {
        before.isStanding != (position.speedE1 == 0) || abs(before.lngE6 - position.lngE6) >= stepE6
            || abs(before.latE6 - position.latE6) >= stepE6
    }

    private func contains(_ position: Position) -> Bool {
        guard let box else { return true }
        let (lng, lat) = (Double(position.lngE6) / 1e6, Double(position.latE6) / 1e6)
        return lng >= box.west && lng <= box.east && lat >= box.south && lat <= box.north
    }

    private static func row(_ serial: DeviceSerial, _ position: Position) -> String {
        let speed: Int = Int(position.speedE1) / 10
        let seconds: Int64 = position.at.milliseconds / 1000
        return "[\(serial),\(position.lngE6 / 10),\(position.latE6 / 10),\(position.direction),\(speed),\(seconds)]"
    }
}
