import CityCore
package import CityGeo
import CityHTTP
import CitySQL

/// The part of the map that a list is narrowed to: a box, a drawn outline, or the outline within the box.
package struct CaseOutline: Sendable {
    private static let cornersMax: Int = 100

    package var box: BoundingBox?
    /// The corners of an outline, without the first one again at the end.
    package var corners: [Coordinate] = []

    static let parameters: [QueryParameter] = [
        QueryParameter("bbox", .text, Wording("范围：西,南,东,北", "Box: west,south,east,north")),
        QueryParameter(
            "within",
            .text,
            Wording("多边形：经度,纬度;经度,纬度;…（3–100 个点）", "Outline: lng,lat;lng,lat;… of 3–100 corners")
        ),
    ]

    init(_ call: Call) throws {
        box = try call.text("bbox").map { try BoundingBox(text: $0) }
        corners = try CaseOutline.corners(call.text("within"))
    }

    package init() {}

    var conditions: [SQLQuery] {
        [box, BoundingBox(around: corners)].compactMap { $0 }.map(CaseCell.condition)
            + (corners.isEmpty ? [] : [inside])
    }

    /// The even-odd rule over the edges: a place is inside when a ray to its east crosses an odd number of them.
    private var inside: SQLQuery {
        var crossings: [SQLQuery] = []
        for (index, start) in corners.enumerated() {
            let end: Coordinate = corners[(index + 1) % corners.count]
            if start.lat == end.lat { continue }
            let (low, high): (Coordinate, Coordinate) = start.lat < end.lat ? (start, end) : (end, start)
            let slope: Double = (high.lng - low.lng) / (high.lat - low.lat)
            crossings.append(
                """
                CASE WHEN lat >= \(low.lat) AND lat < \(high.lat) AND lng < \(low.lng) + (lat - \(low.lat)) * \(slope)
                THEN 1 ELSE 0 END
                """
            )
        }
        if crossings.isEmpty { return "1 = 0" }
        return "(" + crossings.joined(separator: " + ") + ") % 2 = 1"
    }

    private static func corners(_ text: String?) throws -> [Coordinate] {
        guard let text else { return [] }
        let pairs: [[Double]] = text.split(separator: ";").map { pair in
            pair.split(separator: ",").compactMap { Double($0) }
        }
        var corners: [Coordinate] = []
        if (3...cornersMax + 1).contains(pairs.count), pairs.allSatisfy({ $0.count == 2 }) {
            corners = try pairs.map { try Coordinate(lng: $0[0], lat: $0[1], under: "within") }
        }
        if corners.first == corners.last { corners = Array(corners.dropLast()) }
        guard (3...cornersMax).contains(corners.count) else {
            throw CityError.invalid(
                "within",
                "query.within",
                Wording(
                    "多边形须有 3–\(cornersMax) 个点，写成 经度,纬度;经度,纬度;…",
                    "An outline has 3–\(cornersMax) corners, written lng,lat;lng,lat;…"
                )
            )
        }
        return corners
    }
}
