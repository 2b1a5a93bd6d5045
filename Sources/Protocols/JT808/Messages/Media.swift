package import NIOCore

/// 0x0800, a medium was made and waits in the terminal.
package struct MediaEvent: MessageBody {
    package static let id: MessageID = .mediaEvent

    package var mediaID: UInt32 = 0
    /// 0 picture, 1 sound, 2 video.
    package var kind: UInt8 = 0
    /// 0 JPEG, 1 TIF, 2 MP3, 3 WAV, 4 WMV.
    package var format: UInt8 = 0
    /// 0 by the platform, 1 timer, 2 robbery, 3 crash or rollover, and others of the vendor.
    package var event: UInt8 = 0
    package var channel: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&mediaID)
        try fields.number(&kind)
        try fields.number(&format)
        try fields.number(&event)
        try fields.number(&channel)
    }
}

/// 0x0801, usually in sub-packets: put them together first.
package struct MediaData: MessageBody {
    package static let id: MessageID = .mediaData

    package var mediaID: UInt32 = 0
    /// As in `MediaEvent`.
    package var kind: UInt8 = 0
    package var format: UInt8 = 0
    package var event: UInt8 = 0
    package var channel: UInt8 = 0
    package var place: LocationBasis = LocationBasis()
    package var data: ByteBuffer = ByteBuffer()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&mediaID)
        try fields.number(&kind)
        try fields.number(&format)
        try fields.number(&event)
        try fields.number(&channel)
        try fields.record(&place)
        try fields.bytes(&data)
    }
}

/// Which sub-packets of a medium have to come again.
package struct MissingPackets: Layout {
    package var numbers: [UInt16] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.numbers(&numbers, count: UInt8.self)
    }
}

/// 0x8800, the answer to 0x0801.
package struct MediaAnswer: MessageBody {
    package static let id: MessageID = .mediaAnswer

    package var mediaID: UInt32 = 0
    /// Nil when all came.
    package var missing: MissingPackets?

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&mediaID)
        try fields.trailing(&missing)
    }
}

/// 0x8801.
package struct CameraCommand: MessageBody {
    package static let id: MessageID = .camera

    package var channel: UInt8 = 0
    /// 0 stop, 0xFFFF record video, else so many pictures.
    package var command: UInt16 = 0
    /// Between pictures, or length of the video; 0 shortest, or until stopped.
    package var seconds: UInt16 = 0
    /// 1 keep in the terminal, 0 upload at once.
    package var keep: UInt8 = 0
    /// 1 320x240, 2 640x480, 3 800x600, 4 1024x768, 5 QCIF, 6 CIF, 7 half D1, 8 D1.
    package var resolution: UInt8 = 0
    /// 1 best to 10.
    package var quality: UInt8 = 0
    package var brightness: UInt8 = 0
    /// 0–127.
    package var contrast: UInt8 = 0
    /// 0–127.
    package var saturation: UInt8 = 0
    package var chroma: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&channel)
        try fields.number(&command)
        try fields.number(&seconds)
        try fields.number(&keep)
        try fields.number(&resolution)
        try fields.number(&quality)
        try fields.number(&brightness)
        try fields.number(&contrast)
        try fields.number(&saturation)
        try fields.number(&chroma)
    }
}

/// 0x0805.
package struct CameraAnswer: MessageBody {
    package static let id: MessageID = .cameraAnswer

    package var answered: UInt16 = 0
    /// 0 done, 1 failed, 2 no such channel.
    package var result: UInt8 = 0
    /// Only when done.
    package var media: CameraMedia?

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&answered)
        try fields.number(&result)
        try fields.record(&media, when: fields.isReading ? fields.remaining > 0 : media != nil)
    }
}

/// The media that a camera command made.
package struct CameraMedia: Layout {
    package var ids: [UInt32] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.numbers(&ids, count: UInt16.self)
    }
}

/// 0x8802.
package struct SearchMedia: MessageBody {
    package static let id: MessageID = .searchMedia

    package var kind: UInt8 = 0
    /// 0 all.
    package var channel: UInt8 = 0
    package var event: UInt8 = 0
    package var from: BCDTime = .zero
    package var to: BCDTime = .zero

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&kind)
        try fields.number(&channel)
        try fields.number(&event)
        try fields.time(&from)
        try fields.time(&to)
    }
}

/// A medium in the terminal.
package struct StoredMedium: Layout {
    package var mediaID: UInt32 = 0
    package var kind: UInt8 = 0
    package var channel: UInt8 = 0
    package var event: UInt8 = 0
    package var place: LocationBasis = LocationBasis()

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&mediaID)
        try fields.number(&kind)
        try fields.number(&channel)
        try fields.number(&event)
        try fields.record(&place)
    }
}

/// 0x0802.
package struct MediaList: MessageBody {
    package static let id: MessageID = .mediaList

    package var answered: UInt16 = 0
    package var media: [StoredMedium] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&answered)
        try fields.list(&media, count: UInt16.self)
    }
}

/// 0x8803.
package struct UploadMedia: MessageBody {
    package static let id: MessageID = .uploadMedia

    package var kind: UInt8 = 0
    package var channel: UInt8 = 0
    package var event: UInt8 = 0
    package var from: BCDTime = .zero
    package var to: BCDTime = .zero
    /// 1 delete afterwards.
    package var delete: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&kind)
        try fields.number(&channel)
        try fields.number(&event)
        try fields.time(&from)
        try fields.time(&to)
        try fields.number(&delete)
    }
}

/// 0x8805.
package struct UploadOneMedium: MessageBody {
    package static let id: MessageID = .uploadOneMedia

    package var mediaID: UInt32 = 0
    /// 1 delete afterwards.
    package var delete: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&mediaID)
        try fields.number(&delete)
    }
}

/// 0x8804.
package struct RecordSound: MessageBody {
    package static let id: MessageID = .record

    /// 0 stop, 1 start.
    package var command: UInt8 = 0
    /// 0 until stopped.
    package var seconds: UInt16 = 0
    /// 1 keep, 0 upload at once.
    package var keep: UInt8 = 0
    /// 0 8 kHz, 1 11 kHz, 2 23 kHz, 3 32 kHz.
    package var sampling: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&command)
        try fields.number(&seconds)
        try fields.number(&keep)
        try fields.number(&sampling)
    }
}
