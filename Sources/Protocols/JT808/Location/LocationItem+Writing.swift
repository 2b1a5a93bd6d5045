import NIOCore

extension LocationItem {
    /// The item as it goes on the wire.
    package func item(dialect: Dialect = .standard) throws(BodyTrouble) -> AdditionalItem {
        switch self {
        case .mileage(let value): number(0x01, value)
        case .fuel(let value): number(0x02, value)
        case .recorderSpeed(let value): number(0x03, value)
        case .alarmToConfirm(let value): number(0x04, value)
        case .tyrePressures(let value): AdditionalItem(id: 0x05, value: value)
        case .compartmentTemperature(let value): number(0x06, value)
        case .overspeedPlace(let value): try record(0x11, value, dialect)
        case .crossing(let value): try record(0x12, value, dialect)
        case .segmentTime(let value): try record(0x13, value, dialect)
        case .videoAlarms(let value): number(0x14, value.rawValue)
        case .lostChannels(let value): number(0x15, value)
        case .coveredChannels(let value): number(0x16, value)
        case .storageFaults(let value): number(0x17, value)
        case .abnormalDriving(let value): try record(0x18, value, dialect)
        case .vehicleSignals(let value): number(0x25, value.rawValue)
        case .inputsOutputs(let value): number(0x2A, value)
        case .analog(let first, let second): number(0x2B, UInt32(first) << 16 | UInt32(second))
        case .signalStrength(let value): number(0x30, value)
        case .satellites(let value): number(0x31, value)
        case .driverAssistance(let value): try record(0x64, value, dialect)
        case .driverState(let value): try record(0x65, value, dialect)
        case .tyres(let value): try record(0x66, value, dialect)
        case .blindSpot(let value): try record(0x67, value, dialect)
        case .other(let item): item
        }
    }

    private func number<T: FixedWidthInteger>(_ id: UInt8, _ value: T) -> AdditionalItem {
        AdditionalItem(id: id, value: ByteBuffer(integer: value))
    }

    private func record<L: Layout>(_ id: UInt8, _ value: L, _ dialect: Dialect) throws(BodyTrouble) -> AdditionalItem {
        var fields: Fields = Fields(writingFor: .v2019, dialect: dialect)
        var copy: L = value
        try copy.visit(&fields)
        return AdditionalItem(id: id, value: fields.buffer)
    }
}

extension AdditionalItems {
    package init(_ meanings: [LocationItem], dialect: Dialect = .standard) throws(BodyTrouble) {
        var items: [AdditionalItem] = []
        for meaning in meanings { items.append(try meaning.item(dialect: dialect)) }
        try self.init(items)
    }
}
