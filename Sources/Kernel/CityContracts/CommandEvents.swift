package import CityCore
import CityEvents

/// An order was sent, or something was done to it, or it is late: for those who dispatch.
package struct OrderChanged: CityEvent, Hashable {
    package static let topic: String = "command.order"

    package var order: String
    package var number: String
    package var title: String
    package var unit: String
    package var unitName: String
    /// `sent`, an act (`read`, `leave`, `arrive`, `finish`, `refuse`, `cancel`, `note`), `late` or `escalate`.
    package var what: String
    package var state: String
    package var about: String
    package var area: String
    package var organisation: OrganisationID?

    package init(
        order: String,
        number: String,
        title: String,
        unit: String,
        unitName: String,
        what: String,
        state: String,
        about: String,
        area: String,
        organisation: OrganisationID?
    ) {
        self.order = order
        self.number = number
        self.title = title
        self.unit = unit
        self.unitName = unitName
        self.what = what
        self.state = state
        self.about = about
        self.area = area
        self.organisation = organisation
    }
}

/// Something for those who are sent, who look whether it is for them: an order as in `OrderChanged`, a `roll_call`, or
/// word of a call for `help`, whose id is then the order's place.
package struct TaskChanged: CityEvent, Hashable {
    package static let topic: String = "command.task"

    package var order: String
    package var unit: String
    package var what: String
    package var area: String
    package var organisation: OrganisationID?

    package init(order: String, unit: String, what: String, area: String, organisation: OrganisationID?) {
        self.order = order
        self.unit = unit
        self.what = what
        self.area = area
        self.organisation = organisation
    }
}

/// A unit is not where its duty is, or is again.
package struct DutyAlarmChanged: CityEvent, Hashable {
    package static let topic: String = "command.duty_alarm"

    package var alarm: String
    package var unitName: String
    /// `absent` or `outside`.
    package var kind: String
    /// `began`, `ended` or `noted`.
    package var what: String
    package var area: String
    package var organisation: OrganisationID?

    package init(
        alarm: String,
        unitName: String,
        kind: String,
        what: String,
        area: String,
        organisation: OrganisationID?
    ) {
        self.alarm = alarm
        self.unitName = unitName
        self.kind = kind
        self.what = what
        self.area = area
        self.organisation = organisation
    }
}

/// Somebody calls for help, or somebody has answered, or it is over.
package struct HelpChanged: CityEvent, Hashable {
    package static let topic: String = "command.help"

    package var help: String
    package var number: String
    package var name: String
    /// `called`, `moved`, `answered` or `closed`.
    package var what: String
    package var area: String
    package var organisation: OrganisationID?
    package var lng: Double?
    package var lat: Double?

    package init(
        help: String,
        number: String,
        name: String,
        what: String,
        area: String,
        organisation: OrganisationID?,
        lng: Double?,
        lat: Double?
    ) {
        self.help = help
        self.number = number
        self.name = name
        self.what = what
        self.area = area
        self.organisation = organisation
        self.lng = lng
        self.lat = lat
    }
}

/// Something has changed in an incident: its state, a step, its log, a roll call, a report.
package struct IncidentChanged: CityEvent, Hashable {
    package static let topic: String = "command.incident"

    package var incident: String
    package var number: String
    package var title: String
    /// `began`, `changed`, `step`, `step_late`, `log`, `roll_call`, `roll_call_due`, `report` or `ended`.
    package var what: String
    package var area: String
    package var organisation: OrganisationID?

    package init(
        incident: String,
        number: String,
        title: String,
        what: String,
        area: String,
        organisation: OrganisationID?
    ) {
        self.incident = incident
        self.number = number
        self.title = title
        self.what = what
        self.area = area
        self.organisation = organisation
    }
}
