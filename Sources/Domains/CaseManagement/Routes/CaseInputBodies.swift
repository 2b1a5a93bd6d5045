package import CityCore
import CityGeo
import CityRegistry
import CityWorkflow

/// A point as it comes in; `datum` says which, WGS-84 if nothing is said.
package struct PointBody: Codable, Sendable, Hashable {
    package var lng: Double
    package var lat: Double
    package var datum: String?

    package init(lng: Double, lat: Double, datum: String? = nil) {
        self.lng = lng
        self.lat = lat
        self.datum = datum
    }

    func coordinate(under field: String) throws -> Coordinate {
        let given: Coordinate = try Coordinate(lng: lng, lat: lat, under: field)
        guard let datum else { return given }
        guard let known = Datum(rawValue: datum) else {
            throw CityError.invalid(
                "\(field).datum",
                "place.datum",
                Wording("坐标系须为 wgs84、gcj02 或 bd09", "The datum must be wgs84, gcj02 or bd09")
            )
        }
        return Datum.convert(given, from: known, to: .wgs84)
    }
}

package struct PhotoInputBody: Codable, Sendable, Hashable {
    package var media: String
    package var kind: PhotoKind?

    package init(media: String, kind: PhotoKind? = nil) {
        self.media = media
        self.kind = kind
    }
}

package struct ReporterInputBody: Codable, Sendable, Hashable {
    package var name: String?
    package var phone: String?
    package var wantsReply: Bool?

    package init(name: String? = nil, phone: String? = nil, wantsReply: Bool? = nil) {
        self.name = name
        self.phone = phone
        self.wantsReply = wantsReply
    }
}

/// A report: `POST /api/v1/cases`.
package struct ReportBody: Codable, Sendable, Hashable {
    package var source: CaseSource?
    package var place: PointBody
    package var address: String?
    package var description: String
    /// `event/01/10`, in the edition in force, or with the edition in front.
    package var smallClass: String?
    package var condition: String?
    package var part: String?
    package var urgent: Bool?
    package var selfHandled: Bool?
    package var reporter: ReporterInputBody?
    package var photos: [PhotoInputBody]?
    /// When the reporter saw it, where that was earlier: a report may have waited for a network.
    package var seenAt: Timestamp?

    package init(
        source: CaseSource? = nil,
        place: PointBody,
        address: String? = nil,
        description: String,
        smallClass: String? = nil,
        condition: String? = nil,
        part: String? = nil,
        urgent: Bool? = nil,
        selfHandled: Bool? = nil,
        reporter: ReporterInputBody? = nil,
        photos: [PhotoInputBody]? = nil
    ) {
        self.source = source
        self.place = place
        self.address = address
        self.description = description
        self.smallClass = smallClass
        self.condition = condition
        self.part = part
        self.urgent = urgent
        self.selfHandled = selfHandled
        self.reporter = reporter
        self.photos = photos
    }
}

/// What an action is given: `POST /api/v1/cases/{id}/actions/{action}`. What it needs is in the case's `actions`.
package struct ActionBody: Codable, Sendable, Hashable {
    package var opinion: String?
    package var smallClass: String?
    package var condition: String?
    package var organisation: String?
    package var assignee: String?
    package var until: Timestamp?
    package var target: String?
    package var upheld: Bool?
    package var satisfaction: Int?
    package var place: PointBody?
    package var address: String?
    package var description: String?
    package var photos: [PhotoInputBody]?

    package init(
        opinion: String? = nil,
        smallClass: String? = nil,
        condition: String? = nil,
        organisation: String? = nil,
        assignee: String? = nil,
        until: Timestamp? = nil,
        target: String? = nil,
        upheld: Bool? = nil,
        satisfaction: Int? = nil,
        place: PointBody? = nil,
        photos: [PhotoInputBody]? = nil
    ) {
        self.opinion = opinion
        self.place = place
        self.smallClass = smallClass
        self.condition = condition
        self.organisation = organisation
        self.assignee = assignee
        self.until = until
        self.target = target
        self.upheld = upheld
        self.satisfaction = satisfaction
        self.photos = photos
    }
}

extension CaseService {
    /// A report as it comes in, checked; short class codes are of the edition in force.
    package func newCase(_ body: ReportBody, by identity: Identity, at now: Timestamp) throws -> NewCase {
        try CaseInputReader.newCase(body, edition: edition(at: now), by: identity)
    }

    func edition(at now: Timestamp) -> String? {
        let directory: RegistryDirectory = registry.current
        return directory.classes.currentEdition(on: directory.calendar.date(of: now))?.code
    }
}

/// Turns bodies into checked inputs, gathering every bad field.
struct CaseInputReader {
    let edition: String?
    private var fields: [FieldError] = []

    init(edition: String?) {
        self.edition = edition
    }

