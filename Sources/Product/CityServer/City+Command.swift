import Attendance
import CityAccess
import CityCore
import CityMedia
import CityRegistry
import CitySQL
import CitySensing
import Command
import Terminals

extension City {
    /// What command asks of accounts, attendance, terminals and the register.
    static func commandPorts(_ registry: Registry, _ terminals: TerminalDesk, _ media: MediaService) -> CommandPorts {
        CommandPorts(
            people: { accounts, db in
                let phones: [AccountID: String] = try StaffStore.phones(of: accounts, in: db)
                var people: [AccountID: CommandPerson] = [:]
                for (account, name) in try AccessModule.names(of: accounts, in: db) {
                    people[account] = CommandPerson(name: name, phone: phones[account])
                }
                return people
            },
            onShift: { accounts, db in try AttendancePresence.onShift(accounts, in: db) },
            tell: { device, text, now, db in try terminals.tell(text, to: device, at: now, in: db) },
            cameras: { place, limit, db in
                try PartStore.near(place, withinM: 1_000, of: cameraClasses(registry), limit: limit, in: db).map {
                    NearbyCamera(
                        code: $0.part.code,
                        name: $0.part.name,
                        place: $0.part.place,
                        distanceM: $0.distanceM
                    )
                }
            },
            existingMedia: { ids, db in try media.exists(ids, in: db) }
        )
    }

    /// 监控电子眼, in each edition that has it.
    private static func cameraClasses(_ registry: Registry) -> [ClassKey] {
        let classes: ClassCatalogue = registry.current.classes
        return classes.editions.flatMap { classes.smalls(of: $0.code, kind: .component) }
            .filter { $0.name.zh == "监控电子眼" }.map(\.key)
    }
}
