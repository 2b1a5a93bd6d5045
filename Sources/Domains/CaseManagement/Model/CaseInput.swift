package import CityCore
package import CityGeo
import CityWorkflow

/// Who told us, as far as they wished to say.
package struct Reporter: Sendable, Hashable {
    package static let nameMax: Int = 60

    package var name: String?
    package var phone: String?
    package var wantsReply: Bool
    /// The account of a collector, or of a citizen who has signed in.
    package var account: AccountID?

    package init(name: String?, phone: String?, wantsReply: Bool, account: AccountID?) {
        self.name = name
        self.phone = phone
        self.wantsReply = wantsReply
        self.account = account
    }
}

/// Which moment a photo shows.
package enum PhotoKind: String, Codable, CaseIterable, Sendable {
    case near
    case far
    case reference
    case before
    case after
}

package struct PhotoReference: Sendable, Hashable {
    package var media: String
    package var kind: PhotoKind

    package init(media: String, kind: PhotoKind) {
        self.media = media
        self.kind = kind
    }
}

/// A report as it comes in, checked as far as it can be checked alone.
package struct NewCase: Sendable {
    package static let descriptionMax: Int = 2000
    package static let addressMax: Int = 200
    package static let photosMax: Int = 9
    /// How long a report may have waited for a network.
    package static let seenBeforeMax: TimeSpan = .days(7)

    package var source: CaseSource
    package var coordinate: Coordinate
    package var address: String
    package var description: String
    package var subject: CaseSubject?
    package var part: String?
    package var isUrgent: Bool
    package var isSelfHandled: Bool
    package var reporter: Reporter
    package var photos: [PhotoReference]
    /// When the reporter saw it, where that was before the report came in.
    package var seenAt: Timestamp?

    package init(
        source: CaseSource,
        coordinate: Coordinate,
        address: String,
        description: String,
        subject: CaseSubject? = nil,
        part: String? = nil,
        isUrgent: Bool = false,
        isSelfHandled: Bool = false,
        reporter: Reporter,
        photos: [PhotoReference] = [],
        seenAt: Timestamp? = nil
    ) {
        self.seenAt = seenAt
        self.source = source
        self.coordinate = coordinate
        self.address = address
        self.description = description
        self.subject = subject
        self.part = part
        self.isUrgent = isUrgent
        self.isSelfHandled = isSelfHandled
        self.reporter = reporter
        self.photos = photos
    }
}

/// What an action is given. Which fields it needs is in the workflow's table.
package struct ActionInput: Sendable {
    package static let opinionMax: Int = 2000

    package var opinion: String?
    package var subject: CaseSubject?
    package var organisation: OrganisationID?
    package var assignee: AccountID?
    package var until: Timestamp?
    package var target: CaseID?
    package var upheld: Bool?
    package var satisfaction: Int?
    package var coordinate: Coordinate?
    package var address: String?
    package var description: String?
    package var photos: [PhotoReference]

    package init(
        opinion: String? = nil,
        subject: CaseSubject? = nil,
        organisation: OrganisationID? = nil,
        assignee: AccountID? = nil,
        until: Timestamp? = nil,
        target: CaseID? = nil,
        upheld: Bool? = nil,
        satisfaction: Int? = nil,
        coordinate: Coordinate? = nil,
        address: String? = nil,
        description: String? = nil,
        photos: [PhotoReference] = []
    ) {
        self.opinion = opinion
        self.subject = subject
        self.organisation = organisation
        self.assignee = assignee
        self.until = until
        self.target = target
        self.upheld = upheld
        self.satisfaction = satisfaction
        self.coordinate = coordinate
        self.address = address
        self.description = description
        self.photos = photos
    }

    /// The requirements that this input meets, counting what the case already has.
    func given(with record: CaseRecord) -> Set<Requirement> {
        var given: Set<Requirement> = []
        if let opinion, !opinion.trimmed().isEmpty { given.formUnion([.opinion, .reason]) }
        if subject != nil || record.subject != nil { given.insert(.smallClass) }
        if subject?.condition != nil || record.subject?.condition != nil { given.insert(.condition) }
        if organisation != nil || record.suggestedOrganisation != nil { given.insert(.organisation) }
        if !photos.isEmpty { given.insert(.photo) }
        if until != nil { given.insert(.until) }
        if target != nil { given.insert(.target) }
        if upheld != nil { given.insert(.decision) }
        if satisfaction != nil { given.insert(.satisfaction) }
        return given
    }
}
