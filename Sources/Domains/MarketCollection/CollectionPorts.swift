package import CityCore
package import CityGeo
package import CitySQL

/// A report that a contractor's collector made.
package struct CollectedReport: Sendable, Hashable {
    package var id: String
    package var number: String
    package var at: Timestamp
    package var reporterName: String
    package var area: String
    /// It was filed, or handled on the spot.
    package var isValid: Bool

    package init(id: String, number: String, at: Timestamp, reporterName: String, area: String, isValid: Bool) {
        self.id = id
        self.number = number
        self.at = at
        self.reporterName = reporterName
        self.area = area
        self.isValid = isValid
    }
}

/// A problem as a patrol finds it.
package struct PatrolProblem: Sendable, Hashable {
    /// `event/01/10`, in the edition in force, or with the edition in front.
    package var smallClass: String
    package var place: Coordinate
    package var description: String
    package var photos: [String]
}

/// A case by its id and number.
package struct CaseReference: Sendable, Hashable {
    package var id: String
    package var number: String

    package init(id: String, number: String) {
        self.id = id
        self.number = number
    }
}

/// What market collection asks of other parts; the composition root fills it in.
package struct CollectionPorts: Sendable {
    package typealias Reports =
        @Sendable (OrganisationID, _ from: Timestamp, _ to: Timestamp, any SQLConnection) throws -> [CollectedReport]
    package typealias Report =
        @Sendable (PatrolProblem, Timestamp, any SQLConnection) throws -> (about: CaseReference, isNew: Bool)
    package typealias Positions =
        @Sendable (OrganisationID, _ from: Timestamp, _ to: Timestamp, any SQLConnection) throws -> [Coordinate]

    /// What a contractor's collectors reported in a period, the oldest first.
    package var reports: Reports
    /// Where a contractor's people were on duty in a period, as exactly as it was recorded.
    package var positions: Positions
    /// The case that is about the same problem, open or recent; where there is none, one that is made of it.
    package var report: Report
    /// Which of the photos exist.
    package var existingMedia: @Sendable ([String], any SQLConnection) throws -> Set<String>

    package init(
        reports: @escaping Reports,
        positions: @escaping Positions,
        report: @escaping Report,
        existingMedia: @escaping @Sendable ([String], any SQLConnection) throws -> Set<String>
    ) {
        self.reports = reports
        self.positions = positions
        self.report = report
        self.existingMedia = existingMedia
    }
}
