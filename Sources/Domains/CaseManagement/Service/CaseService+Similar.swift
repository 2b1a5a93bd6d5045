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
        let found: [CaseRecord] = try CaseStore.similar(
            to: key,
            near: point,
            since: now - settings.similarWindow,
            in: db
        )
        var near: [(distance: Double, record: CaseRecord)] = []
        for record in found {
            guard let place = record.place.coordinate, authority.maySee(record, identity) else { continue }
            let distance: Double = place.distanceM(to: point)
            if distance <= settings.similarDistanceM { near.append((distance, record)) }
        }
        return near.sorted { $0.distance < $1.distance }.map(\.record)
    }
}
