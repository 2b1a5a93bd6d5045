import CityCore
import CityGeo
import CityRegistry
import CityTabular
import CityWorkflow

/// Understands the rows of a table by its mapping. A row is taken whole or not at all; everything that is wrong with it
/// is told at once.
///
/// A place is not known, and the case imported without one, when the mapping says so by another column, when both
/// coordinates are empty and when both are 0, which programs write for "none". Anything else that is no place on Earth is
/// an error.
struct CaseRowReader {
    private static let numberMax: Int = 64
    private static let nameMax: Int = 60
    /// Clocks of other systems may be ahead a little.
    private static let futureMax: TimeSpan = .days(1)

    private let mapping: CaseMapping
    private let columns: [CaseField: [Int]]
    private let unknownPlace: [(column: Int, texts: [String])]
    private let formats: [TimeFormat]
    private let zone: LocalZone
    private let directory: RegistryDirectory
    private let classes: ImportClasses?
    private let now: Timestamp
    private(set) var departments: ImportDepartments
    private var seenNumbers: Set<String> = []
    /// What is wrong with the row that is being read.
    private var problems: [FieldError] = []

    /// - Throws: when the table lacks a column that the mapping names.
    init(_ mapping: CaseMapping, header: CSVHeader, directory: RegistryDirectory, at now: Timestamp) throws {
        self.mapping = mapping
        self.directory = directory
        self.now = now
        let unknown: [(key: String, value: [String])] = mapping.place.unknown.sorted { $0.key < $1.key }
        _ = try header.indexes(of: mapping.columns.values.flatMap(\.self).sorted() + unknown.map(\.key))
        columns = try mapping.columns.mapValues { try header.indexes(of: $0) }
        unknownPlace = try unknown.map { (try header.indexes(of: [$0.key])[0], $0.value) }
        formats = try mapping.times.formats.map { try TimeFormat($0) }
        zone = try LocalZone(mapping.times.zone)
        classes = mapping.classes.map { ImportClasses(edition: $0.edition, in: directory.classes) }
        departments = ImportDepartments(mapping, in: directory.organisations)
    }

    mutating func made(_ organisations: [String: OrganisationID]) {
        departments.made(organisations)
    }

    mutating func draft(_ row: CSVRow) throws -> CaseDraft {
        problems = []
        let texts: RowTexts = RowTexts(row: row, columns: columns)
        let opened: (moment: Timestamp, day: CivilDate)? = time(.openedAt, texts)
        let closed: Timestamp? = time(.closedAt, texts)?.moment
        let department: String = self.department(texts)
        let draft: CaseDraft = CaseDraft(
            number: number(texts),
            status: texts.text(.status),
            state: state(texts, isClosed: closed != nil, department),
            source: source(texts),
            openedAt: opened?.moment ?? now,
            openedOn: opened?.day ?? CivilDate(dayNumber: 0),
            filedAt: time(.filedAt, texts)?.moment,
            dispatchedAt: time(.dispatchedAt, texts)?.moment,
            handledAt: time(.handledAt, texts)?.moment,
            targetAt: time(.targetAt, texts)?.moment,
            closedAt: closed,
            description: texts.words(.description, lengthMax: NewCase.descriptionMax),
            closingNote: texts.words(.closingNote, lengthMax: ActionInput.opinionMax),
            place: place(texts),
            department: department,
            subject: subject(texts),
            reporterName: optional(.reporterName, texts),
            reporterPhone: optional(.reporterPhone, texts),
            reworkCount: reworkCount(texts)
        )
        check(draft, texts)
        if !problems.isEmpty { throw CityError.invalid(problems) }
        seenNumbers.insert(draft.number)
        return draft
    }

