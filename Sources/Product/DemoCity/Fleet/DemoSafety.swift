import CityCore
import CitySQL
import CitySensing
import CityServer
import JT808
import NIOCore
import Terminals

/// What the assistance systems of the demo's trucks noticed in the last hours, with the pictures that they took, and a clip of the
/// road where it was the road.
struct DemoSafety: Sendable {
    private enum Noticed {
        case driver(kind: UInt8, level: UInt8)
        case road(kind: UInt8, level: UInt8)
        case blindSpot(kind: UInt8)
    }

    private static let noticed: [(minutesAgo: Int, what: Noticed, pictures: Int)] = [
        (171, .road(kind: 3, level: 1), 1), (126, .driver(kind: 2, level: 2), 2), (84, .blindSpot(kind: 3), 1),
        (57, .road(kind: 1, level: 2), 2), (33, .driver(kind: 1, level: 1), 1), (12, .driver(kind: 3, level: 1), 1),
    ]

    let city: City

    func make(_ trucks: [Device], at now: Timestamp) async throws {
        for (index, each) in Self.noticed.enumerated() where !trucks.isEmpty {
            let truck: Device = trucks[index % trucks.count]
            let at: Timestamp = now - .minutes(each.minutesAgo)
            let place: Position? = try await city.database.read { db in
                try TrackReader.positions(of: truck.serial, from: at - .minutes(5), to: at, in: db).last
            }
            var files: [(name: String, bytes: [UInt8])] = try (0..<each.pictures).map { picture in
                ("00_65_6502_\(picture)_\(index).jpg", try DemoPhotos.jpeg(UInt64(900 + index * 10 + picture)))
            }
            if case .road = each.what {
                files.append(("02_64_6401_\(each.pictures)_\(index).mp4", try DemoClip.bytes()))
            }
            let location: Location = try location(each.what, UInt8(files.count), place, number: index, at: at)
            try await city.terminals.safety.record(location, files, of: truck)
        }
    }

    private func location(
        _ what: Noticed,
        _ files: UInt8,
        _ place: Position?,
        number: Int,
        at: Timestamp
    ) throws -> Location {
        var scene: AlarmScene = AlarmScene()
        scene.time = BCDTime(at)
        scene.latitudeE6 = (place?.latE6 ?? 0).magnitude
        scene.longitudeE6 = (place?.lngE6 ?? 0).magnitude
        scene.speedKPH = UInt8(min(place?.speedKPH ?? 0, 255))
        var mark: AlarmMark = AlarmMark()
        (mark.terminalID, mark.time, mark.attachments) = ("SIM0001", BCDTime(at), files)
        var location: Location = Location()
        location.items = try AdditionalItems([try item(what, scene, mark, UInt32(number))])
        return location
    }

    private func item(
        _ what: Noticed,
        _ scene: AlarmScene,
        _ mark: AlarmMark,
        _ number: UInt32
    ) throws -> AdditionalItem {
        switch what {
        case .driver(let kind, let level):
            var alarm: DriverStateAlarm = DriverStateAlarm()
            (alarm.alarmID, alarm.kind, alarm.level, alarm.scene, alarm.mark) = (number, kind, level, scene, mark)
            return AdditionalItem(id: 0x65, value: try Parameter(id: 0, record: alarm).value)
        case .road(let kind, let level):
            var alarm: DriverAssistanceAlarm = DriverAssistanceAlarm()
            (alarm.alarmID, alarm.kind, alarm.level, alarm.scene, alarm.mark) = (number, kind, level, scene, mark)
            return AdditionalItem(id: 0x64, value: try Parameter(id: 0, record: alarm).value)
        case .blindSpot(let kind):
            var alarm: BlindSpotAlarm = BlindSpotAlarm()
            (alarm.alarmID, alarm.kind, alarm.scene, alarm.mark) = (number, kind, scene, mark)
            return AdditionalItem(id: 0x67, value: try Parameter(id: 0, record: alarm).value)
        }
    }
}
