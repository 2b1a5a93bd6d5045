package import NIOCore

/// An additional item by its meaning. An id that is not in the tables, or a length that the table does not have, is
/// `other`: nothing is lost, and the location stands.
package enum LocationItem: Sendable, Equatable {
    /// 0x01, tenths of a kilometre.
    case mileage(UInt32)
    /// 0x02, tenths of a litre.
    case fuel(UInt16)
    /// 0x03, tenths of a kilometre per hour.
    case recorderSpeed(UInt16)
    /// 0x04, the alarm that wants a person's confirmation.
    case alarmToConfirm(UInt16)
    /// 0x05 of 2019, a byte per wheel.
    case tyrePressures(ByteBuffer)
    /// 0x06 of 2019, degrees Celsius.
    case compartmentTemperature(Int16)
    /// 0x11
    case overspeedPlace(OverspeedPlace)
    /// 0x12
    case crossing(Crossing)
    /// 0x13
    case segmentTime(SegmentTime)
    /// 0x14 of JT/T 1078.
    case videoAlarms(VideoAlarms)
    /// 0x15, a bit per channel.
    case lostChannels(UInt32)
    /// 0x16, a bit per channel.
    case coveredChannels(UInt32)
    /// 0x17, a bit per storage unit.
    case storageFaults(UInt16)
    /// 0x18
    case abnormalDriving(AbnormalDriving)
    /// 0x25
    case vehicleSignals(VehicleSignals)
    /// 0x2A, bit 0 deep sleep, bit 1 sleep.
    case inputsOutputs(UInt16)
    /// 0x2B
    case analog(first: UInt16, second: UInt16)
    /// 0x30
    case signalStrength(UInt8)
    /// 0x31
    case satellites(UInt8)
    /// 0x64
    case driverAssistance(DriverAssistanceAlarm)
    /// 0x65
    case driverState(DriverStateAlarm)
    /// 0x66
    case tyres(TyreAlarm)
    /// 0x67
    case blindSpot(BlindSpotAlarm)
    case other(AdditionalItem)

    package init(_ item: AdditionalItem, dialect: Dialect = .standard) {
        self =
            LocationItem.number(item) ?? LocationItem.place(item, dialect)
            ?? LocationItem.activeSafety(item, dialect) ?? .other(item)
    }

    private static func number(_ item: AdditionalItem) -> LocationItem? {
        let value: ByteBuffer = item.value
        return switch item.id {
        case 0x01: value.wholeInteger().map(LocationItem.mileage)
        case 0x02: value.wholeInteger().map(LocationItem.fuel)
        case 0x03: value.wholeInteger().map(LocationItem.recorderSpeed)
        case 0x04: value.wholeInteger().map(LocationItem.alarmToConfirm)
        case 0x05: value.readableBytes == 30 ? .tyrePressures(value) : nil
        case 0x06: value.wholeInteger().map(LocationItem.compartmentTemperature)
        case 0x14: value.wholeInteger().map { .videoAlarms(VideoAlarms(rawValue: $0)) }
        case 0x15: value.wholeInteger().map(LocationItem.lostChannels)
        case 0x16: value.wholeInteger().map(LocationItem.coveredChannels)
        case 0x17: value.wholeInteger().map(LocationItem.storageFaults)
        case 0x25: value.wholeInteger().map { .vehicleSignals(VehicleSignals(rawValue: $0)) }
        case 0x2A: value.wholeInteger().map(LocationItem.inputsOutputs)
        case 0x2B:
            value.wholeInteger(as: UInt32.self).map { .analog(first: UInt16($0 >> 16), second: UInt16($0 & 0xFFFF)) }
        case 0x30: value.wholeInteger().map(LocationItem.signalStrength)
        case 0x31: value.wholeInteger().map(LocationItem.satellites)
        default: nil
        }
    }

    private static func place(_ item: AdditionalItem, _ dialect: Dialect) -> LocationItem? {
        switch item.id {
        case 0x11: whole(OverspeedPlace.self, item, dialect).map(LocationItem.overspeedPlace)
        case 0x12: whole(Crossing.self, item, dialect).map(LocationItem.crossing)
        case 0x13: whole(SegmentTime.self, item, dialect).map(LocationItem.segmentTime)
        case 0x18: whole(AbnormalDriving.self, item, dialect).map(LocationItem.abnormalDriving)
        default: nil
        }
    }

    private static func activeSafety(_ item: AdditionalItem, _ dialect: Dialect) -> LocationItem? {
        switch item.id {
        case 0x64: whole(DriverAssistanceAlarm.self, item, dialect).map(LocationItem.driverAssistance)
        case 0x65: whole(DriverStateAlarm.self, item, dialect).map(LocationItem.driverState)
        case 0x66: whole(TyreAlarm.self, item, dialect).map(LocationItem.tyres)
        case 0x67: whole(BlindSpotAlarm.self, item, dialect).map(LocationItem.blindSpot)
        default: nil
        }
    }

    /// The record that fills the item to its last byte.
    private static func whole<L: Layout>(_ type: L.Type, _ item: AdditionalItem, _ dialect: Dialect) -> L? {
        var fields: Fields = Fields(reading: item.value.slice(), edition: .v2019, dialect: dialect)
        var value: L = L()
        do throws(BodyTrouble) { try value.visit(&fields) } catch { return nil }
        return fields.remaining == 0 ? value : nil
    }
}

extension Location {
    /// All items by their meaning.
    package func meanings(dialect: Dialect = .standard) -> [LocationItem] {
        items.map { LocationItem($0, dialect: dialect) }
    }
}
