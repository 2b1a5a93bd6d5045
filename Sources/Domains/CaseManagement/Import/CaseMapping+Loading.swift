import CityCore
import CityRegistry
import CityTabular
import Foundation

extension CaseMapping {
    /// The mappings that come with the program.
    package static let shippedNames: [String] = ["boston-311"]

    private static let fileBytesMax: Int = 1 << 20

    /// A shipped mapping by its name, or else the file of that path.
    package static func load(_ nameOrPath: String) throws -> CaseMapping {
        if shippedNames.contains(nameOrPath) { return try shipped(nameOrPath) }
        do {
            return try CaseMapping(json: try bytes(ofFile: nameOrPath))
        } catch let error as CityError where error.reason == "file.missing" {
            throw MappingTrouble.unknownName(nameOrPath, shipped: shippedNames)
        }
    }

    /// Reads and checks the JSON form.
    package init(json: [UInt8]) throws {
        do {
            self = try JSONDecoder().decode(CaseMapping.self, from: Data(json))
        } catch let error as DecodingError {
            throw CaseMapping.trouble(error)
        }
        try check()
    }

    private static func shipped(_ name: String) throws -> CaseMapping {
        guard let place = Bundle.module.url(forResource: name, withExtension: "json") else {
            throw CityError.fault("\(name).json is not among the resources")
        }
        return try CaseMapping(json: Array(try Data(contentsOf: place)))
    }

    private static func bytes(ofFile path: String) throws -> [UInt8] {
        let source: ByteSource = try ByteSource(path: path, limits: ByteSource.Limits(bytesMax: fileBytesMax))
        var bytes: [UInt8] = []
        var buffer: [UInt8] = [UInt8](repeating: 0, count: ByteSource.chunkBytes)
        while true {
            let count: Int = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    private static func trouble(_ error: DecodingError) -> CityError {
        func path(_ keys: [any CodingKey]) -> String { keys.map(\.stringValue).joined(separator: ".") }
        switch error {
        case .keyNotFound(let key, let context): return MappingTrouble.missingKey(path(context.codingPath + [key]))
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            if context.codingPath.isEmpty { return MappingTrouble.notJSON(context.debugDescription) }
            return MappingTrouble.badValue(path(context.codingPath), context.debugDescription)
        @unknown default: return MappingTrouble.notJSON("\(error)")
        }
    }
}

// What can be wrong with a mapping by itself, before there is a table.
extension CaseMapping {
    /// States in which a case can begin its life here; into the others only the workflow leads.
    static let importableStates: Set<CaseState> = [
        .reported, .pendingFiling, .pendingDispatch, .pendingHandling, .handling, .handled, .pendingCheck,
        .pendingClosing, .closed, .forceClosed, .cancelled, .refused, .selfHandled,
    ]

    private static let nameMax: Int = 60

    package func check() throws {
        for format in times.formats { _ = try TimeFormat(format) }
        _ = try LocalZone(times.zone)
        var problems: [FieldError] = textProblems + columnProblems + valueProblems
        if !hasArea { problems.append(MappingTrouble.areaNeeded) }
        if let code = area.code, ![6, 9, 12].contains(code.utf8.count) || !AreaCode.isWellFormed(code) {
            problems.append(MappingTrouble.areaCode("area.code"))
        }
        if departments.createMissing, area.code == nil { problems.append(MappingTrouble.areaOfDepartments) }
        if !problems.isEmpty { throw CityError.invalid(problems) }
    }

    private var textProblems: [FieldError] {
        var texts: [(String, String)] = [("name", name), ("system", system)]
        if let classes { texts.append(("class.edition", classes.edition)) }
        var problems: [FieldError] = []
        for (path, text) in texts where text.trimmed().isEmpty || text.count > CaseMapping.nameMax {
            problems.append(MappingTrouble.text(path, lengthMax: CaseMapping.nameMax))
        }
        if times.formats.isEmpty { problems.append(MappingTrouble.text("time.format", lengthMax: CaseMapping.nameMax)) }
        return problems
    }

    private var columnProblems: [FieldError] {
        var problems: [FieldError] = []
        for field in CaseField.required where columns[field] == nil {
            problems.append(MappingTrouble.columnNeeded(field))
        }
        for (field, names) in columns.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let isMany: Bool = names.count > 1 && !field.takesSeveral
            if isMany || names.isEmpty { problems.append(MappingTrouble.oneColumn(field)) }
        }
        if (columns[.lng] == nil) != (columns[.lat] == nil) { problems.append(MappingTrouble.together) }
        if columns[.classSmall] != nil, classes == nil { problems.append(MappingTrouble.classesNeeded) }
        return problems
    }

    private var valueProblems: [FieldError] {
        var problems: [FieldError] = []
        func need(_ field: CaseField, _ isEmpty: Bool) {
            if columns[field] != nil, isEmpty { problems.append(MappingTrouble.valuesNeeded(field)) }
        }
        need(.status, values.status.isEmpty)
        need(.source, values.source.isEmpty)
        need(.onTime, values.onTime.isEmpty)
        need(.classKind, values.classKind.isEmpty)
        let refused: Set<CaseState> = Set(values.status.values).subtracting(CaseMapping.importableStates)
        problems += refused.sorted { $0.rawValue < $1.rawValue }.map(MappingTrouble.state)
        return problems
    }

    private var hasArea: Bool {
        area.code != nil || columns[.area] != nil || (area.byPlace && columns[.lng] != nil)
    }
}
