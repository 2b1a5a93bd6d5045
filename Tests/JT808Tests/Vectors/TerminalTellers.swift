@testable import JT808

// Messages of terminals whose fields stand for themselves.

extension TerminalAnswer: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("responseSerialNo|SerialNumber", answered)
        telling.tell("responseMessageId|ID", answeredID)
        telling.tell("resultCode|Result", result.rawValue)
    }
}

extension Authentication: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("token|AuthCode|鉴权码", code)
        telling.tell("imei|TerminalIMEI|终端IMEI", imei)
        telling.tell("softwareVersion|SoftwareVersion", softwareVersion)
        telling.tell("鉴权码长度", code.utf8.count)
    }
}

extension TerminalProperties: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("deviceType", kinds)
        telling.tell("makerId", maker)
        telling.tell("deviceModel", model)
        telling.tell("deviceId", terminalID)
        telling.tell("iccid", iccid)
        telling.tell("hardwareVersion", hardwareVersion)
        telling.tell("firmwareVersion", firmwareVersion)
        telling.tell("gnssAttribute", positioning)
        telling.tell("networkAttribute", communication)
    }
}

extension UpgradeResult: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("type", kind)
        telling.tell("result", result)
    }
}

extension EventReport: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("eventId", number)
    }
}

extension QuestionAnswer: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("responseSerialNo|SerialNumber", answered)
        telling.tell("answerId|AnswerID", number)
    }
}

extension MenuRequest: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("type", number)
        telling.tell("action", action)
    }
}

extension MediaEvent: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("id|MultimediaID", mediaID)
        telling.tell("type|MultimediaType", kind)
        telling.tell("format|MultimediaFormatEncode", format)
        telling.tell("event|EventItemEncode", event)
        telling.tell("channelId|ChannelID", channel)
    }
}

extension CameraAnswer: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("responseSerialNo|RespondSerialNumber", answered)
        telling.tell("result|Result", result)
        telling.tell("id", list: (media?.ids ?? []))
        telling.tell("MultimediaIDNumber", media?.ids.count ?? 0)
    }
}

extension CompressedData: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("body", bytes: content)
    }
}

extension MediaProperties: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("audioFormat|EnterAudioEncoding", audioCoding)
        telling.tell("audioChannels|EnterAudioChannelsNumber", audioChannels)
        telling.tell("audioSamplingRate|EnterAudioSampleRate", audioSampling)
        telling.tell("audioBitDepth|EnterAudioSampleDigits", audioBits)
        telling.tell("audioFrameLength|AudioFrameLength", audioFrameLength)
        telling.tell("audioSupport|HasSupportedAudioOutput", hasAudioOutput)
        telling.tell("videoFormat|VideoEncoding", videoCoding)
        telling.tell("maxAudioChannels|TerminalSupportedMaxNumberOfAudioPhysicalChannels", audioChannelsMax)
        telling.tell("maxVideoChannels|TerminalSupportedMaxNumberOfVideoPhysicalChannels", videoChannelsMax)
    }
}

extension VideoUploadResult: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("responseSerialNo|RespondSerialNumber", answered)
        telling.tell("result|Result", result)
    }
}

extension AttachmentBegin: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("name|FileName", name)
        telling.tell("type|FileType", kind)
        telling.tell("size|FileSize", size)
        telling.tell("FileNameLen", name.utf8.count)
    }
}

extension AttachmentEnd: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("name|FileName", name)
        telling.tell("type|FileType", kind)
        telling.tell("size|FileSize", size)
        telling.tell("FileNameLen", name.utf8.count)
    }
}

extension PassengerCount: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("startTime|StartTime", from)
        telling.tell("endTime|EndTime", to)
        telling.tell("getOnCount|BoardNumber", boarded)
        telling.tell("getOffCount|AlightNumber", alighted)
    }
}
