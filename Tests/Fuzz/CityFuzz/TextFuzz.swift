import CityCore

/// The short texts that clients send: cursors, times, dates. What was read is written as something that means the same.
func fuzzTexts(_ bytes: [UInt8], choice: UInt8) {
    guard let text = String(validatingUTF8Bytes: bytes) else { return }
    switch choice & 3 {
    case 0:
        guard let cursor = refusing({ try Cursor(token: text) }) else { return }
        precondition(cursor.token == text, "a cursor did not come back")
    case 1:
        let cursor: Cursor = Cursor(list: "cases", key: text.split(separator: "\u{1F}").map(String.init))
        guard !cursor.key.isEmpty, cursor.token.utf8.count <= 1024 else { return }
        precondition(refusing { try Cursor(token: cursor.token) } == cursor, "a cursor did not come back")
    case 2:
        guard let moment = Timestamp(iso8601: text) else { return }
        precondition(Timestamp(iso8601: moment.iso8601) == moment, "a time did not come back: \(moment)")
    default:
        guard let day = CivilDate(text) else { return }
        precondition(
            CivilDate("\(day)") == day && CivilDate(dayNumber: day.dayNumber) == day,
            "a day did not come back"
        )
    }
}
