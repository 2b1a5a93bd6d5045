package import NIOCore

/// 0x8700. The content is a command of GB/T 19056.
package struct RecorderQuery: MessageBody {
    package static let id: MessageID = .recorderQuery

    package var command: UInt8 = 0
    package var content: ByteBuffer = ByteBuffer()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&command)
        try fields.bytes(&content)
    }
}

/// 0x8701. The content is a command of GB/T 19056.
package struct RecorderParameters: MessageBody {
    package static let id: MessageID = .recorderParameters

    package var command: UInt8 = 0
    package var content: ByteBuffer = ByteBuffer()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&command)
        try fields.bytes(&content)
    }
}

/// 0x0700. The content is an answer of GB/T 19056.
package struct RecorderData: MessageBody {
    package static let id: MessageID = .recorderData

    package var answered: UInt16 = 0
    package var command: UInt8 = 0
    package var content: ByteBuffer = ByteBuffer()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&answered)
        try fields.number(&command)
        try fields.bytes(&content)
    }
}

/// 0x0701. The standard leaves the content open.
package struct Waybill: MessageBody {
    package static let id: MessageID = .waybill

    package var content: ByteBuffer = ByteBuffer()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.bytes(&content, length: UInt32.self)
    }
}

/// One frame of the vehicle bus.
package struct CANFrame: Layout {
    /// Bit 31 channel, 30 extended frame, 29 averaged; the rest is the id.
    package var rawID: UInt32 = 0
    package var data: ByteBuffer = ByteBuffer()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&rawID)
        try fields.bytes(&data, width: 8)
    }
}

extension CANFrame {
    package var busID: UInt32 { rawID & 0x1FFF_FFFF }
    package var isExtended: Bool { rawID & 0x4000_0000 != 0 }
}

/// 0x0705.
package struct CANData: MessageBody {
    package static let id: MessageID = .canData

    /// Ten digits hh mm ss and four of milliseconds, of the first frame.
    package var time: String = "0000000000"
    package var frames: [CANFrame] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        let total: Int = try fields.count(frames.count, UInt16.self)
        try fields.digits(&time, width: 5)
        if fields.isReading {
            frames = []
            for _ in 0..<total {
                var frame: CANFrame = CANFrame()
                try fields.record(&frame)
                frames.append(frame)
            }
        } else {
            for var frame in frames { try fields.record(&frame) }
        }
    }
}

/// 0x0900.
package struct PassThroughUp: MessageBody {
    package static let id: MessageID = .passThroughUp

    /// 0 GNSS, 0x0B card, 0x41 and 0x42 serial ports, 0xF0–0xFF of the vendor.
    package var kind: UInt8 = 0
    package var content: ByteBuffer = ByteBuffer()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&kind)
        try fields.bytes(&content)
    }
}

/// 0x8900.
package struct PassThroughDown: MessageBody {
    package static let id: MessageID = .passThroughDown

    package var kind: UInt8 = 0
    package var content: ByteBuffer = ByteBuffer()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&kind)
        try fields.bytes(&content)
    }
}

/// 0x0901. The content is gzip.
package struct CompressedData: MessageBody {
    package static let id: MessageID = .compressedData

    package var content: ByteBuffer = ByteBuffer()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.bytes(&content, length: UInt32.self)
    }
}

/// 0x0A00, the public key {e, n} of RSA.
package struct TerminalKey: MessageBody {
    package static let id: MessageID = .terminalKey

    package var exponent: UInt32 = 0
    package var modulus: ByteBuffer = ByteBuffer()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&exponent)
        try fields.bytes(&modulus, width: 128)
    }
}

/// 0x8A00, the public key {e, n} of RSA.
package struct PlatformKey: MessageBody {
    package static let id: MessageID = .platformKey

    package var exponent: UInt32 = 0
    package var modulus: ByteBuffer = ByteBuffer()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&exponent)
        try fields.bytes(&modulus, width: 128)
    }
}
