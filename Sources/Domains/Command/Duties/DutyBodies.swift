package import CityCore
import CityGeo
import CityRegistry

package struct RosterInputBody: Codable, Sendable, Hashable {
    package var units: [String]
    package var firstDay: CivilDate
    package var lastDay: CivilDate
    /// 1, Monday, to 7; every day when absent.
    package var weekdays: [Int]?
    /// By the work calendar, with its holidays and the weekends that are worked.
    package var workDaysOnly: Bool?
    /// Minutes of the day; when `toMinute` is not later it is on the next day.
    package var fromMinute: Int
    package var toMinute: Int
    /// An area to stay in.
    package var place: String?
    package var note: String?

    package init(
        units: [String],
        firstDay: CivilDate,
        lastDay: CivilDate,
        weekdays: [Int]? = nil,
        workDaysOnly: Bool? = nil,
        fromMinute: Int,
        toMinute: Int,
        place: String? = nil,
        note: String? = nil
    ) {
        self.units = units
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.weekdays = weekdays
        self.workDaysOnly = workDaysOnly
        self.fromMinute = fromMinute
        self.toMinute = toMinute
        self.place = place
        self.note = note
    }
}

struct DutyInputBody: Codable, Sendable, Hashable {
    var beginsAt: Timestamp
    var endsAt: Timestamp
    var place: String?
    var note: String?
}

struct UnitDutyBody: Codable, Sendable, Hashable {
    var id: String
    var unit: String
    var unitName: String
    var beginsAt: Timestamp
    var endsAt: Timestamp
    /// The area to stay in; absent for anywhere.
    var place: String?
    var placeName: Wording?
    var note: String
    var version: Int

    init(_ duty: Duty, unit name: String, _ directory: RegistryDirectory) {
        id = duty.id.text
        unit = duty.unit.text
        unitName = name
        beginsAt = duty.beginsAt
        endsAt = duty.endsAt
        place = duty.place.isEmpty ? nil : duty.place
        placeName = duty.place.isEmpty ? nil : directory.areaName(scope: duty.place)
        note = duty.note
        version = duty.version
    }
}

struct DutiesBody: Codable, Sendable, Hashable {
    var items: [UnitDutyBody]
}

struct AbsenceBody: Codable, Sendable, Hashable {
    var id: String
    var unit: String
    var unitName: String
    var areaName: Wording
    var kind: AbsenceKind
    var kindName: Wording
    var beganAt: Timestamp
    var endedAt: Timestamp?
    var place: Coordinate?
    var note: String
    var notedBy: String?
    var notedAt: Timestamp?
    var version: Int

    init(_ absence: Absence, _ directory: RegistryDirectory) {
        id = absence.id.text
        unit = absence.unit.text
        unitName = absence.unitName
        areaName = directory.areaName(scope: absence.area) ?? Wording(absence.area, absence.area)
        kind = absence.kind
        kindName = absence.kind.title
        beganAt = absence.beganAt
        endedAt = absence.endedAt
        place = absence.place
        note = absence.note
        notedBy = absence.notedBy
        notedAt = absence.notedAt
        version = absence.version
    }
}

struct CommandNoteBody: Codable, Sendable, Hashable {
    var note: String
}
