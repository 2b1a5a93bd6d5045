package import CityCore
package import CityGeo

/// One row or feature of an import, its columns under the names that this code uses.
package struct ImportRecord: Sendable {
    /// The line of a table, or the position of a feature, counted from 1.
    var line: Int
    private var values: [String: String]
    /// In the system that `datum` names.
    private var givenGeometry: GeoJSONGeometry?
    private var datum: Datum
    /// The fields as they came, for the list of rejects.
    var raw: [String]

    package init(
        line: Int,
        values: [String: String],
        geometry: GeoJSONGeometry? = nil,
        datum: Datum = .wgs84,
        raw: [String] = []
    ) {
        self.line = line
        self.values = values
        givenGeometry = geometry
        self.datum = datum
        self.raw = raw
    }

    /// A column's name without what people write differently: `english_name`, `englishName` and `English Name` are one.
    static func normalized(_ name: String) -> String {
        name.lowercased().filter { $0 != "_" && $0 != "-" && !$0.isWhitespace }
    }

    /// Nil when there is no such column, so that what is there already is kept.
    subscript(name: String) -> String? { values[name]?.trimmed() }

    /// The same, but an empty cell is as good as none.
    func text(_ name: String) -> String? { self[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// What is in the row, or else what is there already.
    func text(_ name: String, or known: String?) -> String? { self[name] ?? known }

    /// A cell of several codes, separated by white space, commas or semicolons.
    func list(_ name: String) -> [String]? {
        self[name].map { $0.split { " ,;，；、\t\n".contains($0) }.map(String.init) }
    }

    func number(_ name: String) throws -> Double? {
        guard let text = text(name) else { return nil }
        if let value = Double(text), value.isFinite { return value }
        throw CityError.invalid(name, "field.number", Wording("\(name) 须为数字", "\(name) must be a number"))
    }

    func boolean(_ name: String) throws -> Bool? {
        switch text(name)?.lowercased() {
        case nil: return nil
        case "1", "true", "yes", "是": return true
        case "0", "false", "no", "否": return false
        default:
            throw CityError.invalid(
                name,
                "field.boolean",
                Wording("\(name) 须为 true 或 false", "\(name) must be true or false")
            )
        }
    }

    /// A day as `2020-01-02`, `2020/1/2`, `20200102`, or the day of a longer time.
    package func date(_ name: String) throws -> CivilDate? {
        guard let text = text(name) else { return nil }
        let day: Substring = text.prefix { !$0.isWhitespace && $0 != "T" }
        if let date = ImportRecord.date(String(day)) { return date }
        throw CityError.invalid(
            name,
            "field.date",
            Wording("\(name) 须写成 2020-01-02 这样的日期", "Write \(name) as a date like 2020-01-02")
        )
    }

    /// A moment with a zone, or a day that begins in Beijing time.
    func time(_ name: String) throws -> Timestamp? {
        guard let text = text(name) else { return nil }
        if let time = Timestamp(iso8601: text) { return time }
        guard let day = try date(name) else { return nil }
        return Timestamp(milliseconds: Int64(day.dayNumber) * 86_400_000) - .hours(8)
    }

    func term<Term: PartTerm>(_ name: String, of type: Term.Type = Term.self) throws -> Term? {
        guard let text = text(name) else { return nil }
        if let term = Term(reading: text) { return term }
        let known: String = Term.allCases.map { "\($0.rawValue)/\($0.wording.zh)" }.joined(separator: ", ")
        throw CityError.invalid(
            name,
            "field.choice",
            Wording(
                "没有取值“\(text.prefix(20))”，可用：\(known)",
                "There is no value “\(text.prefix(20))”; there are: \(known)"
            )
        )
    }

    /// The geometry in WGS-84.
    func geometry() throws -> GeoJSONGeometry? {
        if let givenGeometry { return try givenGeometry.converted(from: ownDatum(), to: .wgs84) }
        return try pointFromColumns().map { .point($0) }
    }

    /// The columns `lng` and `lat` in WGS-84.
    func pointFromColumns() throws -> Coordinate? {
        guard let lng = try number("lng"), let lat = try number("lat") else { return nil }
        return Datum.convert(try Coordinate(lng: lng, lat: lat), from: try ownDatum(), to: .wgs84)
    }

    private func ownDatum() throws -> Datum {
        guard let text = text("datum")?.lowercased() else { return datum }
        if let known = Datum(rawValue: text.filter { $0 != "-" }) { return known }
        throw CityError.invalid(
            "datum",
            "field.choice",
            Wording("datum 须为 wgs84、gcj02 或 bd09", "datum must be wgs84, gcj02 or bd09")
        )
    }

    private static func date(_ text: String) -> CivilDate? {
        if let date = CivilDate(text) { return date }
        let digits: Bool = text.utf8.allSatisfy { (48...57).contains($0) }
        if digits, text.utf8.count == 8, let number = Int(text) {
            return CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
        }
        let parts: [Int?] = text.split { "-/.".contains($0) }.map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }
}

/// A row or feature that could not be taken.
struct ImportReject: Sendable {
    var line: Int
    var error: CityError
    var raw: [String]
}
