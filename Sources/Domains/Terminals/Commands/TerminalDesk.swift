package import CityCore
package import CitySQL
package import CitySensing

/// Orders that the city itself gives to a terminal, beside those of people.
package struct TerminalDesk: Sendable {
    let ids: IDSource

    package init(ids: IDSource) {
        self.ids = ids
    }

    /// Has it show and speak some words.
    package func tell(_ text: String, to device: Device, at now: Timestamp, in db: any SQLConnection) throws {
        try order(.text(String(text.prefix(200))), of: device, at: now, in: db)
    }

    /// Has it take a picture at once.
    package func photograph(by device: Device, at now: Timestamp, in db: any SQLConnection) throws {
        try order(.photo(channel: 1, count: 1), of: device, at: now, in: db)
    }

    private func order(_ order: TerminalOrder, of device: Device, at now: Timestamp, in db: any SQLConnection) throws {
        try CommandStore.insert(
            TerminalCommand(
                id: ids.next(at: now),
                order,
                to: device.serial,
                batch: ids.make(now),
                by: .system,
                at: now
            ),
            in: db
        )
    }
}
