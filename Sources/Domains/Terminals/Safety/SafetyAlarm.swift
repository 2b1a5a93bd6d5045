package import CityCore
import CitySQL
import CitySensing
import JT808

package enum SafetyAlarmTag {}
package typealias SafetyAlarmID = EntityID<SafetyAlarmTag>

/// Which device of the vehicle tells the alarm: the additional items 0x64 to 0x67.
package enum SafetyFamily: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    /// ADAS, the camera on the road.
    case assistance
    /// DSM, the camera on the driver.
    case driver
    /// TPMS.
    case tyre
    /// BSD.
    case blindSpot = "blind_spot"

    package var title: Wording {
        switch self {
        case .assistance: Wording("驾驶辅助", "Driver assistance")
        case .driver: Wording("驾驶员状态", "Driver state")
        case .tyre: Wording("胎压", "Tyres")
        case .blindSpot: Wording("盲区", "Blind spots")
        }
    }
}

/// 主动安全报警: what the assistance systems of a vehicle noticed (T/JSATL 12-2017, T/GDRTA 002-2019), and the pictures
/// and clips that it took of it.
struct SafetyAlarm: Sendable, Hashable {
    static let thing: Wording = Wording("主动安全报警", "active-safety alarm")

    var id: SafetyAlarmID
    var device: DeviceSerial
    /// Of the device when it came.
    var area: String
    var organisation: OrganisationID?
    var family: SafetyFamily
    /// The number that the terminal gives its alarms, by which an end finds its beginning.
    var number: Int
    /// As the standard numbers it within the family; for tyres the bits of all tyres.
    var kind: Int
    /// 1 or 2; 0 where the family has none.
    var level: Int
    /// By the terminal's clock.
    var at: Timestamp
    var lngE6: Int32
    var latE6: Int32
    var speedKPH: Int
    var mark: SafetyMark
    /// Nil for what is told only once.
    var endedAt: Timestamp?

    /// The platform's name for the alarm, 32 characters that nobody guesses: whoever shows it may send its files.
    var attachmentNumber: String { id.text.filter { $0 != "-" } }

    static func id(ofAttachmentNumber number: String) -> SafetyAlarmID? {
        guard number.count == 32, number.allSatisfy(\.isHexDigit) else { return nil }
        let digits: [Character] = Array(number)
        let cuts: [Range<Int>] = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return SafetyAlarmID(cuts.map { String(digits[$0]) }.joined(separator: "-"))
    }

    var kindName: Wording { SafetyKinds.name(family, kind) }
}

/// 报警标识号, as it is kept: what ties an alarm to its files, byte by byte as the terminal wrote it.
package struct SafetyMark: Sendable, Hashable, Codable {
    var layout: AlarmMarkLayout
    var terminalID: String
    /// The six bytes of the time.
    var time: UInt64
    var sequence: Int
    /// How many files there are.
    var attachments: Int
    var reserved: Int

    init(_ mark: AlarmMark) {
        layout = mark.layout
        terminalID = mark.terminalID
        time = mark.time.bits
        sequence = Int(mark.sequence)
        attachments = Int(mark.attachments)
        reserved = Int(mark.reserved)
    }

    var alarmMark: AlarmMark {
        var mark: AlarmMark = AlarmMark(layout: layout)
        (mark.terminalID, mark.time) = (terminalID, BCDTime(bits: time))
        (mark.sequence, mark.attachments) = (UInt8(sequence), UInt8(attachments))
        mark.reserved = UInt16(reserved)
        return mark
    }

    /// Tells alarms of one terminal apart.
    var text: String { "\(String(time, radix: 16))-\(sequence)" }
}

/// A file of an alarm. `media` is nil where it was none that the city can keep.
struct SafetyFile: Sendable, Hashable {
    var alarm: SafetyAlarmID
    var name: String
    var bytes: Int
    var media: String?
    var at: Timestamp

    /// `kind_channel_alarm_sequence_number.ext`; nil where the name is another.
    var channel: Int? {
        let parts: [Substring] = name.split(separator: "_")
        return parts.count >= 4 ? Int(parts[1]) : nil
    }
}
