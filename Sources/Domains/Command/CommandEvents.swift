import CityContracts
import CityCore
import CityGeo

extension OrderChanged {
    init(_ order: CommandOrder, _ what: String) {
        self.init(
            order: order.id.text,
            number: order.number,
            title: order.title,
            unit: order.unit.text,
            unitName: order.unitName,
            what: what,
            state: order.state.rawValue,
            about: order.aboutID,
            area: order.area,
            organisation: order.organisation
        )
    }
}

extension TaskChanged {
    init(_ order: CommandOrder, _ what: String) {
        self.init(
            order: order.id.text,
            unit: order.unit.text,
            what: what,
            area: order.area,
            organisation: order.organisation
        )
    }
}

extension DutyAlarmChanged {
    init(_ absence: Absence, _ what: String) {
        self.init(
            alarm: absence.id.text,
            unitName: absence.unitName,
            kind: absence.kind.rawValue,
            what: what,
            area: absence.area,
            organisation: absence.organisation
        )
    }
}

extension HelpChanged {
    init(_ help: HelpCall, _ what: String) {
        self.init(
            help: help.id.text,
            number: help.number,
            name: help.name,
            what: what,
            area: help.area,
            organisation: help.organisation,
            lng: help.place?.lng,
            lat: help.place?.lat
        )
    }
}
