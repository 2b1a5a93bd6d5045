@testable import JT808

// Messages of the platform whose fields stand for themselves.

extension PlatformAnswer: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("responseSerialNo|RespondSerialNumber|应答消息流水号", answered)
        telling.tell("responseMessageId|RespondID|应答消息ID", answeredID)
        telling.tell("resultCode|Result|结果", result.rawValue)
    }
}

extension ResendRequest: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("responseSerialNo|OriginalSerialNumber", firstSequence)
        telling.tell("id", list: missing)
        telling.tell("AgainPackageCount", missing.count)
    }
}

extension RegistrationAnswer: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("responseSerialNo|RespondSerialNumber|应答流水号", answered)
        telling.tell("resultCode|Result|结果", result.rawValue)
        telling.tell("token|AuthCode|鉴权码", code)
    }
}

extension UpgradePackage: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("type", kind)
        telling.tell("makerId", maker)
        telling.tell("version", version)
        telling.tell("packet", bytes: data)
    }
}

extension TerminalControl: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("command", command)
        telling.tell("parameter", parameters)
    }
}

extension QueryParameters: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("id", list: parameterIDs)
    }
}

extension Tracking: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("interval|TimeInterval", intervalSeconds)
        telling.tell("validityPeriod|TrackValidity", validity?.seconds ?? 0)
    }
}

extension ConfirmAlarm: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("responseSerialNo", answered)
        telling.tell("type", kinds)
    }
}

extension Information: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("type", number)
        telling.tell("content", content)
    }
}

extension CallBack: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("type", kind)
        telling.tell("phoneNumber", phone)
    }
}

extension DeleteCircles: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("id", list: areaIDs)
    }
}

extension QueryAreas: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("type", kind)
        telling.tell("id", list: areaIDs)
    }
}

extension MediaAnswer: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("mediaId|MultimediaID", mediaID)
        telling.tell("id", list: (missing?.numbers ?? []))
        telling.tell("AgainPackageCount", missing?.numbers.count ?? 0)
    }
}

extension CameraCommand: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("channelId|ChannelID", channel)
        telling.tell("command|ShootCommand", command)
        telling.tell("time|PhotoIntervalOrVideoTime", seconds)
        telling.tell("save|SaveFlag", keep)
        telling.tell("resolution|Resolution", resolution)
        telling.tell("quality|VideoQuality", quality)
        telling.tell("brightness|Intensity", brightness)
        telling.tell("contrast|Contrast", contrast)
        telling.tell("saturation|Saturation", saturation)
        telling.tell("chroma|Chroma", chroma)
    }
}

extension SearchMedia: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("type", kind)
        telling.tell("channelId", channel)
        telling.tell("event", event)
        telling.tell("startTime", from)
        telling.tell("endTime", to)
    }
}

extension UploadMedia: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("type", kind)
        telling.tell("channelId", channel)
        telling.tell("event", event)
        telling.tell("startTime", from)
        telling.tell("endTime", to)
        telling.tell("delete", delete)
    }
}

extension RecordSound: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("command", command)
        telling.tell("time", seconds)
        telling.tell("save", keep)
        telling.tell("audioSamplingRate", sampling)
    }
}

extension UploadOneMedium: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("id", mediaID)
        telling.tell("delete", delete)
    }
}

extension PlatformKey: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("e", exponent)
        telling.tell("n", bytes: modulus)
    }
}

extension StartVideo: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("ip|ServerIPAddr", address)
        telling.tell("ServerIPLen", address.utf8.count)
        telling.tell("tcpPort|TcpPort", tcpPort)
        telling.tell("udpPort|UdpPort", udpPort)
        telling.tell("channelNo|ChannelNo", channel)
        telling.tell("mediaType|DataType", kind)
        telling.tell("streamType|StreamType", stream)
    }
}

extension ControlVideo: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("channelNo|ChannelNo", channel)
        telling.tell("command|ControlCmd", command)
        telling.tell("closeType|CloseAudioVideoData", closes)
        telling.tell("streamType|StreamType", stream)
    }
}

extension VideoLoss: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("channelNo|ChannelNo", channel)
        telling.tell("packetLossRate|PackageLossRate", lossPercent)
    }
}

extension StartPlayback: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("ip|ServerIPAddr", address)
        telling.tell("ServerIPLen", address.utf8.count)
        telling.tell("tcpPort|TcpPort", tcpPort)
        telling.tell("udpPort|UdpPort", udpPort)
        telling.tell("channelNo|ChannelNo", channel)
        telling.tell("mediaType|MediaType", kind)
        telling.tell("streamType|StreamType", stream)
        telling.tell("storageType|MemoryType", storage)
        telling.tell("playbackMode|PlaybackWay", mode)
        telling.tell("playbackSpeed|PlaySpeed", speed)
        telling.tell("startTime|StartTime", from)
        telling.tell("endTime|EndTime", to)
    }
}

extension ControlPlayback: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("channelNo|ChannelNo", channel)
        telling.tell("playbackMode|PlayControl", command)
        telling.tell("playbackSpeed|PlaySpeed", speed)
        telling.tell("playbackTime|DateTime", seek)
    }
}

extension QueryVideoResources: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("channelNo|ChannelNo", channel)
        telling.tell("startTime|StartTime", from)
        telling.tell("endTime|EndTime", to)
        telling.tell("warnBit1", alarms)
        telling.tell("warnBit2|AlarmFlag", videoAlarms)
        telling.tell("mediaType|MediaType", kind)
        telling.tell("streamType|StreamType", stream)
        telling.tell("storageType|StorageType", storage)
    }
}

extension UploadVideo: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("ip|FTPAddr", address)
        telling.tell("FTPAddrLen", address.utf8.count)
        telling.tell("port|Port", port)
        telling.tell("username|Username", user)
        telling.tell("UsernameLen", user.utf8.count)
        telling.tell("password|Password", password)
        telling.tell("PasswordLen", password.utf8.count)
        telling.tell("path|FileUploadPath", path)
        telling.tell("FileUploadPathLen", path.utf8.count)
        telling.tell("channelNo|ChannelNo", channel)
        telling.tell("startTime|StartTime", from)
        telling.tell("endTime|EndTime", to)
        telling.tell("warnBit1", alarmsHigh)
        telling.tell("warnBit2|AlarmFlag", alarmsLow)
        telling.tell("mediaType|MediaType", kind)
        telling.tell("streamType|StreamType", stream)
        telling.tell("storageType|MemoryPosition", storage)
        telling.tell("condition|TaskExecuteCondition", networks)
    }
}

extension ControlUpload: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("responseSerialNo|RespondSerialNumber", answered)
        telling.tell("command|UploadControl", command)
    }
}

extension TurnCamera: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("channelNo", channel)
        telling.tell("param1", direction)
        telling.tell("param2", speed)
    }
}

extension FocusCamera: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("channelNo", channel)
        telling.tell("param", command)
    }
}
