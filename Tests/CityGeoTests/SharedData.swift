import FoundationEssentials

/// Files beside the repository that tests read when they are there.
enum SharedData {
    static let futianRoads: String = path("geo/shenzhen_futian_osm_drive.graphml")
    static let datumPlaces: String = path("geo/datum-places.json")

    static func isPresent(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    private static func path(_ name: String) -> String {
        let here: [Substring] = #filePath.split(separator: "/")
        return "/" + here.dropLast(4).joined(separator: "/") + "/shared/data/" + name
    }
}
