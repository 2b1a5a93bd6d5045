import CityCore
import CityGeo
import CityRegistry
import CityTabular

// The JSON form. Every key that is not known is refused by its name, so that a slip of the pen is not a column that is
// silently left out.

extension CaseMapping {
    private enum Keys: String, CodingKey, CaseIterable {
        case name
        case title
        case system
        case encoding
        case delimiter
        case times = "time"
        case columns
        case values
        case classes = "class"
        case place
        case area
        case departments
    }

    package init(from decoder: any Decoder) throws {
        let box = try decoder.box(Keys.self)
        name = try box.decode(String.self, forKey: .name)
        title = try box.decodeIfPresent(Wording.self, forKey: .title) ?? Wording(name, name)
        system = try box.decode(String.self, forKey: .system)
        encoding = try box.decodeIfPresent(TextEncoding.self, forKey: .encoding) ?? .utf8
        delimiter = try box.decodeIfPresent(CSVDelimiter.self, forKey: .delimiter) ?? .comma
        times = try box.decode(Times.self, forKey: .times)
        values = try box.decodeIfPresent(Values.self, forKey: .values) ?? Values()
        classes = try box.decodeIfPresent(Classes.self, forKey: .classes)
        place = try box.decodeIfPresent(Place.self, forKey: .place) ?? Place()
        area = try box.decode(AreaRule.self, forKey: .area)
        departments = try box.decodeIfPresent(Departments.self, forKey: .departments) ?? Departments()
        columns = [:]
        for (key, names) in try box.decode([String: OneOrMany].self, forKey: .columns) {
            guard let field = CaseField(rawValue: key) else {
                throw MappingTrouble.unknownKey("columns.\(key)", known: CaseField.allCases.map(\.rawValue))
            }
            columns[field] = names.texts
        }
    }
}

extension CaseMapping.Times: Decodable {
    private enum Keys: String, CodingKey, CaseIterable {
        case formats = "format"
        case zone
    }

    package init(from decoder: any Decoder) throws {
        let box = try decoder.box(Keys.self)
        formats = try box.decode(OneOrMany.self, forKey: .formats).texts
        zone = try box.decode(String.self, forKey: .zone)
    }
}

extension CaseMapping.Values: Decodable {
    private enum Keys: String, CodingKey, CaseIterable {
        case status
        case source
        case onTime = "on_time"
        case classKind = "class_kind"
    }

    package init(from decoder: any Decoder) throws {
        let box = try decoder.box(Keys.self)
        status = try box.decodeIfPresent([String: CaseState].self, forKey: .status) ?? [:]
        source = try box.decodeIfPresent([String: CaseSource].self, forKey: .source) ?? [:]
        onTime = try box.decodeIfPresent([String: Bool].self, forKey: .onTime) ?? [:]
        classKind = try box.decodeIfPresent([String: ClassKind].self, forKey: .classKind) ?? [:]
    }
}

extension CaseMapping.Classes: Decodable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case edition
        case kind
    }

    package init(from decoder: any Decoder) throws {
        let box = try decoder.box(CodingKeys.self)
        edition = try box.decode(String.self, forKey: .edition)
        kind = try box.decodeIfPresent(ClassKind.self, forKey: .kind) ?? .event
    }
}

extension CaseMapping.Place: Decodable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case datum
        case unknown
    }

    package init(from decoder: any Decoder) throws {
        let box = try decoder.box(CodingKeys.self)
        datum = try box.decodeIfPresent(Datum.self, forKey: .datum) ?? .wgs84
        unknown = try box.decodeIfPresent([String: [String]].self, forKey: .unknown) ?? [:]
    }
}

extension CaseMapping.AreaRule: Decodable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case code
        case name
        case byPlace
    }

    package init(from decoder: any Decoder) throws {
        let box = try decoder.box(CodingKeys.self)
        code = try box.decodeIfPresent(String.self, forKey: .code)
        name = try box.decodeIfPresent(Wording.self, forKey: .name)
        byPlace = try box.decodeIfPresent(Bool.self, forKey: .byPlace) ?? false
    }
}

extension CaseMapping.Departments: Decodable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case createMissing
        case names
    }

    package init(from decoder: any Decoder) throws {
        let box = try decoder.box(CodingKeys.self)
        createMissing = try box.decodeIfPresent(Bool.self, forKey: .createMissing) ?? false
        names = try box.decodeIfPresent([String: String].self, forKey: .names) ?? [:]
    }
}

/// A text, or a list of them.
private struct OneOrMany: Decodable {
    var texts: [String]

    init(from decoder: any Decoder) throws {
        let box = try decoder.singleValueContainer()
        if let one = try? box.decode(String.self) {
            texts = [one]
        } else {
            texts = try box.decode([String].self)
        }
    }
}

extension Decoder {
    /// The keyed container, once no key in it is unknown.
    fileprivate func box<Keys: CodingKey & CaseIterable>(_: Keys.Type) throws -> KeyedDecodingContainer<Keys> {
        let known: [String] = Keys.allCases.map(\.stringValue)
        let path: [String] = codingPath.map(\.stringValue)
        for key in try container(keyedBy: AnyName.self).allKeys where !known.contains(key.stringValue) {
            throw MappingTrouble.unknownKey((path + [key.stringValue]).joined(separator: "."), known: known)
        }
        return try container(keyedBy: Keys.self)
    }
}

private struct AnyName: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
