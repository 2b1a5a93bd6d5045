package import NIOCore

/// One parameter of a terminal: an id and its bytes. What they mean is in `ParameterCatalog`.
package struct Parameter: Layout {
    package var id: UInt32 = 0
    package var value: ByteBuffer = ByteBuffer()

    package init() {}

    package init(id: UInt32, value: ByteBuffer) {
        self.id = id
        self.value = value
    }

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&id)
        try fields.bytes(&value, length: UInt8.self)
    }
}

/// 0x8103.
package struct SetParameters: MessageBody {
    package static let id: MessageID = .setParameters

    package var parameters: [Parameter] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.list(&parameters, count: UInt8.self)
    }
}

/// 0x8104.
package struct QueryAllParameters: MessageBody {
    package static let id: MessageID = .queryAllParameters

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {}
}

/// 0x8106.
package struct QueryParameters: MessageBody {
    package static let id: MessageID = .queryParameters

    package var parameterIDs: [UInt32] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.numbers(&parameterIDs, count: UInt8.self)
    }
}

/// 0x0104, the answer to 0x8104 and 0x8106.
package struct ParameterAnswer: MessageBody {
    package static let id: MessageID = .parameterAnswer

    package var answered: UInt16 = 0
    package var parameters: [Parameter] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&answered)
        try fields.list(&parameters, count: UInt8.self)
    }
}

/// A parameter's value by its kind.
package enum ParameterValue: Sendable, Equatable {
    case number(UInt32)
    case text(String)
    case bytes(ByteBuffer)
}

extension Parameter {
    /// The value as the catalogue has it. Bytes, when the id is not in there or the length is not that of its kind;
    /// `isRegular` tells which.
    package var meaning: ParameterValue {
        switch ParameterCatalog.kind(of: id) {
        case .u8: number(UInt8.self)
        case .u16: number(UInt16.self)
        case .u32: number(UInt32.self)
        case .text: .text(value.gbkText())
        case .bytes, nil: .bytes(value)
        }
    }

    /// False when the catalogue says a length that this value does not have.
    package var isRegular: Bool {
        switch ParameterCatalog.kind(of: id) {
        case .u8: value.readableBytes == 1
        case .u16: value.readableBytes == 2
        case .u32: value.readableBytes == 4
        case .bytes(let length): value.readableBytes == length
        case .text, nil: true
        }
    }

    private func number<T: FixedWidthInteger & UnsignedInteger>(_ type: T.Type) -> ParameterValue {
        value.wholeInteger(as: type).map { .number(UInt32($0)) } ?? .bytes(value)
    }

    /// A parameter in the form that the catalogue asks for. Nil when it asks for another.
    package init?(id: UInt32, _ meaning: ParameterValue) {
        var value: ByteBuffer = ByteBuffer()
        switch (meaning, ParameterCatalog.kind(of: id)) {
        case (.number(let number), .u8):
            guard let small = UInt8(exactly: number) else { return nil }
            value.writeInteger(small)
        case (.number(let number), .u16):
            guard let small = UInt16(exactly: number) else { return nil }
            value.writeInteger(small)
        case (.number(let number), .u32), (.number(let number), nil): value.writeInteger(number)
        case (.text(let text), .text): value.writeBytes(GBKText.encode(text))
        case (.bytes(let bytes), .bytes(let length)) where bytes.readableBytes == length: value = bytes
        case (.bytes(let bytes), nil): value = bytes
        default: return nil
        }
        guard value.readableBytes <= 255 else { return nil }
        self.init(id: id, value: value)
    }
}