    /// What must hold between the fields.
    private mutating func check(_ draft: CaseDraft, _ texts: RowTexts) {
        if let closed = draft.closedAt, closed < draft.openedAt, !isWrong(.openedAt) {
            problems.append(ImportTrouble.closedBeforeOpened)
        }
        if draft.state.isFinal, draft.closedAt == nil, !isWrong(.closedAt) {
            problems.append(ImportTrouble.closedWithoutTime)
        }
        if !draft.state.isFinal, draft.closedAt != nil { problems.append(ImportTrouble.openWithCloseTime) }
        let latest: Timestamp = now + CaseRowReader.futureMax
        if draft.openedAt > latest { problems.append(ImportTrouble.inFuture(.openedAt, column(.openedAt))) }
        if let closed = draft.closedAt, closed > latest {
            problems.append(ImportTrouble.inFuture(.closedAt, column(.closedAt)))
        }
        let needsDepartment: Bool = CaseWorkflow.turn(in: draft.state)?.belongsToHandlingOrganisation ?? false
        if needsDepartment, draft.department.isEmpty { problems.append(ImportTrouble.departmentNeeded) }
        guard problems.isEmpty, let computed = draft.closedOnTime else { return }
        checkOnTime(computed, texts)
    }

    /// The table's own mark is a proof that targets and zones were understood.
    private mutating func checkOnTime(_ computed: Bool, _ texts: RowTexts) {
        let text: String = texts.text(.onTime)
        if text.isEmpty { return }
        guard let mark = mapping.values.onTime[text] ?? mapping.values.onTime[CaseMapping.Values.anyOther] else {
            return problems.append(ImportTrouble.value(.onTime, column(.onTime), text))
        }
        if mark != computed { problems.append(ImportTrouble.onTime(computed)) }
    }

    private func isWrong(_ field: CaseField) -> Bool { problems.contains { $0.field == field.rawValue } }

    private func column(_ field: CaseField) -> String { mapping.column(field) ?? field.rawValue }
}

// One field each.
extension CaseRowReader {
    private mutating func number(_ texts: RowTexts) -> String {
        let number: String = texts.text(.number)
        if number.isEmpty {
            problems.append(ImportTrouble.missing(.number, column(.number)))
        } else if number.utf8.count > CaseRowReader.numberMax {
            problems.append(ImportTrouble.tooLong(.number, column(.number), max: CaseRowReader.numberMax))
        } else if seenNumbers.contains(number) {
            problems.append(ImportTrouble.duplicate)
        }
        return number
    }

    private mutating func time(_ field: CaseField, _ texts: RowTexts) -> (moment: Timestamp, day: CivilDate)? {
        guard let index = columns[field]?.first else { return nil }
        let (isEmpty, written): (Bool, WrittenTime?) = texts.row.withBytes(of: index) { bytes in
            let bytes: UnsafeRawBufferPointer = RowTexts.trimmed(bytes)
            for format in formats {
                if let written = format.read(bytes) { return (false, written) }
            }
            return (bytes.isEmpty, nil)
        }
        guard let written else {
            if !isEmpty {
                problems.append(ImportTrouble.time(field, column(field), mapping.times.formats))
            } else if field == .openedAt {
                problems.append(ImportTrouble.missing(field, column(field)))
            }
            return nil
        }
        let moment: Timestamp = zone.moment(written)
        if moment.milliseconds < 0 { problems.append(ImportTrouble.before1970(field, column(field))) }
        return (moment, written.day)
    }

    /// Without a column for it, a case is closed when it has a time of closing.
    private mutating func state(_ texts: RowTexts, isClosed: Bool, _ department: String) -> CaseState {
        guard columns[.status] != nil else {
            return isClosed ? .closed : department.isEmpty ? .pendingDispatch : .handling
        }
        let text: String = texts.text(.status)
        if let state = mapping.values.status[text] ?? mapping.values.status[CaseMapping.Values.anyOther] {
            return state
        }
        problems.append(ImportTrouble.value(.status, column(.status), text))
        return isClosed ? .closed : .pendingDispatch
    }

