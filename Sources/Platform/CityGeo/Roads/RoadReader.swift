import CityCore
package import Foundation
import FoundationXML

/// Reads roads from files: GraphML as OSMnx writes it, or GeoJSON lines with OpenStreetMap's `highway`, `maxspeed` and
/// `oneway`.
package enum RoadReader {
    package static func read(_ file: Data) throws -> RoadGraph {
        let start: Data = file.prefix(200)
        return try String(decoding: start, as: UTF8.self).contains("<") ? graphML(file) : geoJSON(file)
    }

    package static func graphML(_ file: Data) throws -> RoadGraph {
        let reader: GraphMLReader = GraphMLReader()
        let parser: XMLParser = XMLParser(data: file)
        parser.shouldResolveExternalEntities = false
        parser.delegate = reader
        guard parser.parse() else { throw malformed }
        return try RoadGraph(nodes: reader.nodes, edges: reader.edges)
    }

    /// Each point of a line is a crossing: lines meet where they have the same point.
    package static func geoJSON(_ file: Data) throws -> RoadGraph {
        var builder: RoadBuilder = RoadBuilder()
        for feature in try GeoJSON.featureCollection(file).features {
            let speed: Double = RoadSpeeds.metresPerSecond(
                highway: feature.properties["highway"]?.text,
                limit: feature.properties["maxspeed"]?.text
            )
            let direction: String = feature.properties["oneway"]?.text ?? "no"
            switch feature.geometry {
            case .lineString(let line): builder.add(line, speed, direction)
            case .multiLineString(let lines): for line in lines { builder.add(line, speed, direction) }
            default: continue
            }
        }
        return try RoadGraph(nodes: builder.nodes, edges: builder.edges)
    }

    static let malformed: CityError = .invalid(
        "roads",
        "roads.malformed",
        Wording("不是完整的 GraphML 文件", "This is no complete GraphML file")
    )
}

private struct RoadBuilder {
    private struct Key: Hashable {
        var lng: Int
        var lat: Int
    }

    private(set) var nodes: [Coordinate] = []
    private(set) var edges: [RoadGraph.Edge] = []
    private var known: [Key: Int] = [:]

    mutating func add(_ line: [Coordinate], _ metresPerSecond: Double, _ direction: String) {
        let forwards: Bool = direction != "-1"
        let backwards: Bool = !["yes", "true", "1"].contains(direction.lowercased())
        for (first, second) in zip(line, line.dropFirst()) {
            let (from, to) = (node(first), node(second))
            if from == to { continue }
            let seconds: Double = first.distanceM(to: second) / metresPerSecond
            if forwards { edges.append(RoadGraph.Edge(from: from, to: to, seconds: seconds)) }
            if backwards { edges.append(RoadGraph.Edge(from: to, to: from, seconds: seconds)) }
        }
    }

    private mutating func node(_ place: Coordinate) -> Int {
        let key: Key = Key(lng: Int((place.lng * 1e6).rounded()), lat: Int((place.lat * 1e6).rounded()))
        if let node = known[key] { return node }
        nodes.append(place)
        known[key] = nodes.count - 1
        return nodes.count - 1
    }
}

/// Collects nodes and edges while the parser goes through the file.
private final class GraphMLReader: NSObject, XMLParserDelegate {
    private(set) var nodes: [Coordinate] = []
    private(set) var edges: [RoadGraph.Edge] = []
    private var names: [String: String] = [:]
    private var numbers: [String: Int] = [:]
    private var values: [String: String] = [:]
    private var (node, source, target): (String?, String?, String?) = (nil, nil, nil)
    private var field: String?
    private var text: String = ""

    func parser(
        _ parser: XMLParser,
        didStartElement element: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        switch element {
        case "key":
            if let id = attributes["id"], let name = attributes["attr.name"] { names[id] = name }
        case "node": (node, values) = (attributes["id"], [:])
        case "edge": (source, target, values) = (attributes["source"], attributes["target"], [:])
        case "data": (field, text) = (attributes["key"], "")
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if field != nil { text += string }
    }

    func parser(_ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?) {
        switch element {
        case "data":
            if let field { values[names[field] ?? field] = text }
            field = nil
        case "node": endNode()
        case "edge": endEdge()
        default: break
        }
    }

    private func endNode() {
        guard let node, let lng = values["x"].flatMap(Double.init), let lat = values["y"].flatMap(Double.init),
            let place = try? Coordinate(lng: lng, lat: lat)
        else { return }
        numbers[node] = nodes.count
        nodes.append(place)
    }

    /// Edges come after their nodes. One without a length is as long as the line between its ends.
    private func endEdge() {
        guard let from = source.flatMap({ numbers[$0] }), let to = target.flatMap({ numbers[$0] }) else { return }
        let lengthM: Double = values["length"].flatMap(Double.init) ?? nodes[from].distanceM(to: nodes[to])
        let told: Double? = values["travel_time"].flatMap(Double.init)
        let speed: Double = RoadSpeeds.metresPerSecond(highway: values["highway"], limit: values["maxspeed"])
        let seconds: Double = told ?? lengthM / speed
        guard seconds >= 0, seconds.isFinite else { return }
        edges.append(RoadGraph.Edge(from: from, to: to, seconds: seconds))
    }
}
