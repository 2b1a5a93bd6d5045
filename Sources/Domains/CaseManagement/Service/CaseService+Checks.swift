import CityCore
import CityGeo
import CityRegistry
import CitySQL
import CityWorkflow

// What an input refers to must exist.
extension CaseService {
    /// Takes over class, place and words that an action brings, and notes what changed.
    func fill(_ change: inout CaseChange, from input: ActionInput, in db: any SQLConnection) throws {
        if let subject = input.subject {
            change.record.subject = CaseSubject(
                key: subject.key,
                condition: subject.condition
                    ?? (subject.key == change.earlier.subject?.key
                        ? change.earlier.subject?.condition : nil)
            )
            try checkSubject(change.record.subject)
            change.record.limit = limit(of: change.record.subject)
            change.details["class"] = subject.key.text
            change.details["condition"] = change.record.subject?.condition
        }
        if let coordinate = input.coordinate {
            change.record.place = try place(coordinate, address: input.address ?? change.record.place.address)
            change.details["lng"] = "\(coordinate.lng)"
            change.details["lat"] = "\(coordinate.lat)"
        } else if let address = input.address {
            change.record.place.address = address
        }
        if let address = input.address { change.details["address"] = address }
        if let description = input.description {
            change.record.description = description
            change.details["description"] = description
        }
        try checkPhotos(input.photos, in: db)
        if !input.photos.isEmpty { change.details["photos"] = input.photos.map(\.media).joined(separator: ",") }
    }

    func checkReferences(
        _ action: CaseAction,
        _ record: CaseRecord,
        _ input: ActionInput,
        in db: any SQLConnection
    ) throws {
        if action == .dispatch, let organisation = input.organisation ?? record.suggestedOrganisation {
            let found: Organisation? = registry.current.organisations.find(organisation)
            guard let found, found.state == .active else { throw CaseTrouble.department }
        }
        if action == .merge, let target = input.target {
            let found: CaseRecord? = try CaseStore.find(target, in: db)
            guard let found, found.id != record.id, !found.state.isFinal else { throw CaseTrouble.mergeTarget }
        }
    }

    func checkSubject(_ subject: CaseSubject?) throws {
        guard let subject else { return }
        guard let small = registry.current.classes.small(subject.key) else { throw CaseTrouble.unknownClass }
        guard let condition = subject.condition else { return }
        if small.condition(condition) == nil { throw CaseTrouble.unknownCondition }
    }

    func limit(of subject: CaseSubject?) -> TimeLimit? {
        guard let subject, let condition = subject.condition else { return nil }
        return registry.current.classes.condition(subject.key, condition)?.limit
    }

    func checkPhotos(_ photos: [PhotoReference], in db: any SQLConnection) throws {
        if photos.isEmpty { return }
        let existing: Set<String> = try ports.existingMedia(photos.map(\.media), db)
        if !photos.allSatisfy({ existing.contains($0.media) }) { throw CaseTrouble.unknownPhoto }
    }
}
