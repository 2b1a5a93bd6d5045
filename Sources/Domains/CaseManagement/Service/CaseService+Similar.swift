package import CityCore
package import CityGeo
package import CityRegistry
package import CitySQL

extension CaseService {
    /// Cases of the same small class nearby and recent enough to be the same problem, the nearest first.
    package func similar(
        to key: ClassKey,
        near point: Coordinate,
        at now: Timestamp,
        by identity: Identity,
        in db: any SQLConnection
    ) throws -> [CaseRecord] {
        let authority: CaseAuthority = authority
        return try nearest(to: key, near: point, since: now - settings.similarWindow, in: db) { record in
            authority.maySee(record, identity)
        }
    }

    /// The case that a report would only repeat: one that is still open, however old, or a recent one.
    package func known(_ new: NewCase, at now: Timestamp, in db: any SQLConnection) throws -> CaseRecord? {
        guard let subject = new.subject else { return nil }
        let recent: Timestamp = now - settings.similarWindow
        let ever: Timestamp = Timestamp(milliseconds: 0)
        return try nearest(to: subject.key, near: new.coordinate, since: ever, in: db) { record in
            !record.state.isFinal || record.reportedAt >= recent
        }.first
    }

    private func nearest(
        to key: ClassKey,
        near point: Coordinate,
        since: Timestamp,
        in db: any SQLConnection,
        where isWanted: (CaseRecord) -> Bool
    ) throws -> [CaseRecord] {
        var near: [(distance: Double, record: CaseRecord)] = []
        for record in try CaseStore.similar(to: key, near: point, since: since, in: db) where isWanted(record) {
            guard let place = record.place.coordinate else { continue }
            let distance: Double = place.distanceM(to: point)
            if distance <= settings.similarDistanceM { near.append((distance, record)) }
        }
        return near.sorted { $0.distance < $1.distance }.map(\.record)
    }
}
