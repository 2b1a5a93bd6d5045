import Attendance
import CaseManagement
import CityCore
import CityGeo
import CityMedia
import CityRegistry
import CitySQL
import CitySensing
import CityWorkflow
import Command
import Terminals

/// What alerts become in the city: cases, which are told when it is over.
extension City {
    static func alertPorts(
        _ cases: CaseService,
        _ registry: Registry,
        _ clock: CityClock,
        _ help: HelpDesk,
        _ terminals: TerminalDesk
    ) -> AlertPorts {
        AlertPorts(
            report: { alert, rule, db in
                let new: NewCase = try newCase(alert, rule, registry, at: clock.now())
                return try cases.report(new, by: .system, at: clock.now(), in: db).record.number
            },
            began: { alert, rule, device, db in
                // What it looks like there is evidence.
                if alert.caseNumber != nil, device.door == .jt808 {
                    try terminals.photograph(by: device, at: clock.now(), in: db)
                }
                // Bit 0 of JT/T 808 is the emergency button.
                guard rule.conditions.alarmBits == [0] else { return }
                let place: Coordinate? =
                    alert.lngE6 == 0
                    ? nil : try Coordinate(lng: Double(alert.lngE6) / 1e6, lat: Double(alert.latE6) / 1e6)
                try help.call(from: device, at: place, on: alert.beganAt, now: clock.now(), in: db)
            },
            ended: { alert, number, db in
                let ended: String = alert.endedAt?.iso8601 ?? ""
                let input: ActionInput = ActionInput(opinion: "告警已解除（\(ended)）：\(alert.ruleName)，\(alert.deviceName)")
                let record: CaseRecord = try cases.find(CaseID(number), by: .system, in: db)
                try comment(input, on: record, cases, at: clock.now(), in: db)
            }
        )
    }

    /// Pictures are kept as the city's own, in the area of the vehicle. One that a terminal takes soon after an alert
    /// became a case is evidence in that case.
    static func terminalPorts(
        _ media: MediaService,
        _ alerts: AlertService,
        _ cases: CaseService,
        _ clock: CityClock
    ) -> TerminalPorts {
        TerminalPorts(
            keepFile: { bytes, device in
                let kept: MediaItem = try await media.add(
                    bytes,
                    by: .system,
                    at: clock.now(),
                    accepting: [.photo, .video, .audio],
                    area: device.area
                )
                return (kept.id, kept.kind.family == .photo)
            },
            photoTaken: { photo, now, db in
                for number in try alerts.cases(of: photo.device.serial, since: now - .minutes(15), in: db) {
                    let record: CaseRecord = try cases.find(CaseID(number), by: .system, in: db)
                    let input: ActionInput = ActionInput(
                        opinion: "终端照片：\(photo.device.name)，通道 \(photo.channel)",
                        photos: [PhotoReference(media: photo.media, kind: .near)]
                    )
                    try comment(input, on: record, cases, at: now, in: db)
                }
            }
        )
    }

    /// A case that takes no more words is left alone.
    private static func comment(
        _ input: ActionInput,
        on record: CaseRecord,
        _ cases: CaseService,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        guard cases.actions(on: record, by: .system).contains(.comment) else { return }
        _ = try cases.perform(
            .comment,
            on: record.id,
            input,
            expecting: record.version,
            by: .system,
            at: now,
            in: db
        )
    }

    /// Whoever is on duty with the field app is a device too, once their way is on the disk.
    static func attendancePorts(_ sensing: SensingModule, _ clock: CityClock) -> AttendancePorts {
        AttendancePorts(
            work: { account, from, to, db in try CaseWork.counts(of: account, from: from, to: to, in: db) },
            seen: { shift, fixes, db in
                let device: Device = try sensing.devices.ofField(
                    shift.account,
                    shift.name,
                    area: shift.area,
                    organisation: shift.organisation,
                    at: clock.now(),
                    in: db
                )
                let sightings: [Sighting] = fixes.map { fix in
                    var position: Position = Position(at: fix.at, fix.place)
                    position.status = .located
                    position.accuracyM = UInt16(max(0, min(65_535, fix.accuracyM ?? 0)))
                    return Sighting(device.serial, position)
                }
                db.onCommit { sensing.intake.submit(sightings) { _ in } }
            }
        )
    }

    private static func newCase(
        _ alert: Alert,
        _ rule: AlertRule,
        _ registry: Registry,
        at now: Timestamp
    ) throws -> NewCase {
        let directory: RegistryDirectory = registry.current
        let place: Coordinate = try Coordinate(lng: Double(alert.lngE6) / 1e6, lat: Double(alert.latE6) / 1e6)
        var subject: CaseSubject?
        if let edition = directory.classes.currentEdition(on: directory.calendar.date(of: now)),
            let key = rule.caseClass.flatMap({ ClassKey("\(edition.code)/\($0)") })
        {
            subject = CaseSubject(key: key, condition: rule.caseCondition)
        }
        return NewCase(
            source: .device,
            coordinate: place,
            address: "\(alert.deviceName) 告警位置",
            description: "\(alert.ruleName)：\(alert.deviceName)，\(alert.beganAt.iso8601) 起",
            subject: subject,
            reporter: Reporter(name: nil, phone: nil, wantsReply: false, account: nil),
            seenAt: alert.beganAt <= now && now - alert.beganAt < NewCase.seenBeforeMax ? alert.beganAt : nil
        )
    }
}
