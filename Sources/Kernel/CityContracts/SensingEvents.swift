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
