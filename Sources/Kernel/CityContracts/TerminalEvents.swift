package import CityCore
import CityEvents

/// An active-safety alarm was told, has ended, or one of its files has come.
package struct SafetyAlarmChanged: CityEvent, Hashable {
    package static let topic: String = "terminals.safety_alarm"

    package var alarm: String
    package var device: String
    /// `told`, `ended` or `file`.
    package var what: String
    package var family: String
    /// 1 or 2; 0 where the family has none.
    package var level: Int
    package var area: String
    package var organisation: OrganisationID?

    package init(
        alarm: String,
        device: String,
        what: String,
        family: String,
        level: Int,
        area: String,
        organisation: OrganisationID?
    ) {
        self.alarm = alarm
        self.device = device
        self.what = what
        self.family = family
        self.level = level
        self.area = area
        self.organisation = organisation
    }
}
