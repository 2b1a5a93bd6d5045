import NIOCore

@testable import JT808

// Messages with lists, places and parts.

extension Registration: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("provinceId|ProvinceID|省域ID", province)
        telling.tell("cityId|CityID|市县域ID", city)
        telling.tell("makerId|ManufacturerID|制造商ID(5)|制造商ID(11)", maker)
        telling.tell("deviceModel|TerminalModel|终端型号(8)|终端型号(20)|终端型号(30)", model)
        telling.tell("deviceId|TerminalID|终端ID(7)|终端ID(30)", terminalID)
        telling.tell("plateColor|PlateColor|车牌颜色", plateColour.rawValue)
        telling.tell("Version", "consts.JT808Protocol" + edition.rawValue.dropFirst())
        telling.tell("plateNo|LicensePlateNumber|车牌号", plate)
    }
}

extension Location: Teller {
    func told(_ telling: inout Telling) {
        telling.merge(Telling(self, inner: false))
        var attributes: [String: Told] = [:]
        for item in items { attributes["\(item.id)"] = LocationItem(item).told }
        telling.tell("attributes", .object(attributes))
    }
}

extension LocationAnswer: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("responseSerialNo|RespondSerialNumber", answered)
        telling.merge(Telling(location, inner: false))
    }
}

extension LocationBatch: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("total|Num|数据项个数", entries.count)
        telling.tell("type|LocationType|位置汇报类型", kind.rawValue)
        telling.tell("items", .list(entries.map { Telling.inner($0.location) }))
        telling.tell("Len", list: entries.map { 28 + $0.location.items.bytes.readableBytes })
        let each: [Telling] = entries.map { Telling($0.location) }
        for name in ["AlarmSign", "StatusSign", "Latitude", "Longitude", "Altitude", "Speed", "Direction", "DateTime"] {
            telling.tell(name, .list(each.compactMap { $0.values[name] }))
        }
        // The annotated dumps name the fields of one of their equal locations.
        if let last = each.last {
            for (name, value) in last.values where !name.utf8.allSatisfy({ $0 < 0x80 }) { telling.tell(name, value) }
        }
    }
}

extension DriverIdentity: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("status", state)
        telling.tell("dateTime", time)
        telling.tell("cardStatus", card?.result ?? 0)
        telling.tell("name", card?.details?.name ?? "")
        telling.tell("licenseNo", card?.details?.licence ?? "")
        telling.tell("institution", card?.details?.authority ?? "")
        telling.tell("licenseValidPeriod", card?.details?.expiry ?? "")
        telling.tell("idCard", card?.details?.idCard ?? "")
    }
}

extension CANData: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("total", frames.count)
        telling.tell("dateTime", String(time.drop { $0 == "0" }))
        telling.tell(
            "items",
            records: frames.map { frame in
                Telling {
                    $0.tell("id", frame.rawID)
                    $0.tell("data", bytes: frame.data)
                }
            }
        )
    }
}

extension MediaData: Teller {
    func told(_ telling: inout Telling) {
        telling.merge(Telling(place.location, inner: false))
        telling.tell("id|MultimediaID", mediaID)
        telling.tell("type|MultimediaType", kind)
        telling.tell("format|MultimediaFormatEncode", format)
        telling.tell("event|EventItemEncode", event)
        telling.tell("channelId|ChannelID", channel)
        telling.tell("location", Telling.inner(place.location))
        telling.tell("packet", Hex.text(data))
    }
}

extension MediaList: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("responseSerialNo", answered)
        telling.tell(
            "items",
            records: media.map { medium in
                Telling {
                    $0.tell("id", medium.mediaID)
                    $0.tell("type", medium.kind)
                    $0.tell("channelId", medium.channel)
                    $0.tell("event", medium.event)
                    $0.tell("location", Telling.inner(medium.place.location))
                }
            }
        )
    }
}

extension VideoResources: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("responseSerialNo|SerialNumber", answered)
        telling.tell("AudioVideoResourceTotal", resources.count)
        telling.tell(
            "items",
            records: resources.map { resource in
                Telling {
                    $0.tell("channelNo", resource.channel)
                    $0.tell("startTime", resource.from)
                    $0.tell("endTime", resource.to)
                    $0.tell("warnBit", UInt64(resource.alarmsHigh) << 32 | UInt64(resource.alarmsLow))
                    $0.tell("mediaType", resource.kind)
                    $0.tell("streamType", resource.stream)
                    $0.tell("storageType", resource.storage)
                    $0.tell("size", resource.bytes)
                }
            }
        )
        guard let first = resources.first else { return }
        telling.tell("ChannelNo", first.channel)
        telling.tell("StartTime", first.from)
        telling.tell("EndTime", first.to)
        telling.tell("AlarmFlag", first.alarmsLow)
        telling.tell("AudioVideoResourceType", first.kind)
        telling.tell("StreamType", first.stream)
        telling.tell("MemoryType", first.storage)
        telling.tell("FileSizeByte", first.bytes)
    }
}

extension AttachmentList: Teller {
    func told(_ telling: inout Telling) {
        telling.merge(Telling(mark))
        telling.tell("deviceId", terminalID ?? "")
        telling.tell("deviceId_", mark.terminalID)
        telling.tell("TerminalID", list: [terminalID ?? "", mark.terminalID])
        telling.tell("platformAlarmId|AlarmID", alarmNumber)
        telling.tell("type|InfoType", kind)
        telling.tell("AttachCount", files.count)
        telling.tell("FileName", list: files.map(\.name))
        telling.tell("FileNameLen", list: files.map(\.name.utf8.count))
        telling.tell("FileSize", list: files.map(\.size))
        let dialects: [AlarmMarkLayout: String] = [.guangdong: "GD", .heilongjiang: "HLJ", .jiangsu: "JS"]
        telling.tell("ActiveSafetyType", "consts.ActiveSafety" + (dialects[mark.layout] ?? ""))
    }
}

extension UploadAttachments: Teller {
    func told(_ telling: inout Telling) {
        telling.merge(Telling(mark))
        telling.tell("ip|ServerAddr", address)
        telling.tell("ServerIPLen", address.utf8.count)
        telling.tell("tcpPort|TcpPort", tcpPort)
        telling.tell("udpPort|UdpPort", udpPort)
        telling.tell("platformAlarmId|AlarmID", alarmNumber)
        telling.tell("reserves", bytes: reserved)
    }
}

extension AttachmentAnswer: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("name|FileName", name)
        telling.tell("FileNameLen", name.utf8.count)
        telling.tell("type|FileType", kind)
        telling.tell("result|UploadResult", result)
        telling.tell("total|RetransmitPacketNumber", missing.count)
        telling.tell("items", list: missing.flatMap { [$0.offset, $0.length] })
        telling.tell("DataOffset", missing.first?.offset ?? 0)
        telling.tell("DataLength", missing.first?.length ?? 0)
    }
}
