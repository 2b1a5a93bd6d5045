/// 0x9201 of JT/T 1078.
package struct StartPlayback: MessageBody {
    package static let id: MessageID = .startPlayback

    package var address: String = ""
    package var tcpPort: UInt16 = 0
    package var udpPort: UInt16 = 0
    package var channel: UInt8 = 0
    /// 0 sound and video, 1 sound, 2 video, 3 video or both.
    package var kind: UInt8 = 0
    /// 0 all, 1 main, 2 sub.
    package var stream: UInt8 = 0
    /// 0 all, 1 main, 2 spare.
    package var storage: UInt8 = 0
    /// 0 normal, 1 fast forward, 2 key frames backward, 3 key frames, 4 single frame.
    package var mode: UInt8 = 0
    /// 0 none, 1 to 5 for 1, 2, 4, 8, 16 times.
    package var speed: UInt8 = 0
    package var from: BCDTime = .zero
    package var to: BCDTime = .zero

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.text(&address, length: UInt8.self)
        try fields.number(&tcpPort)
        try fields.number(&udpPort)
        try fields.number(&channel)
        try fields.number(&kind)
        try fields.number(&stream)
        try fields.number(&storage)
        try fields.number(&mode)
        try fields.number(&speed)
        try fields.time(&from)
        try fields.time(&to)
    }
}

/// 0x9202 of JT/T 1078.
package struct ControlPlayback: MessageBody {
    package static let id: MessageID = .controlPlayback

    package var channel: UInt8 = 0
    /// 0 start, 1 pause, 2 end, 3 fast, 4 back, 5 seek, 6 key frames.
    package var command: UInt8 = 0
    package var speed: UInt8 = 0
    package var seek: BCDTime = .zero

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&channel)
        try fields.number(&command)
        try fields.number(&speed)
        try fields.time(&seek)
    }
}

/// 0x9205 of JT/T 1078.
package struct QueryVideoResources: MessageBody {
    package static let id: MessageID = .queryVideoResources

    package var channel: UInt8 = 0
    package var from: BCDTime = .zero
    package var to: BCDTime = .zero
    package var alarms: UInt32 = 0
    package var videoAlarms: UInt32 = 0
    package var kind: UInt8 = 0
    package var stream: UInt8 = 0
    package var storage: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&channel)
        try fields.time(&from)
        try fields.time(&to)
        try fields.number(&alarms)
        try fields.number(&videoAlarms)
        try fields.number(&kind)
        try fields.number(&stream)
        try fields.number(&storage)
    }
}

/// A recording in the terminal. Of the 64 alarm bits, the lower half are those of a location.
package struct VideoResource: Layout {
    package var channel: UInt8 = 0
    package var from: BCDTime = .zero
    package var to: BCDTime = .zero
    package var alarmsHigh: UInt32 = 0
    package var alarmsLow: UInt32 = 0
    package var kind: UInt8 = 0
    package var stream: UInt8 = 0
    package var storage: UInt8 = 0
    package var bytes: UInt32 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&channel)
        try fields.time(&from)
        try fields.time(&to)
        try fields.number(&alarmsHigh)
        try fields.number(&alarmsLow)
        try fields.number(&kind)
        try fields.number(&stream)
        try fields.number(&storage)
        try fields.number(&bytes)
    }
}

/// 0x1205 of JT/T 1078.
package struct VideoResources: MessageBody {
    package static let id: MessageID = .videoResources

    package var answered: UInt16 = 0
    package var resources: [VideoResource] = []

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&answered)
        try fields.list(&resources, count: UInt32.self)
    }
}

/// 0x9206 of JT/T 1078, by FTP.
package struct UploadVideo: MessageBody {
    package static let id: MessageID = .uploadVideo

    package var address: String = ""
    package var port: UInt16 = 0
    package var user: String = ""
    package var password: String = ""
    package var path: String = ""
    package var channel: UInt8 = 0
    package var from: BCDTime = .zero
    package var to: BCDTime = .zero
    package var alarmsHigh: UInt32 = 0
    package var alarmsLow: UInt32 = 0
    package var kind: UInt8 = 0
    package var stream: UInt8 = 0
    package var storage: UInt8 = 0
    /// Bit 0 Wi-Fi, 1 LAN, 2 3G and 4G.
    package var networks: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.text(&address, length: UInt8.self)
        try fields.number(&port)
        try fields.text(&user, length: UInt8.self)
        try fields.text(&password, length: UInt8.self)
        try fields.text(&path, length: UInt8.self)
        try fields.number(&channel)
        try fields.time(&from)
        try fields.time(&to)
        try fields.number(&alarmsHigh)
        try fields.number(&alarmsLow)
        try fields.number(&kind)
        try fields.number(&stream)
        try fields.number(&storage)
        try fields.number(&networks)
    }
}

/// 0x1206 of JT/T 1078.
package struct VideoUploadResult: MessageBody {
    package static let id: MessageID = .videoUploadResult

    package var answered: UInt16 = 0
    package var result: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&answered)
        try fields.number(&result)
    }
}

/// 0x9207 of JT/T 1078.
package struct ControlUpload: MessageBody {
    package static let id: MessageID = .controlUpload

    package var answered: UInt16 = 0
    /// 0 pause, 1 continue, 2 cancel.
    package var command: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&answered)
        try fields.number(&command)
    }
}
