import CityCore
import CityGeo
import CitySQL
import CityTestSupport
import Foundation
import HTTPTypes
import Logging
import Testing

@testable import CityServer

/// The pages' files as a browser gets them.
@Suite struct WebPagesTests {
    private struct World {
        let folder: TemporaryFolder
        let probe: HTTPProbe

        init(base: BaseMap? = nil, files: [String: String]) async throws {
            folder = try TemporaryFolder()
            let web: String = "\(folder.path)/Web"
            for (path, text) in files {
                let url: URL = URL(fileURLWithPath: "\(web)/\(path)")
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(),
                    withIntermediateDirectories: true
                )
                try text.write(to: url, atomically: true, encoding: .utf8)
            }
            var settings: CitySettings = CitySettings()
            settings.dataFolder = folder.path
            settings.webFolder = web
            settings.baseMap = base
            let city: City = try City(settings, clock: TestClock().city, database: try await TestDatabase.make([]))
            try await city.prepare()
            probe = HTTPProbe(try CityHTTPServer(city, logger: Logger(label: "test")).router())
        }

        func get(_ path: String, gzip: Bool = false) async throws -> HTTPProbe.Reply {
            try await probe.send(.get, path, headers: gzip ? ["Accept-Encoding": "gzip"] : [:])
        }
    }

    private let files: [String: String] = [
        "index.html": "<script type=module src={{root}}/main.js></script>",
        "main.js": String(repeating: "export const city = 1;\n", count: 100),
        "field.html": "<title>field</title>",
        "field/sw.js": "const version = \"{{version}}\"; const files = [\"{{files}}\"];",
        "secret.txt": "not for anybody",
    ]

    private func root(_ page: String) throws -> String {
        String(try #require(page.firstMatch(of: /\/web\/[0-9a-f]{12}/)).output)
    }

    @Test func aFileIsKeptForEverUnderTheHashOfThePages() async throws {
        let world: World = try await World(files: files)
        let page = try await world.get("/")
        #expect(page.status == 200)
        #expect(page.headers["cache-control"] == "no-cache")
        let script = try await world.get("\(try root(page.body))/main.js")
        #expect(script.headers["cache-control"] == "public, max-age=31536000, immutable")
        #expect(script.headers["content-type"] == "text/javascript; charset=utf-8")
        let old = try await world.get("/web/0123456789ab/main.js")
        #expect(old.status == 200)
        #expect(old.headers["cache-control"] == "no-cache")
    }

    @Test func filesArePackedForThoseWhoUnpack() async throws {
        let world: World = try await World(files: files)
        let script: String = "\(try root(try await world.get("/").body))/main.js"
        let plain = try await world.get(script)
        let packed = try await world.get(script, gzip: true)
        #expect(plain.headers["content-encoding"] == nil)
        #expect(packed.headers["content-encoding"] == "gzip")
        #expect(packed.body.utf8.count < plain.body.utf8.count / 5)
    }

    @Test(arguments: ["/cases/0190", "/inbox", "/registry/grids/420302001001001", "/field/report"])
    func everyAddressOfAPageStartsThePages(path: String) async throws {
        let page = try await World(files: files).get(path)
        #expect(page.status == 200)
        #expect(page.headers["content-type"] == "text/html; charset=utf-8")
    }

    @Test(arguments: [
        "/web/0123456789ab/secret.txt", "/web/0123456789ab/../city.db", "/favicon.ico", "/api/v1/nothing",
    ])
    func whatIsNoPageIsNotFound(path: String) async throws {
        let answer = try await World(files: files).get(path)
        #expect(answer.status == 404)
        #expect(answer.headers["content-type"] == "application/problem+json; charset=utf-8")
    }

    @Test func theWorkerOfTheFieldAppKnowsEveryFile() async throws {
        let world: World = try await World(files: files)
        let root: String = try root(try await world.get("/").body)
        let worker = try await world.get("/field/sw.js")
        #expect(worker.body.contains("\"\(root)/main.js\""))
        #expect(worker.body.contains("\"\(root.dropFirst(5))\""))
        #expect(!worker.body.contains("{{"))
    }

    @Test func scriptsComeFromHereAloneAndPicturesAlsoFromTheBaseMap() async throws {
        let base: BaseMap = try BaseMap(
            kind: .raster,
            url: "https://tiles.example.org/{z}/{x}/{y}.png",
            attribution: "©",
            maxZoom: 18,
            datum: .wgs84
        )
        let page = try await World(base: base, files: files).get("/")
        let policy: String = try #require(page.headers["content-security-policy"])
        #expect(policy.contains("img-src 'self' data: blob: https://tiles.example.org;"))
        #expect(policy.contains("default-src 'self';"))
        #expect(!policy.contains("unsafe"))
    }

    @Test func withoutPagesTheApplicationInterfaceStillAnswers() async throws {
        let world: World = try await World(files: [:])
        #expect(try await world.get("/").status == 503)
        #expect(try await world.get("/api/v1/city").status == 200)
    }

    @Test(arguments: ["ftp://x/{z}", "https://a; script-src *", "javascript:alert(1)"])
    func aBaseMapOfAnotherKindIsRefused(url: String) {
        #expect(throws: CityError.self) {
            try BaseMap(kind: .raster, url: url, attribution: "", maxZoom: 18, datum: .wgs84)
        }
    }
}
