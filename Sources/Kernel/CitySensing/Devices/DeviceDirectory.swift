import CityCore
import CitySQL
import Synchronization

/// All devices in memory, as doors and maps ask for them with each message.
package final class DeviceDirectory: Sendable {
    private struct Key: Hashable {
        var door: DeviceDoor
        var ident: String
    }

    private struct Tables {
        var bySerial: [DeviceSerial: Device] = [:]
        var byID: [DeviceID: DeviceSerial] = [:]
        var byKey: [Key: DeviceSerial] = [:]
        /// By name, made when it is asked for.
        var ordered: [Device]?

        /// What is known newer stays: another process's news of it may come late.
        mutating func put(_ device: Device) {
            if let known = bySerial[device.serial], known.version > device.version { return }
            bySerial[device.serial] = device
            byID[device.id] = device.serial
            byKey[Key(door: device.door, ident: device.ident)] = device.serial
            ordered = nil
        }
    }

    private let tables: Mutex<Tables> = Mutex(Tables())

    init() {}

    package func find(_ serial: DeviceSerial) -> Device? { tables.withLock { $0.bySerial[serial] } }

    package func find(_ id: DeviceID) -> Device? {
        tables.withLock { tables in tables.byID[id].flatMap { tables.bySerial[$0] } }
    }

    package func find(_ door: DeviceDoor, _ ident: String) -> Device? {
        tables.withLock { tables in
            tables.byKey[Key(door: door, ident: ident)].flatMap { tables.bySerial[$0] }
        }
    }

    /// All, by name.
    package var all: [Device] {
        tables.withLock { tables in
            if let ordered = tables.ordered { return ordered }
            let ordered: [Device] = tables.bySerial.values.sorted { ($0.name, $0.id.text) < ($1.name, $1.id.text) }
            tables.ordered = ordered
            return ordered
        }
    }

    package var count: Int { tables.withLock { $0.bySerial.count } }

    /// Reads all, when the process starts.
    func load(in db: any SQLConnection) throws {
        put(try DeviceStore.all(in: db))
    }

    /// Reads those anew that another process has changed.
    func renew(_ ids: Set<DeviceID>, in db: any SQLConnection) throws {
        put(try DeviceStore.find(ids, in: db))
    }

    private func put(_ devices: [Device]) {
        tables.withLock { tables in
            for device in devices { tables.put(device) }
        }
    }

    /// Known from when the transaction is on the disk.
    func put(_ device: Device, afterCommitOf db: any SQLConnection) {
        db.onCommit { self.tables.withLock { $0.put(device) } }
    }
}
