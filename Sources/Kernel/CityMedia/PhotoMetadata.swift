package import CityCore

/// What the camera wrote about a photo, as far as it can be believed. Whatever is missing, broken or implausible is
/// nil: bad metadata never spoils a good photo.
package struct PhotoMetadata: Sendable, Hashable {
    /// WGS-84 degrees, as EXIF prescribes.
    package struct Place: Sendable, Hashable {
        package var lng: Double
        package var lat: Double
        /// The camera's own estimate of its horizontal error, in metres.
        package var accuracyMetres: Double?

        package init(lng: Double, lat: Double, accuracyMetres: Double? = nil) {
            self.lng = lng
            self.lat = lat
            self.accuracyMetres = accuracyMetres
        }
    }

    package var place: Place?
    package var takenAt: Timestamp?
    package var orientation: PhotoOrientation
    package var make: String?
    package var model: String?

    package init(
        place: Place? = nil,
        takenAt: Timestamp? = nil,
        orientation: PhotoOrientation = .upright,
        make: String? = nil,
        model: String? = nil
    ) {
        self.place = place
        self.takenAt = takenAt
        self.orientation = orientation
        self.make = make
        self.model = model
    }

    /// Reads the EXIF block of a JPEG, PNG or WebP file; other kinds and files without one give an empty value.
    package init(reading bytes: [UInt8], _ kind: MediaKind, now: Timestamp, zoneOffsetMinutes: Int) {
        self.init()
        guard let block = ExifBlock(in: bytes, kind) else { return }
        place = PhotoMetadata.place(block)
        takenAt = PhotoMetadata.takenAt(block, now: now, zoneOffsetMinutes: zoneOffsetMinutes)
        orientation = block.number(.orientation).flatMap(PhotoOrientation.init(rawValue:)) ?? .upright
        make = PhotoMetadata.name(block.text(.make))
        model = PhotoMetadata.name(block.text(.model))
    }

    private static func place(_ block: ExifBlock) -> Place? {
        guard let lat = degrees(block, .latitude, .latitudeReference, positive: "N", negative: "S", limit: 90),
            let lng = degrees(block, .longitude, .longitudeReference, positive: "E", negative: "W", limit: 180)
        else { return nil }
        // Cameras without a fix write zeros.
        if lat == 0, lng == 0 { return nil }
        return Place(lng: lng, lat: lat, accuracyMetres: accuracy(block))
    }

    /// Degrees, minutes and seconds, and the letter that gives the sign: without the letter the value means nothing.
    private static func degrees(
        _ block: ExifBlock,
        _ tag: ExifTagID,
        _ reference: ExifTagID,
        positive: String,
        negative: String,
        limit: Double
    ) -> Double? {
        guard let letter = block.text(reference)?.uppercased(), letter == positive || letter == negative,
            let parts = block.rationals(tag), parts.count == 3, parts.allSatisfy({ $0 >= 0 }),
            parts[1] < 60, parts[2] < 60
        else { return nil }
        let minutes: Double = parts[1] + parts[2] / 60
        let value: Double = parts[0] + minutes / 60
        guard value <= limit else { return nil }
        return letter == positive ? value : -value
    }

    private static func accuracy(_ block: ExifBlock) -> Double? {
        guard let metres = block.rationals(.horizontalError)?.first, metres > 0, metres < 100_000 else { return nil }
        return metres
    }

    /// `2026:02:13 09:30:00` with the zone of its own tag, or else the given one.
    private static func takenAt(_ block: ExifBlock, now: Timestamp, zoneOffsetMinutes: Int) -> Timestamp? {
        guard let text = block.text(.takenAt), let local = localTime(text) else { return nil }
        let offset: Int = block.text(.takenAtOffset).flatMap(offsetMinutes) ?? zoneOffsetMinutes
        let moment: Timestamp = local - .minutes(offset)
        guard moment.milliseconds >= 0, moment <= now + .days(1) else { return nil }
        return moment
    }

    /// The moment as if the camera's clock showed UTC.
    private static func localTime(_ text: String) -> Timestamp? {
        let parts: [Substring] = text.split(separator: " ")
        guard parts.count == 2 else { return nil }
        let day: String = parts[0].split(separator: ":", omittingEmptySubsequences: false).joined(separator: "-")
        return Timestamp(iso8601: "\(day)T\(parts[1])Z")
    }

    /// `+08:00`, `-03:30` or `Z`: the part of a time that says how far its clock is from UTC.
    private static func offsetMinutes(_ text: String) -> Int? {
        guard let shifted = Timestamp(iso8601: "1970-01-02T00:00:00\(text)") else { return nil }
        return Int((86_400_000 - shifted.milliseconds) / 60_000)
    }

    /// A device's name as one short line, whatever the file holds.
    private static func name(_ text: String?) -> String? {
        guard let text else { return nil }
        let visible: String = String(String.UnicodeScalarView(text.unicodeScalars.filter(isVisible)))
        let short: String = String(visible.trimmed().prefix(64))
        return short.isEmpty ? nil : short
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
        default: scalar != "\u{FFFD}"
        }
    }
}
