package import CityCore
import CityGeo
import CityRegistry
package import CitySQL

/// A case as a search finds it.
package struct FoundCase: Sendable {
    package var id: String
    package var number: String
    package var title: Wording
    package var address: String
    package var lng: Double?
    package var lat: Double?
}

extension CaseService {
    /// The newest cases that hold all words of a text, within what somebody may see.
    package func search(
        _ text: String,
        limit: Int,
        by identity: Identity,
        in db: any SQLConnection
    ) throws -> [FoundCase] {
        guard identity.may(.caseRead), !SearchWords.words(of: text).isEmpty else { return [] }
        var filter: CaseFilter = CaseFilter()
        filter.text = text
        let directory: RegistryDirectory = registry.current
        let page: PageRequest = try PageRequest(limit: limit)
        let found: Page<CaseRecord> = try CaseListStore.page(
            filter,
            visibleIn: authority.alternatives(identity),
            page,
            in: db
        )
        return found.items.map { record in
            let name: Wording = record.subject.map { directory.className($0.key) } ?? record.state.title
            return FoundCase(
                id: record.id.text,
                number: record.number,
                title: Wording("\(record.number) \(name.zh)", "\(record.number) \(name.en)"),
                address: record.place.address.isEmpty ? record.description : record.place.address,
                lng: record.place.coordinate?.lng,
                lat: record.place.coordinate?.lat
            )
        }
    }
}
