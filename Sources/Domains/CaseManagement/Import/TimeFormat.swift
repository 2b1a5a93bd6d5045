package import CityCore

/// A time as it is written, before any zone is applied.
struct WrittenTime: Hashable {
    var day: CivilDate
    var millisecondOfDay: Int64
    /// The distance from UTC, when the text itself tells it.
    var offset: TimeSpan?
}

/// A way in which times are written, such as `MM/dd/yyyy hh:mm:ss a`, read byte by byte because a file has millions.
///
/// The letters: `yyyy` year; `MM` `dd` `HH` `hh` `mm` `ss` two digits, `M` `d` `H` `h` `m` `s` one or two; `S` any number
/// of decimals; `a` AM, PM, 上午 or 下午; `X` `Z` or an offset such as `+08:00`; text in apostrophes and all that is no
/// letter of the alphabet stands for itself.
package struct TimeFormat: Sendable, Hashable {
    private enum Part: Sendable, Hashable {
        case year
        case month
        case day
        case hour24
        case hour12
        case minute
        case second
    }

    private enum Step: Sendable, Hashable {
        case number(Part, ClosedRange<Int>)
        case decimals
        case halfOfDay
        case offset
        case literal(UInt8)
    }

    package let text: String
    private let steps: [Step]

    package init(_ text: String) throws {
        self.text = text
        var steps: [Step] = []
        var rest: Substring.UnicodeScalarView = text[...].unicodeScalars
        while let first = rest.first {
            if first == "'" {
                rest.removeFirst()
                let quoted: Substring.UnicodeScalarView = rest.prefix { $0 != "'" }
                steps += String(quoted).utf8.map(Step.literal)
                rest = rest.dropFirst(quoted.count + 1)
            } else if first.isASCII, first.properties.isAlphabetic {
                let count: Int = rest.prefix { $0 == first }.count
                steps.append(try TimeFormat.step(first, count, in: text))
                rest = rest.dropFirst(count)
            } else {
                steps += String(first).utf8.map(Step.literal)
                rest.removeFirst()
            }
        }
        self.steps = steps
        try check()
    }

    private static func step(_ letter: Unicode.Scalar, _ count: Int, in text: String) throws -> Step {
        let digits: ClosedRange<Int> = count == 1 ? 1...2 : 2...2
        switch (letter, count) {
        case ("y", 4): return .number(.year, 4...4)
        case ("M", 1...2): return .number(.month, digits)
        case ("d", 1...2): return .number(.day, digits)
        case ("H", 1...2): return .number(.hour24, digits)
        case ("h", 1...2): return .number(.hour12, digits)
        case ("m", 1...2): return .number(.minute, digits)
        case ("s", 1...2): return .number(.second, digits)
        case ("S", _): return .decimals
        case ("a", 1): return .halfOfDay
        case ("X", _): return .offset
        default:
            let letters: String = String(repeating: String(letter), count: count)
            throw trouble(text, Wording("不认识“\(letters)”", "“\(letters)” is not known"))
        }
    }

    private func check() throws {
        func has(_ part: Part) -> Bool {
            steps.contains { step in
                guard case .number(let found, _) = step else { return false }
                return found == part
            }
        }
        guard has(.year), has(.month), has(.day) else {
            throw TimeFormat.trouble(text, Wording("须有年、月、日", "It needs year, month and day"))
        }
        guard has(.hour12) == steps.contains(.halfOfDay) else {
            throw TimeFormat.trouble(text, Wording("hh 须与 a 同时使用", "“hh” and “a” need each other"))
        }
    }

    private static func trouble(_ text: String, _ why: Wording) -> CityError {
        .invalid(
            "time.formats",
            "mapping.time_format",
            Wording(
                "时间格式“\(text)”有误：\(why.zh)。可用 yyyy MM dd HH hh mm ss S a X",
                "The time format “\(text)” is wrong. \(why.en). There are yyyy MM dd HH hh mm ss S a X"
            )
        )
    }

    /// The time that the bytes tell; nil when they are not written this way or name no time, such as 30 February.
    func read(_ bytes: UnsafeRawBufferPointer) -> WrittenTime? {
        var reading: Reading = Reading(bytes: bytes)
        for step in steps {
            switch step {
            case .number(let part, let digits):
                guard let value = reading.number(digits) else { return nil }
                reading.set(part, value)
            case .decimals: guard reading.readDecimals() else { return nil }
            case .halfOfDay: guard reading.readHalf() else { return nil }
            case .offset: guard reading.readOffset() else { return nil }
            case .literal(let byte): guard reading.take(byte) else { return nil }
            }
        }
        return reading.time
    }

    /// The moment that a text tells by the clock of a place.
    package func moment(of text: String, in zone: LocalZone) -> Timestamp? {
        var text: String = text
        return text.withUTF8 { read(UnsafeRawBufferPointer($0)) }.map(zone.moment)
    }
}

