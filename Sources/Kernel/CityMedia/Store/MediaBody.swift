package import CityCore
import CityHTTP

/// An item on the wire. `thumb`, `medium`, `public` and `original` are the addresses of its forms; a file that is no
/// photo has only the last.
package struct MediaBody: Codable, Sendable, Hashable {
    package var id: String
    package var kind: MediaKind
    package var contentType: String
    package var byteCount: Int
    package var width: Int?
    package var height: Int?
    package var takenAt: Timestamp?
    /// WGS-84 degrees, with the camera's own estimate of its error.
    package var lng: Double?
    package var lat: Double?
    package var accuracyM: Double?
    package var thumb: String?
    package var medium: String?
    package var publicCopy: String?
    package var original: String

    enum CodingKeys: String, CodingKey {
        case id
        case kind
        case contentType
        case byteCount
        case width
        case height
        case takenAt
        case lng
        case lat
        case accuracyM
        case thumb
        case medium
        case publicCopy = "public"
        case original
    }

    package init(_ item: MediaItem) {
        id = item.id
        kind = item.kind
        contentType = item.kind.contentType
        byteCount = item.byteCount
        width = item.size?.width
        height = item.size?.height
        takenAt = item.takenAt
        lng = item.place?.lng
        lat = item.place?.lat
        accuracyM = item.place?.accuracyMetres
        thumb = MediaBody.address(item, .thumb)
        medium = MediaBody.address(item, .medium)
        publicCopy = MediaBody.address(item, .publicCopy)
        original = MediaBody.address(item.id, .original)
    }

    static func address(_ id: String) -> String { "\(RouteTable.prefix)media/\(id)" }

    private static func address(_ id: String, _ form: MediaForm) -> String { "\(address(id))/\(form.rawValue)" }

    private static func address(_ item: MediaItem, _ form: MediaForm) -> String? {
        item.file(form) == nil ? nil : address(item.id, form)
    }
}
