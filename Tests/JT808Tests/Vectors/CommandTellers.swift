import NIOCore

@testable import JT808

// Commands of the platform, parameters, and items of a location.

extension ParameterAnswer: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("responseSerialNo|RespondSerialNumber", answered)
        telling.tell("RespondParamCount", parameters.count)
        telling.tell("parameters", parameters.told)
    }
}

extension SetParameters: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("parameters", parameters.told)
        telling.tell("ParamTotal", parameters.count)
        telling.tell("ID", list: parameters.map(\.id))
    }
}

extension [Parameter] {
    fileprivate var told: Told {
        .object(Dictionary(uniqueKeysWithValues: map { ("\($0.id)", $0.told) }))
    }
}

extension Parameter {
    fileprivate var told: Told {
        let telling: Telling = Telling { telling in
            if id == 0x75, let video = record(VideoParameters.self) {
                for (name, stream) in [("realtime", video.live), ("storage", video.stored)] {
                    telling.tell("\(name)Encode", stream.rateControl)
                    telling.tell("\(name)Resolution", stream.resolution)
                    telling.tell("\(name)FrameInterval", stream.keyFrameInterval)
                    telling.tell("\(name)FrameRate", stream.frameRate)
                    telling.tell("\(name)BitRate", stream.kilobitsPerSecond)
                }
                telling.tell("odsConfig", video.overlays)
                telling.tell("audioEnabled", video.hasAudio)
            }
            if id == 0x79, let recording = record(AlarmRecording.self) {
                telling.tell("storageThreshold", recording.storagePercent)
                telling.tell("duration", recording.minutes)
                telling.tell("startTime", recording.minutesBefore)
            }
            if id == 0x7B, let analysis = record(ImageAnalysis.self) {
                telling.tell("overloadThreshold", analysis.passengersAllowed)
                telling.tell("fatigueThreshold", analysis.fatigueThreshold)
            }
            if id == 0x7C, let wakeUp = record(WakeUp.self) {
                telling.tell("mode", wakeUp.modes)
                telling.tell("conditionType", wakeUp.conditions)
                telling.tell("dayOfWeek", wakeUp.weekdays)
                telling.tell("timeFlag", wakeUp.periodsOn)
                for (number, period) in [wakeUp.first, wakeUp.second, wakeUp.third, wakeUp.fourth].enumerated() {
                    telling.tell("wakeTime\(number + 1)", period.wake.clock)
                    telling.tell("sleepTime\(number + 1)", period.sleep.clock)
                }
            }
        }
        return telling.values.isEmpty ? .text(Hex.text(value)) : .object(telling.values)
    }
}

extension String {
    /// `0830` as `08:30:00`.
    fileprivate var clock: String { "\(prefix(2)):\(suffix(2)):00" }
}

extension TextMessage: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("sign", flags)
        telling.tell("type", kind)
        telling.tell("content|Text", content)
        telling.tell("InfoCategory", flags >> 5 & 1)
        telling.flags(
            flags,
            [
                0: "Urgent", 1: "Bit1Reserve", 2: "Display", 3: "TTS", 4: "AdvertisingScreen", 6: "Bit6Reserve",
                7: "Bit7Reserve",
            ]
        )
    }
}

extension Telling {
    fileprivate mutating func flags(_ flags: UInt8, _ names: [Int: String]) {
        for (bit, name) in names { tell(name, flags >> UInt8(bit) & 1 == 1 ? "true" : "false") }
    }

    fileprivate init(_ number: String, _ value: UInt8, _ name: String, _ content: String) {
        tell(number, value)
        tell(name, content)
    }
}

extension SetEvents: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("type", action)
        telling.tell("events", records: events.map { Telling("id", $0.number, "content", $0.content) })
    }
}

