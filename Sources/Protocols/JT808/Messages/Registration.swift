import NIOCore

/// The colour of a plate (JT/T 415). Codes from 5 on could not be verified.
package struct PlateColour: RawRepresentable, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// No plate yet: the mark is the VIN.
    package static let none: PlateColour = PlateColour(rawValue: 0)
    package static let blue: PlateColour = PlateColour(rawValue: 1)
    package static let yellow: PlateColour = PlateColour(rawValue: 2)
    package static let black: PlateColour = PlateColour(rawValue: 3)
    package static let white: PlateColour = PlateColour(rawValue: 4)
    package static let green: PlateColour = PlateColour(rawValue: 5)
    package static let other: PlateColour = PlateColour(rawValue: 9)
    package static let farmYellow: PlateColour = PlateColour(rawValue: 91)
    package static let farmGreen: PlateColour = PlateColour(rawValue: 92)
    package static let yellowGreen: PlateColour = PlateColour(rawValue: 93)
    package static let gradientGreen: PlateColour = PlateColour(rawValue: 94)

    var isPlausible: Bool { rawValue <= 9 || (91...94).contains(rawValue) }
}

/// 0x0100. The one message in which 2011 can be told from 2013: the model has 8 bytes instead of 20.
package struct Registration: MessageBody {
    package static let id: MessageID = .registration

    /// The edition that the body follows: found when reading, and followed when writing under an old header.
    package var edition: Edition = .v2013
    /// The first two digits of the county's code.
    package var province: UInt16 = 0
    /// The last four digits of the county's code.
    package var city: UInt16 = 0
    package var maker: String = ""
    package var model: String = ""
    package var terminalID: String = ""
    package var plateColour: PlateColour = .none
    /// The plate, or the VIN when there is no colour.
    package var plate: String = ""

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        edition = bodyEdition(fields)
        let widths: Widths = Widths(edition)
        try fields.number(&province)
        try fields.number(&city)
        try fields.text(&maker, width: widths.maker)
        try fields.text(&model, width: widths.model)
        try fields.text(&terminalID, width: widths.terminal)
        try fields.code(&plateColour)
        try fields.text(&plate)
    }

    private func bodyEdition(_ fields: Fields) -> Edition {
        if fields.is2019 { return .v2019 }
        if fields.dialect.bodyEdition != nil { return fields.edition }
        if fields.isWriting { return edition == .v2011 ? .v2011 : .v2013 }
        return Registration.looksLike2011(fields.buffer) ? .v2011 : .v2013
    }

    /// Too short for 2013, or, with a VIN, long enough for it but without a colour where 2013 has one.
    private static func looksLike2011(_ body: ByteBuffer) -> Bool {
        guard body.readableBytes > Widths(.v2013).plate else { return body.readableBytes <= Widths(.v2013).plate - 1 }
        func colour(_ edition: Edition) -> Bool {
            let place: Int = body.readerIndex + Widths(edition).plate - 1
            let byte: UInt8? = body.getInteger(at: place)
            return byte.map { PlateColour(rawValue: $0).isPlausible } ?? false
        }
        return !colour(.v2013) && colour(.v2011)
    }

    private struct Widths {
        let maker: Int
        let model: Int
        let terminal: Int

        init(_ edition: Edition) {
            maker = edition == .v2019 ? 11 : 5
            model = edition == .v2011 ? 8 : edition == .v2013 ? 20 : 30
            terminal = edition == .v2019 ? 30 : 7
        }

        /// Where the plate begins.
        var plate: Int { 4 + maker + model + terminal + 1 }
    }
}

/// 0x8100.
package struct RegistrationAnswer: MessageBody {
    package struct Result: RawRepresentable, Sendable, Hashable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        package static let done: Result = Result(rawValue: 0)
        package static let vehicleRegistered: Result = Result(rawValue: 1)
        package static let noSuchVehicle: Result = Result(rawValue: 2)
        package static let terminalRegistered: Result = Result(rawValue: 3)
        package static let noSuchTerminal: Result = Result(rawValue: 4)
    }

    package static let id: MessageID = .registrationAnswer

    package var answered: UInt16 = 0
    package var result: Result = .done
    /// Only when done: what the terminal shows in 0x0102.
    package var code: String = ""

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&answered)
        try fields.code(&result)
        try fields.text(&code)
    }
}

/// 0x0102. Until 2013 the code is all there is.
package struct Authentication: MessageBody {
    package static let id: MessageID = .authentication

    package var code: String = ""
    package var imei: String = ""
    package var softwareVersion: String = ""

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        guard fields.is2019 else { return try fields.text(&code) }
        try fields.text(&code, length: UInt8.self)
        try fields.text(&imei, width: 15)
        try fields.text(&softwareVersion, width: 20)
    }
}
