package import CityCore

/// An organisation on the wire.
package struct OrganisationBody: Codable, Sendable, Hashable {
    package var id: OrganisationID
    package var code: String
    package var name: String
    package var englishName: String?
    package var kind: String
    package var kindTitle: Wording
    package var parent: OrganisationID?
    /// `4203` is the whole city of 420300.
    package var area: String
    package var phone: String?
    package var state: String
    package var version: Int

    init(_ organisation: Organisation) {
        id = organisation.id
        code = organisation.code
        name = organisation.name
        englishName = organisation.englishName
        kind = organisation.kind.rawValue
        kindTitle = organisation.kind.title
        parent = organisation.parent
        area = organisation.area
        phone = organisation.phone
        state = organisation.state.rawValue
        version = organisation.version
    }
}

/// An organisation's place in the tree.
package struct OrganisationTreeRowBody: Codable, Sendable, Hashable {
    package var organisation: OrganisationBody
    /// 0 for one whose parent is not shown.
    package var depth: Int
}

/// The organisations that the caller may see, each after its parent.
package struct OrganisationTreeBody: Codable, Sendable, Hashable {
    package var items: [OrganisationTreeRowBody]
}

/// A new organisation.
package struct OrganisationInputBody: Codable, Sendable, Hashable {
    package var code: String
    package var name: String
    package var englishName: String?
    package var kind: String
    package var parent: String?
    package var area: String
    package var phone: String?

    func organisation(id: OrganisationID) throws -> Organisation {
        var checks: FieldChecks = FieldChecks()
        let known: Organisation.Kind? = checks.choice(kind, "kind")
        let made: Organisation? = try checks.collect {
            try Organisation(
                id: id,
                code: code,
                name: name,
                englishName: englishName,
                kind: known ?? .other,
                parent: parent.flatMap { $0.isEmpty ? nil : OrganisationID($0) },
                area: area,
                phone: phone
            )
        }
        try checks.finish()
        guard let made else { throw CityError.fault("an organisation without problems was not made") }
        return made
    }
}

/// What changes of an organisation: what is absent stays, an empty text takes the value away.
package struct OrganisationChangeBody: Codable, Sendable, Hashable {
    package var name: String?
    package var englishName: String?
    package var kind: String?
    package var parent: String?
    package var area: String?
    package var phone: String?
    package var state: String?

    func changed(_ old: Organisation) throws -> Organisation {
        var checks: FieldChecks = FieldChecks()
        let newKind: Organisation.Kind? = kind.flatMap { checks.choice($0, "kind") }
        let newState: Organisation.State? = state.flatMap { checks.choice($0, "state") }
        let newParent: OrganisationID? = parent.map { $0.isEmpty ? nil : OrganisationID($0) } ?? old.parent
        let made: Organisation? = try checks.collect {
            try Organisation(
                id: old.id,
                code: old.code,
                name: name ?? old.name,
                englishName: englishName ?? old.englishName,
                kind: newKind ?? old.kind,
                parent: newParent,
                area: area ?? old.area,
                phone: phone ?? old.phone,
                state: newState ?? old.state,
                version: old.version
            )
        }
        try checks.finish()
        guard let made else { throw CityError.fault("an organisation without problems was not made") }
        return made
    }
}
