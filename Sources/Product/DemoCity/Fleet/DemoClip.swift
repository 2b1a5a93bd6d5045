import CityCore
import Foundation

/// Four seconds of a road as a vehicle's camera sees it, drawn by `scripts/demo-clip.py`.
enum DemoClip {
    static func bytes() throws -> [UInt8] {
        guard let url = Bundle.module.url(forResource: "road", withExtension: "mp4") else {
            throw CityError.fault("road.mp4 is not beside the program")
        }
        return Array(try Data(contentsOf: url))
    }
}
