package import CityCore

extension Permission {
    /// Change the working hours, holidays and make-up working days.
    package static let calendarWrite: Permission = Permission("calendar.write")
}
