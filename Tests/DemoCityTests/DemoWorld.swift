import CaseManagement
import CityCore
import CityGeo
import CityHTTP
import CityRegistry
import CitySQL
import CityServer
import CityTestSupport
import DemoCity
import Foundation
import HTTPTypes
import Terminals
import Testing

/// One county with people in their roles, behind its whole front door, at a time that the test sets.
final class DemoWorld: Sendable {
    static let county: String = "420302"
    private static let cityWide: Set<String> = [
        "leader", "evaluator", "audit", "security", "system", "devices", "wall",
    ]

    let folder: TemporaryFolder
    let clock: TestClock
    let city: City
    let probe: HTTPProbe

    /// - Parameter terminals: whether terminals may come in, at any free port.
    init(cases: Int = 0, terminals: Bool = false) async throws {
        let seed: DemoSeed = try await DemoSeed.made(cases: cases)
        folder = try TemporaryFolder()
        clock = TestClock()
        var settings: CitySettings = Self.settings(folder)
        if terminals {
            (settings.terminals.host, settings.terminals.port) = ("127.0.0.1", 0)
            settings.terminals.attachmentsPort = 0
        }
        city = try City(
            settings,
            clock: clock.city,
            ids: CountingIDs(after: 1_000_000).source,
            database: try await seed.copy(into: folder)
        )
        try await city.prepare()
        probe = HTTPProbe(city.routeTable())
    }

    /// The same city in another process.
    func beside() throws -> City {
        var settings: CitySettings = Self.settings(folder)
        (settings.terminals.host, settings.terminals.port) = ("127.0.0.1", 0)
        return try City(
            settings,
            clock: clock.city,
            ids: CountingIDs(after: 2_000_000).source,
            database: city.database
        )
    }

    static func settings(_ folder: TemporaryFolder) -> CitySettings {
        var settings: CitySettings = CitySettings()
        settings.dataFolder = folder.path
        settings.lightPasswords = true
        return settings
    }

    /// Signs in as somebody of the demo: `acceptor`, `duty`, `dispatcher`, `collector1`, `clerk-420302hw` …
    func token(_ name: String) async throws -> String {
        let login: String =
            name.contains("-") || Self.cityWide.contains(name) ? name : "\(name)-\(Self.county)"
        let reply: HTTPProbe.Reply = try await probe.send(
            .post,
            "sessions",
            json: #"{"login":"\#(login)","password":"\#(DemoAccount.password)"}"#
        )
        struct Session: Decodable { var token: String }
        return try reply.decoded(as: Session.self).token
    }

    /// A point inside some grid of the county.
    func point(_ index: Int = 0) throws -> PointBody {
        let grids: [UnitGrid] = city.registry.current.activeGrids(in: Self.county)
        let box = try #require(grids[index % grids.count].shape.boundingBox)
        return PointBody(lng: (box.west + box.east) / 2, lat: (box.south + box.north) / 2)
    }

    func report(
        by token: String,
        _ body: ReportBody? = nil,
        key: String? = nil
    ) async throws -> HTTPProbe.Reply {
        let body: ReportBody = try body ?? litter()
        return try await probe.send(
            .post,
            "cases",
            token: token,
            body: body,
            headers: key.map { ["Idempotency-Key": $0] } ?? [:]
        )
    }

    /// 暴露垃圾, four work hours.
    func litter(at index: Int = 0) throws -> ReportBody {
        ReportBody(
            source: .collector,
            place: try point(index),
            address: "北京路 1 号",
            description: "路边有垃圾",
            smallClass: "event/01/10",
            condition: "1"
        )
    }

    func act(
        _ action: CaseAction,
        on id: String,
        by token: String,
        _ body: ActionBody = ActionBody(),
        version: Int? = nil
    ) async throws -> HTTPProbe.Reply {
        let current: CaseBody = try await probe.send(.get, "cases/\(id)", token: try await self.token("leader"))
            .decoded()
        return try await probe.send(
            .post,
            "cases/\(id)/actions/\(action.rawValue)",
            token: token,
            body: body,
            headers: ["If-Match": "\"\(version ?? current.row.version)\""]
        )
    }

    /// Does it and expects it to be accepted.
    @discardableResult
    func must(
        _ action: CaseAction,
        on id: String,
        by name: String,
        _ body: ActionBody = ActionBody()
    ) async throws -> CaseBody {
        let reply: HTTPProbe.Reply = try await act(action, on: id, by: try await token(name), body)
        guard reply.status == 200 else {
            throw CityError.fault("\(action.rawValue) by \(name): \(reply.status) \(reply.body)")
        }
        return try reply.decoded()
    }

    /// A case that has come as far as its department.
    func dispatched() async throws -> CaseBody {
        let first: CaseBody = try await report(by: try await token("collector1")).decoded()
        try await must(.accept, on: first.row.id, by: "acceptor")
        try await must(.file, on: first.row.id, by: "duty")
        return try await must(.dispatch, on: first.row.id, by: "dispatcher")
    }

    func verification() async throws -> CaseVerification {
        try await city.database.read { db in try CaseVerification(in: db) }
    }
}
