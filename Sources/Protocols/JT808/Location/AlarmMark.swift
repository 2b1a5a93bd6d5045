/// How long the parts of an alarm mark are. Every province that wrote an active-safety standard chose its own.
package struct AlarmMarkLayout: Sendable, Codable, Hashable {
    package let terminalIDBytes: Int
    package let reservedBytes: Int

    /// Lengths of settings are brought into what an item can hold.
    package init(terminalIDBytes: Int, reservedBytes: Int) {
        self.terminalIDBytes = min(max(terminalIDBytes, 0), 64)
        self.reservedBytes = min(max(reservedBytes, 0), 2)
    }

    package init(from decoder: any Decoder) throws {
        let row = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            terminalIDBytes: try row.decode(Int.self, forKey: .terminalIDBytes),
            reservedBytes: try row.decode(Int.self, forKey: .reservedBytes)
        )
    }

    /// 苏标, T/JSATL 12-2017.
    package static let jiangsu: AlarmMarkLayout = AlarmMarkLayout(terminalIDBytes: 7, reservedBytes: 1)
    /// 粤标, T/GDRTA 002-2019.
    package static let guangdong: AlarmMarkLayout = AlarmMarkLayout(terminalIDBytes: 30, reservedBytes: 2)
    /// 黑标, from one recorded message only.
    package static let heilongjiang: AlarmMarkLayout = AlarmMarkLayout(terminalIDBytes: 30, reservedBytes: 0)

    package static let known: [AlarmMarkLayout] = [.jiangsu, .guangdong, .heilongjiang]

    /// Terminal, time, sequence, attachments, reserved.
    var length: Int { terminalIDBytes + 6 + 1 + 1 + reservedBytes }
}

/// What ties an alarm to its attachments (报警标识号).
package struct AlarmMark: Sendable, Hashable {
    package var layout: AlarmMarkLayout = .jiangsu
    package var terminalID: String = ""
    package var time: BCDTime = .zero
    package var sequence: UInt8 = 0
    package var attachments: UInt8 = 0
    package var reserved: UInt16 = 0

    package init(layout: AlarmMarkLayout = .jiangsu) {
        self.layout = layout
    }
}

extension Fields {
    /// A mark in the layout of the dialect or, without one, in the first known layout after which `fits` accepts the
    /// number of bytes that are left. The header's edition does not tell: Jiangsu's marks come under 2019 headers.
    mutating func mark(_ mark: inout AlarmMark, fits: (Int) -> Bool) throws(BodyTrouble) {
        if isReading { mark.layout = try layout(fits: fits) }
        try self.mark(&mark, in: mark.layout)
    }

    mutating func mark(_ mark: inout AlarmMark, in layout: AlarmMarkLayout) throws(BodyTrouble) {
        mark.layout = layout
        try text(&mark.terminalID, width: layout.terminalIDBytes)
        try time(&mark.time)
        try number(&mark.sequence)
        try number(&mark.attachments)
        try reserved(&mark.reserved, bytes: layout.reservedBytes)
    }

    private func layout(fits: (Int) -> Bool) throws(BodyTrouble) -> AlarmMarkLayout {
        var candidates: [AlarmMarkLayout] = AlarmMarkLayout.known
        if let own = dialect.alarmMark { candidates.insert(own, at: 0) }
        guard let found = candidates.first(where: { $0.length <= remaining && fits(remaining - $0.length) }) else {
            throw .truncated(at: offset + remaining)
        }
        return found
    }

    private mutating func reserved(_ value: inout UInt16, bytes: Int) throws(BodyTrouble) {
        switch bytes {
        case ...0: break
        case 1:
            var low: UInt8 = UInt8(truncatingIfNeeded: value)
            try number(&low)
            value = UInt16(low)
        default: try number(&value)
        }
    }
}
