import CityCore
import CityRegistry

/// What rules look at.
package struct RoutingFacts: Sendable, Hashable {
    var subject: ClassKey?
    var area: String
    var source: CaseSource
    var isWorkTime: Bool
    var owners: PartOwners

    init(
        subject: ClassKey?,
        area: String,
        source: CaseSource,
        isWorkTime: Bool,
        owners: PartOwners = PartOwners()
    ) {
        self.subject = subject
        self.area = area
        self.source = source
        self.isWorkTime = isWorkTime
        self.owners = owners
    }

    init(_ record: CaseRecord, part: Part?, isWorkTime: Bool) {
        self.init(
            subject: record.subject?.key,
            area: record.place.area,
            source: record.source,
            isWorkTime: isWorkTime,
            owners: part.map(PartOwners.init) ?? PartOwners()
        )
    }
}

/// The three organisations that answer for a part, as far as the registry knows them.
struct PartOwners: Sendable, Hashable {
    /// 主管单位
    var authority: OrganisationID?
    /// 权属单位
    var owner: OrganisationID?
    /// 养护单位
    var maintainer: OrganisationID?

    init(authority: OrganisationID? = nil, owner: OrganisationID? = nil, maintainer: OrganisationID? = nil) {
        self.authority = authority
        self.owner = owner
        self.maintainer = maintainer
    }

    init(_ part: Part) {
        self.init(authority: part.authority, owner: part.owner, maintainer: part.maintainer)
    }

    func include(_ organisation: OrganisationID) -> Bool {
        authority == organisation || owner == organisation || maintainer == organisation
    }
}
