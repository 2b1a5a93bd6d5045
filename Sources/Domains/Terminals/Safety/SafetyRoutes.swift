import CityCore
import CityHTTP
import CitySQL
import CitySensing
import HTTPTypes

/// The addresses of active-safety alarms.
struct SafetyRoutes: Sendable {
    let desk: SafetyDesk
    let database: any SQLDatabase
    let clock: CityClock

    private var devices: DeviceDirectory { desk.devices.devices }

    func register(in table: RouteTable) {
        table.list(
            "terminals/safety-alarms",
            access: .permission(.sensingRead),
            Wording("主动安全报警，最近的在前", "Active-safety alarms, the latest first"),
            query: [
                QueryParameter("device", .text, Wording("设备", "Device")),
                QueryParameter("family", .choice(SafetyFamily.allCases.map(\.rawValue)), Wording("类别", "Family")),
                QueryParameter("level", .integer, Wording("级别不低于", "Level, at least")),
                QueryParameter("from", .time, Wording("时间自", "From")),
                QueryParameter("to", .time, Wording("时间止（不含）", "Before")),
            ],
            item: SafetyAlarmBody.self,
            use: list
        )
        table.get(
            "terminals/safety-alarms/{id}",
            access: .permission(.sensingRead),
            Wording("一条主动安全报警及其附件", "An active-safety alarm with its files"),
            answer: SafetyAlarmBody.self
        ) { call in
            let id: SafetyAlarmID = try call.id()
            return try await database.read { db in
                Answer(try body(try desk.find(id, by: call.identity, in: db), in: db))
            }
        }
        table.write(
            .post,
            "terminals/safety-alarms/{id}/attachments",
            access: .permission(.sensingCommand),
            Wording("再次索取报警附件", "Ask the terminal for the files once more"),
            body: NoBody.self,
            answer: SafetyAlarmBody.self
        ) { call, _, db in
            let alarm: SafetyAlarm = try desk.askAgain(try call.id(), by: call.identity, at: clock.now(), in: db)
            return Answer(try body(alarm, in: db))
        }
    }

    private func list(_ call: Call, _ page: PageRequest) async throws -> Page<SafetyAlarmBody> {
        var conditions: [SQLQuery] = [desk.devices.condition(.sensingRead, call.identity)]
        if let device = call.text("device") {
            conditions.append("device_serial = \(devices.find(DeviceID(device))?.serial ?? -1)")
        }
        if let family = try call.choice("family", of: SafetyFamily.self) { conditions.append("family = \(family)") }
        if let level = try call.integer("level") { conditions.append("level >= \(level)") }
        if let from = try call.time("from") { conditions.append("at >= \(from)") }
        if let to = try call.time("to") { conditions.append("at < \(to)") }
        let (narrowed, limit) = (conditions, page.limit)
        let after: (Timestamp, SafetyAlarmID)? = try page.after?.moment(of: "terminals.safety")
        return try await database.read { db in
            let found: [SafetyAlarm] = try SafetyStore.list(narrowed, after: after, limit: limit + 1, in: db)
            let files = try SafetyStore.files(of: found.map(\.id), in: db)
            return Page(overfetched: found, limit: limit) { Cursor(list: "terminals.safety", $0.at, $0.id) }
                .map { SafetyAlarmBody($0, files[$0.id] ?? [], devices) }
        }
    }

    private func body(_ alarm: SafetyAlarm, in db: any SQLConnection) throws -> SafetyAlarmBody {
        SafetyAlarmBody(alarm, try SafetyStore.files(of: [alarm.id], in: db)[alarm.id] ?? [], devices)
    }
}

struct SafetyAlarmBody: Codable, Sendable, Hashable {
    struct File: Codable, Sendable, Hashable {
        var name: String
        var bytes: Int
        /// Absent where it was no picture, clip or sound.
        var media: String?
        var channel: Int?
        var at: Timestamp
    }

    var id: String
    var device: String
    var deviceName: String
    var family: SafetyFamily
    var familyName: Wording
    var kind: Int
    var kindName: Wording
    /// 0 where the family has no levels.
    var level: Int
    var at: Timestamp
    var endedAt: Timestamp?
    /// WGS-84; absent where the vehicle did not know.
    var lng: Double?
    var lat: Double?
    var speedKPH: Int
    /// How many files the terminal has of it.
    var attachments: Int
    var files: [File]

    init(_ alarm: SafetyAlarm, _ files: [SafetyFile], _ devices: DeviceDirectory) {
        let device: Device? = devices.find(alarm.device)
        id = alarm.id.text
        self.device = device?.id.text ?? ""
        deviceName = device?.name ?? ""
        family = alarm.family
        familyName = alarm.family.title
        kind = alarm.kind
        kindName = alarm.kindName
        level = alarm.level
        at = alarm.at
        endedAt = alarm.endedAt
        if alarm.lngE6 != 0 || alarm.latE6 != 0 { (lng, lat) = (Double(alarm.lngE6) / 1e6, Double(alarm.latE6) / 1e6) }
        speedKPH = alarm.speedKPH
        attachments = alarm.mark.attachments
        self.files = files.map {
            File(name: $0.name, bytes: $0.bytes, media: $0.media, channel: $0.channel, at: $0.at)
        }
    }
}
