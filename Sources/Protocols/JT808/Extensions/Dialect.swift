/// How one kind of terminal differs from the standard: looked up once per session, by maker and model, and handed to
/// every decode. A new vendor is a new row of settings and no new code.
package struct Dialect: Sendable, Equatable {
    package var name: String = "standard"
    /// Bodies follow this edition whatever the header says.
    package var bodyEdition: Edition?
    /// The zone of the terminal's clock, minutes east of UTC.
    package var clockOffsetMinutes: Int = BCDTime.chinaOffsetMinutes
    /// All sub-packets of a message carry one sequence number instead of consecutive ones.
    package var subpacketsShareSequence: Bool = false
    /// The alarm mark of active safety; nil finds it by the item's length.
    package var alarmMark: AlarmMarkLayout?
    /// 0x8500 of 2019 begins with the number of controls. Two readings exist and neither could be checked.
    package var hasVehicleControlCount: Bool = false
    /// What the vendor's bits and items mean: cover, lift, load and others.
    package var signals: [SignalRule] = []

    package init(name: String = "standard") {
        self.name = name
    }

    package static let standard: Dialect = Dialect()
}

extension Dialect: Codable {
    private enum Key: String, CodingKey {
        case name
        case bodyEdition
        case clockOffsetMinutes
        case subpacketsShareSequence
        case alarmMark
        case hasVehicleControlCount
        case signals
    }

    /// What a row of settings leaves out is as in the standard.
    package init(from decoder: any Decoder) throws {
        let row = try decoder.container(keyedBy: Key.self)
        self.init(name: try row.decode(String.self, forKey: .name))
        bodyEdition = try row.decodeIfPresent(Edition.self, forKey: .bodyEdition)
        clockOffsetMinutes = try row.decodeIfPresent(Int.self, forKey: .clockOffsetMinutes) ?? clockOffsetMinutes
        subpacketsShareSequence = try row.decodeIfPresent(Bool.self, forKey: .subpacketsShareSequence) ?? false
        alarmMark = try row.decodeIfPresent(AlarmMarkLayout.self, forKey: .alarmMark)
        hasVehicleControlCount = try row.decodeIfPresent(Bool.self, forKey: .hasVehicleControlCount) ?? false
        signals = try row.decodeIfPresent([SignalRule].self, forKey: .signals) ?? []
    }
}

/// Which terminals speak which dialect: the first row that fits.
package struct DialectTable: Sendable, Codable, Equatable {
    package struct Row: Sendable, Codable, Equatable {
        /// The maker's id as registered; nil fits all.
        package var maker: String?
        /// The beginning of the model as registered; nil fits all.
        package var model: String?
        package var dialect: Dialect

        package init(maker: String? = nil, model: String? = nil, dialect: Dialect) {
            self.maker = maker
            self.model = model
            self.dialect = dialect
        }
    }

    package var rows: [Row]

    package init(rows: [Row] = []) {
        self.rows = rows
    }

    package func dialect(maker: String, model: String) -> Dialect {
        let row: Row? = rows.first { row in
            (row.maker.map { $0 == maker } ?? true) && (row.model.map { model.hasPrefix($0) } ?? true)
        }
        return row?.dialect ?? .standard
    }
}
