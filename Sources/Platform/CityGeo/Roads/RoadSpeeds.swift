/// How fast one gets along, by what OpenStreetMap says of a road. A limit is not a speed: there are crossings and
/// others on the road.
package enum RoadSpeeds {
    /// Of a limit, how much a drive through a city comes to.
    static let partOfLimit: Double = 0.7

    private static let kph: [String: Double] = [
        "motorway": 80, "motorway_link": 45, "trunk": 55, "trunk_link": 40, "primary": 40, "primary_link": 30,
        "secondary": 35, "secondary_link": 28, "tertiary": 30, "tertiary_link": 25, "unclassified": 25,
        "residential": 20, "living_street": 12, "service": 15,
    ]

    /// Metres per second. Of several values, as graphs that were made simpler have them, the first that says something.
    package static func metresPerSecond(highway: String?, limit: String?) -> Double {
        if let limit = limit.flatMap(limitKPH) { return limit * partOfLimit / 3.6 }
        let known: Double? = words(highway ?? "").lazy.compactMap { kph[$0] }.first
        return (known ?? 25) / 3.6
    }

    /// `60`, `30 mph`, `['40', '60']`.
    static func limitKPH(_ text: String) -> Double? {
        let parts: [String] = words(text)
        guard let number = parts.lazy.compactMap(Double.init).first, (5...160).contains(number) else { return nil }
        return parts.contains("mph") ? number * 1.609344 : number
    }

    private static func words(_ text: String) -> [String] {
        text.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }.map { $0.lowercased() }
    }
}
