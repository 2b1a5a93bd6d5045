import Attendance
import CaseManagement
import CityCore
import CityGeo
import CityRegistry
import CitySQL
import CitySensing
import CityWorkflow
import Command

/// What alerts become in the city: cases, which are told when it is over.
extension City {
    static func alertPorts(
        _ cases: CaseService,
        _ registry: Registry,
        _ clock: CityClock,
        _ help: HelpDesk
    ) -> AlertPorts {
        AlertPorts(
            report: { alert, rule, db in
                let new: NewCase = try newCase(alert, rule, registry, at: clock.now())
                return try cases.report(new, by: .system, at: clock.now(), in: db).record.number
            },
            began: { alert, rule, device, db in
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
                guard cases.actions(on: record, by: .system).contains(.comment) else { return }
                _ = try cases.perform(
                    .comment,
                    on: record.id,
                    input,
                    expecting: record.version,
                    by: .system,
                    at: clock.now(),
                    in: db
                )
            }
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
