package import CityCore
import CityEvents

/// A device was added or changed.
package struct DeviceChanged: CityEvent, Hashable {
    package static let topic: String = "sensing.device_changed"

    package var device: String
    package var area: String
    package var organisation: OrganisationID?

    package init(device: String, area: String, organisation: OrganisationID?) {
        self.device = device
        self.area = area
        self.organisation = organisation
    }
}

/// An alert has begun or ended, or somebody has dealt with it.
package struct AlertChanged: CityEvent, Hashable {
    package static let topic: String = "sensing.alert"

    package var alert: String
    /// Names, as they were.
    package var rule: String
    package var device: String
    /// `began`, `ended` or `handled`.
    package var what: String
    package var severity: String
    package var area: String
    package var organisation: OrganisationID?
    package var lng: Double?
    package var lat: Double?

    package init(
        alert: String,
        rule: String,
        device: String,
        what: String,
        severity: String,
        area: String,
        organisation: OrganisationID?,
        lng: Double?,
        lat: Double?
    ) {
        self.alert = alert
        self.rule = rule
        self.device = device
        self.what = what
        self.severity = severity
        self.area = area
        self.organisation = organisation
        self.lng = lng
        self.lat = lat
    }
}