extension TimeFormat {
    /// What has been read so far.
    private struct Reading {
        let bytes: UnsafeRawBufferPointer
        private var at: Int = 0
        private var year: Int = 0
        private var month: Int = 0
        private var day: Int = 0
        private var hour: Int = 0
        private var hour12: Int?
        private var isAfternoon: Bool = false
        private var minute: Int = 0
        private var second: Int = 0
        private var millisecond: Int = 0
        private var offset: TimeSpan?

        init(bytes: UnsafeRawBufferPointer) {
            self.bytes = bytes
        }

        var time: WrittenTime? {
            guard at == bytes.count, let date = CivilDate(year: year, month: month, day: day) else { return nil }
            var hour: Int = hour
            if let hour12 {
                guard (1...12).contains(hour12) else { return nil }
                hour = hour12 % 12 + (isAfternoon ? 12 : 0)
            }
            guard hour < 24, minute < 60, second < 60 else { return nil }
            let seconds: Int = (hour * 60 + minute) * 60 + second
            return WrittenTime(day: date, millisecondOfDay: Int64(seconds * 1000 + millisecond), offset: offset)
        }

        mutating func set(_ part: Part, _ value: Int) {
            switch part {
            case .year: year = value
            case .month: month = value
            case .day: day = value
            case .hour24: hour = value
            case .hour12: hour12 = value
            case .minute: minute = value
            case .second: second = value
            }
        }

        mutating func take(_ byte: UInt8) -> Bool {
            guard at < bytes.count, bytes[at] == byte else { return false }
            at += 1
            return true
        }

        mutating func number(_ digits: ClosedRange<Int>) -> Int? {
            var value: Int = 0
            var count: Int = 0
            while count < digits.upperBound, at < bytes.count, (48...57).contains(bytes[at]) {
                value = value * 10 + Int(bytes[at] - 48)
                at += 1
                count += 1
            }
            return count >= digits.lowerBound ? value : nil
        }

        mutating func readDecimals() -> Bool {
            let start: Int = at
            var scale: Int = 100
            while at < bytes.count, (48...57).contains(bytes[at]) {
                millisecond += Int(bytes[at] - 48) * scale
                scale /= 10
                at += 1
            }
            return at > start
        }

        mutating func readHalf() -> Bool {
            if at + 1 < bytes.count, bytes[at + 1] | 0x20 == UInt8(ascii: "m") {
                let letter: UInt8 = bytes[at] | 0x20
                isAfternoon = letter == UInt8(ascii: "p")
                at += 2
                return isAfternoon || letter == UInt8(ascii: "a")
            }
            isAfternoon = takeAll("下午".utf8)
            return isAfternoon || takeAll("上午".utf8)
        }

        mutating func readOffset() -> Bool {
            if take(UInt8(ascii: "Z")) {
                offset = .zero
                return true
            }
            let isNegative: Bool = at < bytes.count && bytes[at] == UInt8(ascii: "-")
            guard take(UInt8(ascii: "+")) || take(UInt8(ascii: "-")), let hours = number(2...2) else { return false }
            _ = take(UInt8(ascii: ":"))
            guard let minutes = number(2...2), hours <= 18, minutes < 60 else { return false }
            offset = .minutes((isNegative ? -1 : 1) * (hours * 60 + minutes))
            return true
        }

        private mutating func takeAll(_ word: String.UTF8View) -> Bool {
            guard at + word.count <= bytes.count, bytes[at..<at + word.count].elementsEqual(word) else { return false }
            at += word.count
            return true
        }
    }
}
