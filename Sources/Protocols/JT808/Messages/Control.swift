/// 0x8105.
package struct TerminalControl: MessageBody {
    package static let id: MessageID = .terminalControl

    /// 1 upgrade by radio, 2 connect to a server, 3 power off, 4 restart, 5 factory settings, 6 close the data link, 7
    /// close all radio.
    package var command: UInt8 = 0
    /// Parted by semicolons.
    package var parameters: String = ""

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&command)
        try fields.text(&parameters)
    }
}

/// 0x8201.
package struct QueryLocation: MessageBody {
    package static let id: MessageID = .queryLocation

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {}
}

/// 0x8202.
package struct Tracking: MessageBody {
    package static let id: MessageID = .tracking

    /// 0 stops it, and then no validity is sent by some platforms.
    package var intervalSeconds: UInt16 = 0
    package var validity: TrackingValidity?

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&intervalSeconds)
        try fields.trailing(&validity)
    }
}

/// How long a tracking lasts.
package struct TrackingValidity: Layout {
    package var seconds: UInt32 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&seconds)
    }
}

/// 0x8203.
package struct ConfirmAlarm: MessageBody {
    package static let id: MessageID = .confirmAlarm

    /// The sequence number of the alarm; 0 means all of these kinds.
    package var answered: UInt16 = 0
    /// Bits as in `AlarmFlags`: 0 emergency, 3 danger, 20 area, 21 route, 22 segment time, 27 ignition, 28 move.
    package var kinds: UInt32 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&answered)
        try fields.number(&kinds)
    }
}

/// 0x8500: one flag byte until 2013, a list of controls since 2019.
package struct VehicleControl: MessageBody {
    /// A control of 2019.
    package struct Item: Layout {
        /// 1 door.
        package var kind: UInt16 = 0
        package var parameter: UInt8 = 0

        package init() {}

        package init(kind: UInt16, parameter: UInt8) {
            self.kind = kind
            self.parameter = parameter
        }

        package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
            try fields.number(&kind)
            try fields.number(&parameter)
        }
    }

    package static let id: MessageID = .vehicleControl

    /// Until 2013: bit 0 locks (1) or unlocks (0) the doors.
    package var flags: UInt8 = 0
    package var items: [Item] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        if !fields.is2019 {
            try fields.number(&flags)
        } else if fields.dialect.hasVehicleControlCount {
            try fields.list(&items, count: UInt16.self)
        } else {
            try fields.list(untilEnd: &items)
        }
    }
}
