import CityCore
package import CityGeo
import FoundationEssentials

/// The picture under the city's own layers, from a server outside; without one the map shows the city's layers alone.
package struct BaseMap: Codable, Sendable, Hashable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// Tiles as pictures, `{z}`, `{x}`, `{y}` in the address.
        case raster
        /// The address of a MapLibre style.
        case vector
    }

    package var kind: Kind
    package var url: String
    package var attribution: String
    package var maxZoom: Int
    /// What the tiles are drawn in; the pages convert the city's own layers to it.
    package var datum: Datum

    package init(kind: Kind, url: String, attribution: String, maxZoom: Int, datum: Datum) throws {
        guard url.hasPrefix("https://") || url.hasPrefix("http://"), !url.contains(where: \.isWhitespace),
            !url.contains(";"), !url.contains(",")
        else {
            throw CityError.invalid(
                "map.url",
                "config.map_url",
                Wording("map.url 须为 http 或 https 地址", "map.url must be an http or https address")
            )
        }
        self.kind = kind
        self.url = url
        self.attribution = attribution
        self.maxZoom = maxZoom
        self.datum = datum
    }

    /// Scheme and host, for the content security policy.
    var origin: String {
        let parts: [Substring] = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count >= 3 else { return "'none'" }
        return "\(parts[0])//\(parts[2].replacing("{s}", with: "*"))"
    }
}
