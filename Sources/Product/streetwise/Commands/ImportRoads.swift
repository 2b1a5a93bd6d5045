import ArgumentParser
import CityCore
import CityGeo
import CitySQL
import CityServer
import Command
import Foundation

extension ImportCommand {
    /// The roads that units drive on, in place of those that were there.
    struct Roads: AsyncParsableCommand {
        static let configuration: CommandConfiguration = CommandConfiguration(
            abstract:
                "路网（OSMnx 的 GraphML，或带 highway、oneway、maxspeed 的 GeoJSON 线） · Roads (GraphML of OSMnx, or GeoJSON lines)"
        )
        @OptionGroup var options: CityOptions
        @Argument(help: "文件 · file") var file: String
        @Option(name: .long, help: "名称，默认文件名 · a name, the file's by default") var name: String?

        func run() async throws {
            let graph: RoadGraph = try RoadReader.read(try Data(contentsOf: URL(fileURLWithPath: file)))
            let city: City = try await options.city()
            let shown: String = name ?? URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
            let now: Timestamp = city.clock.now()
            try await city.database.write { db in try RoadBook.keep(graph, named: shown, at: now, in: db) }
            Console.say("路口 · crossings \(graph.nodeCount)，路段 · roads \(graph.edgeCount)")
        }
    }
}
