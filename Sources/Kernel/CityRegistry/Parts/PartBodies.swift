package import CityCore
package import CityGeo

/// A component on the wire.
package struct PartBody: Codable, Sendable, Hashable {
    package var code: String
    package var edition: String
    package var big: String
    package var small: String
    package var name: String
    /// WGS-84.
    package var place: Coordinate
    package var area: String
    package var gridCode: String?
    package var state: PartState
    package var authority: OrganisationID?
    package var owner: OrganisationID?
    package var maintainer: OrganisationID?
    package var installedOn: CivilDate?
    package var changedOn: CivilDate?
    package var dataSource: PartSource
    package var accuracy: PartAccuracy
    package var note: String?
    package var version: Int

    package init(_ part: Part) {
        code = part.code
        edition = part.edition
        big = part.big
        small = part.small
        name = part.name
        place = part.place
        area = part.area
        gridCode = part.gridCode
        state = part.state
        authority = part.authority
        owner = part.owner
        maintainer = part.maintainer
        installedOn = part.installedOn
        changedOn = part.changedOn
        dataSource = part.dataSource
        accuracy = part.accuracy
        note = part.note
        version = part.version
    }
}

/// A new component. Without a code it gets the next of its class; without an edition, today's; without a name, that of
/// its class.
package struct PartInput: Codable, Sendable {
    package var code: String?
    package var edition: String?
    package var big: String
    package var small: String
    package var name: String?
    package var place: Coordinate
    /// The system that `place` is given in; WGS-84 when missing.
    package var datum: Datum?
    package var state: PartState?
    package var authority: OrganisationID?
    package var owner: OrganisationID?
    package var maintainer: OrganisationID?
    package var installedOn: CivilDate?
    package var changedOn: CivilDate?
    package var dataSource: PartSource?
    package var accuracy: PartAccuracy?
    package var note: String?

    func draft(_ directory: RegistryDirectory, today: CivilDate) -> Part.Draft {
        let edition: String = edition ?? directory.classes.currentEdition(on: today)?.code ?? ""
        let key: ClassKey = ClassKey(edition: edition, kind: .component, big: big, small: small)
        var draft: Part.Draft = Part.Draft(
            code: code.flatMap { $0.isEmpty ? nil : $0 },
            edition: edition,
            big: big,
            small: small,
            name: name ?? directory.classes.small(key)?.name.zh ?? "",
            place: Datum.convert(place, from: datum ?? .wgs84, to: .wgs84)
        )
        draft.state = state ?? .intact
        draft.authority = authority?.ifNotEmpty
        draft.owner = owner?.ifNotEmpty
        draft.maintainer = maintainer?.ifNotEmpty
        draft.installedOn = installedOn
        draft.changedOn = changedOn
        draft.dataSource = dataSource ?? .other
        draft.accuracy = accuracy ?? .c
        draft.note = note
        return draft
    }
}

/// A change of a component: what is left out stays; an empty id, note or day of installation is taken away.
package struct PartChange: Codable, Sendable {
    package var edition: String?
    package var name: String?
    package var place: Coordinate?
    package var datum: Datum?
    package var state: PartState?
    package var authority: OrganisationID?
    package var owner: OrganisationID?
    package var maintainer: OrganisationID?
    /// `2026-03-02`, or empty.
    package var installedOn: String?
    package var changedOn: CivilDate?
    package var dataSource: PartSource?
    package var accuracy: PartAccuracy?
    package var note: String?

    func applied(to part: Part) throws -> Part.Draft {
        var draft: Part.Draft = part.draft
        if let edition { draft.edition = edition }
        if let name { draft.name = name }
        if let place { draft.place = Datum.convert(place, from: datum ?? .wgs84, to: .wgs84) }
        if let state { draft.state = state }
        if let authority { draft.authority = authority.ifNotEmpty }
        if let owner { draft.owner = owner.ifNotEmpty }
        if let maintainer { draft.maintainer = maintainer.ifNotEmpty }
        if let installedOn { draft.installedOn = try Self.day(installedOn) }
        if let changedOn { draft.changedOn = changedOn }
        if let dataSource { draft.dataSource = dataSource }
        if let accuracy { draft.accuracy = accuracy }
        if let note { draft.note = note }
        return draft
    }

    private static func day(_ text: String) throws -> CivilDate? {
        if text.isEmpty { return nil }
        guard let day = CivilDate(text) else {
            throw CityError.invalid(
                "installedOn",
                "part.installed_on",
                Wording("日期须写作 2026-03-02", "A day is written as 2026-03-02")
            )
        }
        return day
    }
}

/// The components around a place, the nearest first.
package struct NearPartsBody: Codable, Sendable {
    package struct Item: Codable, Sendable, Hashable {
        package var part: PartBody
        package var distanceM: Double
    }

    package var items: [Item]
}

extension EntityID {
    /// Nil for the empty id by which a change takes something away.
    var ifNotEmpty: EntityID? { text.isEmpty ? nil : self }
}
