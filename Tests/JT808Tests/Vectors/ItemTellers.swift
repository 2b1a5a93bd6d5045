import NIOCore

@testable import JT808

extension LocationItem {
    var told: Told {
        switch self {
        case .mileage(let value): Told(value)
        case .fuel(let value), .recorderSpeed(let value), .alarmToConfirm(let value): Told(value)
        case .tyrePressures(let value): .object(Telling { $0.tell("value", bytes: value) }.values)
        case .compartmentTemperature(let value): Told(value)
        case .overspeedPlace(let place):
            .object(
                Telling {
                    $0.tell("areaType", place.kind); $0.tell("areaId", place.placeID ?? 0)
                }.values
            )
        case .crossing(let crossing):
            .object(
                Telling {
                    $0.tell("areaType", crossing.kind)
                    $0.tell("areaId", crossing.placeID)
                    $0.tell("direction", crossing.direction)
                }.values
            )
        case .segmentTime(let segment):
            .object(
                Telling {
                    $0.tell("areaId", segment.segmentID)
                    $0.tell("driveTime", segment.seconds)
                    $0.tell("result", segment.result)
                }.values
            )
        case .vehicleSignals(let signals): Told(signals.rawValue)
        case .inputsOutputs(let value): Told(value)
        case .analog(let first, let second): Told(UInt32(first) << 16 | UInt32(second))
        case .signalStrength(let value), .satellites(let value): Told(value)
        case .driverAssistance(let alarm): .object(Telling(alarm).authored)
        case .driverState(let alarm): .object(Telling(alarm).authored)
        case .tyres(let alarm): .object(Telling(alarm).authored)
        case .blindSpot(let alarm): .object(Telling(alarm).authored)
        default: .text("\(self)")
        }
    }

    /// Under the other project's names.
    var telling: Telling {
        switch self {
        case .driverAssistance(let alarm): Telling(alarm)
        case .driverState(let alarm): Telling(alarm)
        case .blindSpot(let alarm): Telling(alarm)
        default: Telling()
        }
    }
}

extension Telling {
    /// Only the names of the project that lists whole items; those of the other begin with a capital letter.
    fileprivate var authored: [String: Told] { values.filter { $0.key.first?.isLowercase ?? false } }

    fileprivate init(_ alarm: DriverAssistanceAlarm) {
        self.init(alarm.scene, alarm.mark)
        tell("id|AlarmID", alarm.alarmID)
        tell("state|FlagStatus", alarm.phase)
        tell("type|AlarmEventType", alarm.kind)
        tell("level|AlarmLevel", alarm.level)
        tell("frontSpeed|PreVehicleSpeed", alarm.frontSpeedKPH)
        tell("frontDistance|PreVehicleOrPedestrianDistance", alarm.frontDistance)
        tell("deviateType|DeviationType", alarm.departure)
        tell("roadSign|RoadSignRecognitionType", alarm.sign)
        tell("roadSignValue|RoadSignRecognitionData", alarm.signValue)
    }

    fileprivate init(_ alarm: DriverStateAlarm) {
        self.init(alarm.scene, alarm.mark)
        tell("id|AlarmID", alarm.alarmID)
        tell("state|FlagStatus", alarm.phase)
        tell("type|AlarmEventType", alarm.kind)
        tell("level|AlarmLevel", alarm.level)
        tell("fatigueDegree|FatigueLevel", alarm.fatigueDegree)
        tell("reserves", alarm.reserved)
    }

    fileprivate init(_ alarm: TyreAlarm) {
        self.init(alarm.scene, alarm.mark)
        tell("id", alarm.alarmID)
        tell("state", alarm.phase)
    }

    fileprivate init(_ alarm: BlindSpotAlarm) {
        self.init(alarm.scene, alarm.mark)
        tell("id|AlarmID", alarm.alarmID)
        tell("state|FlagStatus", alarm.phase)
        tell("type|AlarmEventType", alarm.kind)
    }
}