    private mutating func source(_ texts: RowTexts) -> CaseSource {
        let text: String = texts.text(.source)
        let values: [String: CaseSource] = mapping.values.source
        if let source = values[text] ?? values[CaseMapping.Values.anyOther] { return source }
        if !text.isEmpty { problems.append(ImportTrouble.value(.source, column(.source), text)) }
        return .other
    }

    private mutating func department(_ texts: RowTexts) -> String {
        let text: String = texts.text(.department)
        if !text.isEmpty, !departments.take(text) { problems.append(ImportTrouble.unknownDepartment(text)) }
        return text
    }

    private mutating func subject(_ texts: RowTexts) -> ClassKey? {
        guard let classes, let rule = mapping.classes else { return nil }
        let (big, small): (String, String) = (texts.text(.classBig), texts.text(.classSmall))
        var kind: ClassKind = rule.kind
        if columns[.classKind] != nil {
            let text: String = texts.text(.classKind)
            let values: [String: ClassKind] = mapping.values.classKind
            if let known = values[text] ?? values[CaseMapping.Values.anyOther] {
                kind = known
            } else if !text.isEmpty {
                problems.append(ImportTrouble.value(.classKind, column(.classKind), text))
            }
        }
        do {
            return try classes.key(kind: kind, big: big, small: small)
        } catch {
            problems.append(ImportTrouble.unknownClass(big, small))
            return nil
        }
    }

    private mutating func place(_ texts: RowTexts) -> CasePlace {
        let coordinate: Coordinate? = self.coordinate(texts)
        let named: String = texts.text(.area)
        var place: CasePlace = CasePlace(
            coordinate: coordinate,
            address: texts.words(.address, lengthMax: NewCase.addressMax),
            area: named
        )
        if !named.isEmpty, directory.area(named) == nil { problems.append(ImportTrouble.unknownArea(named)) }
        if mapping.area.byPlace, let coordinate, let facts = directory.place(at: coordinate) {
            place.grid = facts.gridCode
            place.responsibilityGrid = facts.responsibilityGrid?.text
            if named.isEmpty { place.area = facts.areaCode }
        }
        if place.area.isEmpty { place.area = mapping.area.code ?? "" }
        if place.area.isEmpty { problems.append(ImportTrouble.noArea) }
        return place
    }

    private mutating func coordinate(_ texts: RowTexts) -> Coordinate? {
        guard columns[.lng] != nil else { return nil }
        for (column, marks) in unknownPlace where marks.contains(RowTexts.clean(texts.row, column)) { return nil }
        let (lngText, latText): (String, String) = (texts.text(.lng), texts.text(.lat))
        if lngText.isEmpty, latText.isEmpty { return nil }
        guard let lng = degrees(.lng, lngText), let lat = degrees(.lat, latText) else { return nil }
        if lng == 0, lat == 0 { return nil }
        do {
            return Datum.convert(try Coordinate(lng: lng, lat: lat), from: mapping.place.datum, to: .wgs84)
        } catch {
            problems += (error as? CityError)?.fields ?? []
            return nil
        }
    }

    private mutating func degrees(_ field: CaseField, _ text: String) -> Double? {
        if let degrees = Double(text) { return degrees }
        let isMissing: Bool = text.isEmpty
        problems.append(
            isMissing
                ? ImportTrouble.halfCoordinate(field, column(field)) : ImportTrouble.number(field, column(field))
        )
        return nil
    }

    private mutating func reworkCount(_ texts: RowTexts) -> Int {
        let text: String = texts.text(.reworkCount)
        if text.isEmpty { return 0 }
        if let count = Int(text), (0...9999).contains(count) { return count }
        problems.append(ImportTrouble.number(.reworkCount, column(.reworkCount)))
        return 0
    }

    private func optional(_ field: CaseField, _ texts: RowTexts) -> String? {
        let text: String = texts.words(field, lengthMax: CaseRowReader.nameMax)
        return text.isEmpty ? nil : text
    }
}
