package import CityCore
import CityEvents

/// A case has moved, or its lamp has changed.
package struct CaseChanged: CityEvent {
    package static let topic: String = "case.changed"

    package var caseID: String
    package var number: String
    package var version: Int
    /// A `CaseAction`, or `report`, `import`, `route`, `merge_in`, `lamp`.
    package var action: String
    package var from: String?
    package var to: String
    package var area: String
    package var organisation: OrganisationID?
    package var lamp: String?
    package var stageDueAt: Timestamp?
    package var lng: Double?
    package var lat: Double?

    package init(
        caseID: String,
        number: String,
        version: Int,
        action: String,
        from: String?,
        to: String,
        area: String,
        organisation: OrganisationID?,
        lamp: String?,
        stageDueAt: Timestamp?,
        lng: Double?,
        lat: Double?
    ) {
        self.caseID = caseID
        self.number = number
        self.version = version
        self.action = action
        self.from = from
        self.to = to
        self.area = area
        self.organisation = organisation
        self.lamp = lamp
        self.stageDueAt = stageDueAt
        self.lng = lng
        self.lat = lat
    }
}