    static func newCase(_ body: ReportBody, edition: String?, by identity: Identity) throws -> NewCase {
        var reader: CaseInputReader = CaseInputReader(edition: edition)
        let coordinate: Coordinate? = reader.coordinate(body.place)
        let subject: CaseSubject? = reader.subject(body.smallClass, body.condition, before: nil)
        reader.limit(body.description, "description", 1...NewCase.descriptionMax)
        reader.limit(body.address, "address", 0...NewCase.addressMax)
        reader.limit(body.part, "part", 14...20)
        let reporter: Reporter = reader.reporter(body.reporter, by: identity)
        let photos: [PhotoReference] = reader.photos(body.photos, kind: .near)
        guard reader.fields.isEmpty, let coordinate else { throw CityError.invalid(reader.fields) }
        return NewCase(
            source: body.source ?? .collector,
            coordinate: coordinate,
            address: body.address?.trimmed() ?? "",
            description: body.description.trimmed(),
            subject: subject,
            part: body.part,
            isUrgent: body.urgent ?? false,
            isSelfHandled: body.selfHandled ?? false,
            reporter: reporter,
            photos: photos,
            seenAt: body.seenAt
        )
    }

    static func action(_ body: ActionBody, on record: CaseRecord, edition: String?) throws -> ActionInput {
        var reader: CaseInputReader = CaseInputReader(edition: edition)
        let coordinate: Coordinate? = body.place.flatMap { reader.coordinate($0) }
        let subject: CaseSubject? = reader.subject(body.smallClass, body.condition, before: record.subject)
        reader.limit(body.opinion, "opinion", 0...ActionInput.opinionMax)
        reader.limit(body.address, "address", 0...NewCase.addressMax)
        reader.limit(body.description, "description", 1...NewCase.descriptionMax)
        let photos: [PhotoReference] = reader.photos(body.photos, kind: .after)
        guard reader.fields.isEmpty else { throw CityError.invalid(reader.fields) }
        return ActionInput(
            opinion: body.opinion?.trimmed(),
            subject: subject,
            organisation: body.organisation.map { OrganisationID($0) },
            assignee: body.assignee.map { AccountID($0) },
            until: body.until,
            target: body.target.map { CaseID($0) },
            upheld: body.upheld,
            satisfaction: body.satisfaction,
            coordinate: coordinate,
            address: body.address?.trimmed(),
            description: body.description?.trimmed(),
            photos: photos
        )
    }

    private mutating func note(_ field: String, _ reason: String, _ wording: Wording) {
        fields.append(FieldError(field, reason, wording))
    }

    private mutating func coordinate(_ point: PointBody) -> Coordinate? {
        do {
            return try point.coordinate(under: "place")
        } catch let error as CityError {
            fields += error.fields
        } catch {
            note("place", "place.invalid", Wording("坐标无效", "The coordinates are not valid"))
        }
        return nil
    }

    private mutating func subject(_ text: String?, _ condition: String?, before: CaseSubject?) -> CaseSubject? {
        guard let text else {
            guard let condition else { return nil }
            if let before { return CaseSubject(key: before.key, condition: condition) }
            note("class", "case.class_missing", Wording("填写立案条件前请先选类别", "Choose the class before its condition"))
            return nil
        }
        let full: String = text.split(separator: "/").count == 3 ? "\(edition ?? "")/\(text)" : text
        guard let key = ClassKey(full) else {
            note("class", "case.class", Wording("类别须写成 event/01/10", "A class is written event/01/10"))
            return nil
        }
        return CaseSubject(key: key, condition: condition)
    }

    private mutating func limit(_ text: String?, _ field: String, _ range: ClosedRange<Int>) {
        guard let text else { return }
        let length: Int = text.trimmed().count
        if range.contains(length), !text.unicodeScalars.contains("\0") { return }
        note(
            field,
            "text.length",
            Wording(
                "须为 \(range.lowerBound)–\(range.upperBound) 个字",
                "It must have \(range.lowerBound)–\(range.upperBound) characters"
            )
        )
    }

    private mutating func reporter(_ body: ReporterInputBody?, by identity: Identity) -> Reporter {
        limit(body?.name, "reporter.name", 0...Reporter.nameMax)
        if let phone = body?.phone, !Self.isPhone(phone) {
            note(
                "reporter.phone",
                "reporter.phone",
                Wording("电话须为 5–20 位数字，可带 + 和 -", "A phone number has 5–20 digits, + and -")
            )
        }
        return Reporter(
            name: body?.name?.trimmed(),
            phone: body?.phone,
            wantsReply: body?.wantsReply ?? false,
            account: identity.account
        )
    }

    private static func isPhone(_ text: String) -> Bool {
        (5...20).contains(text.utf8.count)
            && text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
    }

    private mutating func photos(_ bodies: [PhotoInputBody]?, kind: PhotoKind) -> [PhotoReference] {
        let bodies: [PhotoInputBody] = bodies ?? []
        if bodies.count > NewCase.photosMax {
            note(
                "photos",
                "case.photos_max",
                Wording("最多 \(NewCase.photosMax) 张照片", "At most \(NewCase.photosMax) photos")
            )
        }
        return bodies.map { PhotoReference(media: $0.media, kind: $0.kind ?? kind) }
    }
}
