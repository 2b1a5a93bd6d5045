import CityContracts
package import CityCore
import CityEvents
import CityHTTP
import CityRegistry
package import CitySQL

// Who sees an alert, and what is done about it.
extension AlertService {
    func find(_ id: AlertID, by identity: Identity, in db: any SQLConnection) throws -> Alert {
        guard let alert = try AlertStore.find(id, in: db),
            devices.may(.sensingRead, area: alert.area, organisation: alert.organisation, identity)
        else { throw CityError.notFound(Alert.thing) }
        return alert
    }

    /// Cases that were made of alerts of a device of which the city has known since then.
    package func cases(
        of device: DeviceSerial,
        since: Timestamp,
        in db: any SQLConnection
    ) throws -> [String] {
        try AlertStore.list(
            ["device_serial = \(device)", "told_at >= \(since)", "case_number IS NOT NULL"],
            after: nil,
            limit: 10,
            in: db
        ).compactMap(\.caseNumber)
    }

    /// Somebody has looked at it and says what was done.
    func handle(
        _ id: AlertID,
        _ note: String,
        expecting version: Int,
        by identity: Identity,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws -> Alert {
        var alert: Alert = try find(id, by: identity, in: db)
        guard alert.version == version else { throw CityError.stale(Alert.thing, current: alert.version) }
        var checks: FieldChecks = FieldChecks()
        alert.note = checks.text(note, "note", 1...500)
        try checks.finish()
        (alert.handledBy, alert.handledAt) = (identity.name, now)
        try AlertStore.update(alert, in: db)
        try devices.outbox.publish(AlertChanged(alert, "handled"), at: now, in: db)
        alert.version += 1
        return alert
    }
}
