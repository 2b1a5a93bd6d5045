package import CityCore
package import CityGeo
package import CitySQL
import Synchronization

/// The roads that are loaded, in the memory of each process.
package final class RoadBook: Sendable {
    package struct Roads: Sendable {
        package var name: String
        package var at: Timestamp
        package var graph: RoadGraph
    }

    private let roads: Mutex<Roads?> = Mutex(nil)

    package init() {}

    package var current: Roads? { roads.withLock { $0 } }

    /// Reads anew when what is kept is not what is held.
    package func load(in db: any SQLConnection) throws {
        guard let row = try db.first("SELECT name, at FROM command_roads WHERE id = 1") else {
            return roads.withLock { $0 = nil }
        }
        let at: Timestamp = try row.get("at")
        if current?.at == at { return }
        guard let kept = try db.first("SELECT graph FROM command_roads WHERE id = 1"),
            case .blob(let bytes) = try kept.get("graph", as: SQLValue.self)
        else { return }
        let fresh: Roads = Roads(name: try row.get("name"), at: at, graph: try RoadGraph(decoding: bytes))
        roads.withLock { $0 = fresh }
    }

    /// Takes the place of what was there.
    package static func keep(
        _ graph: RoadGraph,
        named name: String,
        at now: Timestamp,
        in db: any SQLConnection
    ) throws {
        try db.run(
            """
            INSERT INTO command_roads (id, name, nodes, edges, graph, at)
            VALUES (1, \(name), \(graph.nodeCount), \(graph.edgeCount), \(SQLValue.blob(graph.encoded())), \(now))
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, nodes = excluded.nodes, edges = excluded.edges,
                graph = excluded.graph, at = excluded.at
            """
        )
    }

    package static func forget(in db: any SQLConnection) throws {
        try db.run("DELETE FROM command_roads")
    }
}