extension Question: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("sign", flags)
        telling.tell("content|QuestionContent", content)
        telling.tell("QuestionContentLen", content.utf8.count)
        telling.tell("options", records: answers.map { Telling("id", $0.number, "content", $0.content) })
        telling.tell("AnswerID", list: answers.map(\.number))
        telling.tell("AnswerContent", list: answers.map(\.content))
        telling.tell("AnswerContentLen", list: answers.map(\.content.utf8.count))
        telling.flags(
            flags,
            [
                0: "Urgent", 1: "Bit1Reserve", 2: "Bit2Reserve", 3: "TTS", 4: "AdvertisingScreen", 5: "Bit5Reserve",
                6: "Bit6Reserve", 7: "Bit7Reserve",
            ]
        )
    }
}

extension SetMenu: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("type", action)
        telling.tell("infos", records: items.map { Telling("type", $0.number, "name", $0.content) })
    }
}

extension PhoneBook: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("type", action)
        telling.tell(
            "contacts",
            records: entries.map { entry in
                Telling {
                    $0.tell("sign", entry.direction)
                    $0.tell("phone", entry.phone)
                    $0.tell("name", entry.name)
                }
            }
        )
    }
}

extension VehicleControl: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("type", items.first?.kind ?? UInt16(flags))
        telling.tell("param", items.first?.parameter ?? 0)
    }
}

extension Telling {
    fileprivate init(_ limits: AreaLimits) {
        tell("attribute", limits.rules.rawValue)
        if let times = limits.times {
            tell("startTime", times.from)
            tell("endTime", times.to)
        }
        if let speed = limits.speed {
            tell("maxSpeed", speed.maxKPH)
            tell("duration", speed.seconds)
        }
        if let night = limits.nightSpeed { tell("nightMaxSpeed", night.maxKPH) }
        if !limits.name.isEmpty { tell("name", limits.name) }
    }

    fileprivate mutating func tell(_ point: AreaPoint, suffix: String = "") {
        tell("latitude" + suffix, point.latitudeE6)
        tell("longitude" + suffix, point.longitudeE6)
    }
}

extension SetCircles: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("action", action.rawValue)
        telling.tell(
            "items",
            records: areas.map { area in
                var one: Telling = Telling(area.limits)
                one.tell("id", area.areaID)
                one.tell(area.centre)
                one.tell("radius", area.radiusM)
                return one
            }
        )
    }
}

extension SetRectangles: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("action", action.rawValue)
        telling.tell(
            "items",
            records: areas.map { area in
                var one: Telling = Telling(area.limits)
                one.tell("id", area.areaID)
                one.tell(area.leftTop, suffix: "UL")
                one.tell(area.rightBottom, suffix: "LR")
                return one
            }
        )
    }
}

extension SetPolygon: Teller {
    func told(_ telling: inout Telling) {
        telling.merge(Telling(area.limits))
        telling.tell("id", area.areaID)
        telling.tell("points", records: area.corners.map { corner in Telling { $0.tell(corner) } })
    }
}

extension SetRoute: Teller {
    func told(_ telling: inout Telling) {
        telling.tell("id", route.routeID)
        telling.tell("attribute", route.rules.rawValue)
        telling.tell("startTime", route.times?.from ?? .zero)
        telling.tell("endTime", route.times?.to ?? .zero)
        telling.tell("name", route.name)
        telling.tell(
            "items",
            records: route.corners.map { corner in
                Telling {
                    $0.tell("id", corner.cornerID)
                    $0.tell("routeId", corner.segmentID)
                    $0.tell(corner.point)
                    $0.tell("width", corner.widthM)
                    $0.tell("attribute", corner.rules.rawValue)
                    if let time = corner.travelTime { $0.tell("upperLimit", time.tooLongSeconds) }
                    if let time = corner.travelTime { $0.tell("lowerLimit", time.tooShortSeconds) }
                    if let speed = corner.speed { $0.tell("maxSpeed", speed.maxKPH) }
                    if let speed = corner.speed { $0.tell("duration", speed.seconds) }
                    if let night = corner.nightSpeed { $0.tell("nightMaxSpeed", night.maxKPH) }
                }
            }
        )
    }
}
