import CityContracts
import CityCore
import CityEvents
import CitySQL
package import CitySensing
package import JT808

/// Keeps what the assistance systems of vehicles tell, and has their pictures and clips sent.
package struct SafetyDesk: Sendable {
    let devices: DeviceService
    let database: any SQLDatabase
    let outbox: Outbox
    let ids: IDSource
    let clock: CityClock
    let ports: TerminalPorts

    // MARK: Alarms

    /// Keeps the alarms that a location carries, and the files of the first of them, as if a terminal had sent them.
    package func record(_ location: Location, _ files: [(name: String, bytes: [UInt8])], of device: Device) async throws
    {
        let told: [ToldAlarm] = ToldAlarm.all(of: location, .standard)
        guard let alarm = try await keep(told, of: device, .standard, wantsFiles: false).first else { return }
        for file in files { _ = try await keep(file.bytes, file.name, of: alarm) }
    }

    /// Keeps the alarms of one message, and answers those that are new. One that has files asks the terminal for them
    /// when `wantsFiles`.
    @discardableResult func keep(
        _ told: [ToldAlarm],
        of device: Device,
        _ dialect: Dialect,
        wantsFiles: Bool
    ) async throws -> [SafetyAlarm] {
        let now: Timestamp = clock.now()
        return try await database.write { db in
            try told.compactMap { try keep($0, of: device, dialect, wantsFiles: wantsFiles, at: now, in: db) }
        }
    }

    private func keep(
        _ told: ToldAlarm,
        of device: Device,
        _ dialect: Dialect,
        wantsFiles: Bool,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> SafetyAlarm? {
        let at: Timestamp = Self.time(told.scene, dialect, now)
        let number: Int = Int(told.number)
        if told.isEnd, let ended = try SafetyStore.end(number, told.family, of: device.serial, at: at, in: db) {
            try publish(ended, "ended", of: device, at: now, in: db)
            return nil
        }
        let place: (lngE6: Int32, latE6: Int32) = Self.place(told.scene)
        let alarm: SafetyAlarm = SafetyAlarm(
            id: ids.next(at: now),
            device: device.serial,
            area: device.area,
            organisation: device.organisation,
            family: told.family,
            number: number,
            kind: told.kind,
            level: told.level,
            at: at,
            lngE6: place.lngE6,
            latE6: place.latE6,
            speedKPH: Int(told.scene.speedKPH),
            mark: SafetyMark(told.mark),
            endedAt: told.isEnd ? at : nil
        )
        guard try SafetyStore.insert(alarm, in: db) else { return nil }
        try publish(alarm, "told", of: device, at: now, in: db)
        if wantsFiles, alarm.mark.attachments > 0 { try askForFiles(of: alarm, by: .system, at: now, in: db) }
        return alarm
    }

    private func publish(
        _ alarm: SafetyAlarm,
        _ what: String,
        of device: Device,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        let event: SafetyAlarmChanged = SafetyAlarmChanged(
            alarm: alarm.id.text,
            device: device.id.text,
            what: what,
            family: alarm.family.rawValue,
            level: alarm.level,
            area: alarm.area,
            organisation: alarm.organisation
        )
        try outbox.publish(event, at: now, in: db)
    }

    /// A clock that is wrong does not cost the alarm, nor put it before all others.
    private static func time(_ scene: AlarmScene, _ dialect: Dialect, _ now: Timestamp) -> Timestamp {
        let told: Timestamp? = scene.time.timestamp(offsetMinutes: dialect.clockOffsetMinutes)
        return told.flatMap { $0 <= now + .minutes(10) ? $0 : nil } ?? now
    }

    /// Zeros where it is on no globe.
    private static func place(_ scene: AlarmScene) -> (lngE6: Int32, latE6: Int32) {
        guard scene.longitudeE6 <= 180_000_000, scene.latitudeE6 <= 90_000_000 else { return (0, 0) }
        return (Int32(scene.longitudeE6), Int32(scene.latitudeE6))
    }

    private func askForFiles(
        of alarm: SafetyAlarm,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        let order: TerminalOrder = .sendAttachments(number: alarm.attachmentNumber, mark: alarm.mark)
        try CommandStore.insert(
            TerminalCommand(
                id: ids.next(at: now),
                order,
                to: alarm.device,
                batch: ids.make(now),
                by: identity,
                at: now
            ),
            in: db
        )
    }

    /// Somebody wants the files once more.
    func askAgain(
        _ id: SafetyAlarmID,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> SafetyAlarm {
        let alarm: SafetyAlarm = try find(id, by: identity, in: db)
        if let device = devices.devices.find(alarm.device) {
            _ = try devices.find(device.id, for: .sensingCommand, by: identity, in: db)
        }
        guard alarm.mark.attachments > 0 else { throw SafetyTrouble.noFiles }
        try askForFiles(of: alarm, by: identity, at: now, in: db)
        return alarm
    }

    func find(_ id: SafetyAlarmID, by identity: Identity, in db: any SQLConnection) throws -> SafetyAlarm {
        guard let alarm = try SafetyStore.find(id, in: db),
            devices.may(.sensingRead, area: alarm.area, organisation: alarm.organisation, identity)
        else { throw CityError.notFound(SafetyAlarm.thing) }
        return alarm
    }

    // MARK: Files

    /// The alarm whose files a terminal is about to send, when the number is one of ours and this terminal's.
    func alarm(number: String, from phone: TerminalPhone) async throws -> SafetyAlarm? {
        guard let id = SafetyAlarm.id(ofAttachmentNumber: number),
            let device = devices.devices.find(.jt808, phone.number), device.state == .active
        else { return nil }
        let alarm: SafetyAlarm? = try await database.read { db in try SafetyStore.find(id, in: db) }
        return alarm.flatMap { $0.device == device.serial ? $0 : nil }
    }

    /// Keeps a file that is whole; false where it is nothing that the city keeps.
    func keep(_ bytes: [UInt8], _ name: String, of alarm: SafetyAlarm) async throws -> Bool {
        guard let device = devices.devices.find(alarm.device) else { return false }
        let kept: (media: String, isPhoto: Bool)?
        do {
            kept = try await ports.keepFile(bytes, device)
        } catch let error as CityError where error.isTheSenders {
            kept = nil
        }
        let (now, ports, media) = (clock.now(), ports, kept)
        let file: SafetyFile = SafetyFile(
            alarm: alarm.id,
            name: name,
            bytes: bytes.count,
            media: media?.media,
            at: now
        )
        let photo: TerminalPhoto? = media.flatMap { media in
            media.isPhoto ? TerminalPhoto(media: media.media, device: device, channel: file.channel ?? 0) : nil
        }
        try await database.write { db in
            try SafetyStore.keep(file, in: db)
            try publish(alarm, "file", of: device, at: now, in: db)
            if let photo { try ports.photoTaken(photo, now, db) }
        }
        return kept != nil
    }
}

enum SafetyTrouble {
    static let noFiles: CityError = CityError(
        .conflict,
        "safety.no_files",
        Wording("这条报警没有附件", "This alarm has no files")
    )
}

extension CityError {
    /// What was sent is at fault, and would be again.
    var isTheSenders: Bool { [.unsupportedMedia, .invalidArgument, .tooLarge].contains(code) }
}
