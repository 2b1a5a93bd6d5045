/// 0x9003 of JT/T 1078.
package struct QueryMediaProperties: MessageBody {
    package static let id: MessageID = .queryMediaProperties

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {}
}

/// 0x1003 of JT/T 1078. Codings are payload types: 6 G.711A, 7 G.711U, 8 G.726, 19 AAC, 26 ADPCM, 98 H.264, 99 H.265.
package struct MediaProperties: MessageBody {
    package static let id: MessageID = .mediaProperties

    package var audioCoding: UInt8 = 0
    package var audioChannels: UInt8 = 0
    package var audioSampling: UInt8 = 0
    package var audioBits: UInt8 = 0
    package var audioFrameLength: UInt16 = 0
    package var hasAudioOutput: UInt8 = 0
    package var videoCoding: UInt8 = 0
    package var audioChannelsMax: UInt8 = 0
    package var videoChannelsMax: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&audioCoding)
        try fields.number(&audioChannels)
        try fields.number(&audioSampling)
        try fields.number(&audioBits)
        try fields.number(&audioFrameLength)
        try fields.number(&hasAudioOutput)
        try fields.number(&videoCoding)
        try fields.number(&audioChannelsMax)
        try fields.number(&videoChannelsMax)
    }
}

/// 0x1005 of JT/T 1078.
package struct PassengerCount: MessageBody {
    package static let id: MessageID = .passengerCount

    package var from: BCDTime = .zero
    package var to: BCDTime = .zero
    package var boarded: UInt16 = 0
    package var alighted: UInt16 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.time(&from)
        try fields.time(&to)
        try fields.number(&boarded)
        try fields.number(&alighted)
    }
}

/// 0x9101 of JT/T 1078.
package struct StartVideo: MessageBody {
    package static let id: MessageID = .startVideo

    package var address: String = ""
    package var tcpPort: UInt16 = 0
    package var udpPort: UInt16 = 0
    package var channel: UInt8 = 0
    /// 0 sound and video, 1 video, 2 talk, 3 listen, 4 broadcast, 5 pass-through.
    package var kind: UInt8 = 0
    /// 0 main, 1 sub.
    package var stream: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.text(&address, length: UInt8.self)
        try fields.number(&tcpPort)
        try fields.number(&udpPort)
        try fields.number(&channel)
        try fields.number(&kind)
        try fields.number(&stream)
    }
}

/// 0x9102 of JT/T 1078.
package struct ControlVideo: MessageBody {
    package static let id: MessageID = .controlVideo

    package var channel: UInt8 = 0
    /// 0 close, 1 switch stream, 2 pause, 3 resume, 4 end talk.
    package var command: UInt8 = 0
    /// 0 both, 1 sound, 2 video.
    package var closes: UInt8 = 0
    package var stream: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&channel)
        try fields.number(&command)
        try fields.number(&closes)
        try fields.number(&stream)
    }
}

/// 0x9105 of JT/T 1078.
package struct VideoLoss: MessageBody {
    package static let id: MessageID = .videoLoss

    package var channel: UInt8 = 0
    package var lossPercent: UInt8 = 0

    package init() {}

    package mutating func visit(_ fields: inout Fields) throws(BodyTrouble) {
        try fields.number(&channel)
        try fields.number(&lossPercent)
    }
}
