import CaseManagement
import CityAccess
import CityCore
import CityCrypto
import CityHTTP
import CityRegistry
import CityServer
import CityTestSupport
import CityWorkflow
import Command
import DemoCity
import Foundation
import HTTPTypes
import Testing

/// Sends visits as whoever must be refused, as a twin of the rightful from another county, and as the rightful.
final class RouteWalk {
    static let elsewhere: String = "420303"
    private static let password: String = "Nothing-2026"

    let world: DemoWorld
    private var facts: [String: String] = [:]
    private var tokens: [String: String] = [:]

    init() async throws {
        world = try await DemoWorld(cases: 20)
        let county: HTTPProbe.Reply = try await send(
            .post,
            "areas",
            "system",
            #"{"code":"\#(Self.elsewhere)","name":"张湾区","level":"county"}"#
        )
        guard county.status == 201 else { throw CityError.fault("no other county: \(county.body)") }
        _ = try await world.city.access.desk.create(
            AccountDraft(login: "powerless", name: "无权", area: ""),
            password: Self.password,
            mustChange: false
        )
        tokens["powerless"] = try await signIn("powerless", Self.password)
        let place = try world.point()
        facts = ["lng": "\(place.lng)", "lat": "\(place.lat)", "tile": tile(place.lng, place.lat, zoom: 14)]
        facts["case"] = try await reported()
        days()
        try await world.city.catchUpEvaluation()
        try await world.city.command.step()
        for fact in Visits.facts {
            let reply: HTTPProbe.Reply = try await send(.get, filled(fact.path), fact.login)
            let value: String = try #require(reply.value(at: fact.key), "\(fact.name): \(reply.status) \(reply.body)")
            facts[fact.name] = value
        }
    }

    /// What visits say of time: the day that it is, its month and the two before.
    private func days() {
        let today: CivilDate = world.city.registry.current.calendar.date(of: world.clock.now)
        var last: CivilDate = today
        for name in ["month", "last-month", "month-before"] {
            facts[name] = String(last.description.prefix(7))
            last = last.adding(days: -last.day)
        }
        facts["today"] = today.description
        facts["until"] = (world.clock.now + .days(7)).iso8601
    }

    /// A case with a photo, of the collector of the county.
    private func reported() async throws -> String {
        let token: String = try await token("collector1")
        let photo: HTTPProbe.Reply = try await world.probe.send(.post, "media", token: token, bytes: Visits.picture)
        var body = try world.litter()
        body.photos = [.init(media: try #require(photo.value(at: "id"), "\(photo.status) \(photo.body)"))]
        let reply: HTTPProbe.Reply = try await world.report(by: token, body)
        return try #require(reply.value(at: "row.id"), "\(reply.status) \(reply.body)")
    }

    // MARK: who sends

    private func signIn(_ login: String, _ password: String) async throws -> String {
        let reply: HTTPProbe.Reply = try await world.probe.send(
            .post,
            "sessions",
            json: #"{"login":"\#(login)","password":"\#(password)"}"#
        )
        return try #require(reply.value(at: "token"), "\(login): \(reply.status) \(reply.body)")
    }

    private func token(_ login: String) async throws -> String {
        if let token = tokens[login] { return token }
        let token: String = try await world.token(login)
        tokens[login] = token
        return token
    }

    /// Somebody with the same roles whose area is the other county.
    private func twin(of login: String) async throws -> String {
        let name: String = "twin-\(login)"
        if let token = tokens[name] { return token }
        let session: HTTPProbe.Reply = try await send(.get, "session", login)
        let role: String = try #require(session.value(at: "roles.0.code"))
        _ = try await world.city.access.desk.create(
            AccountDraft(login: name, name: "外区", area: Self.elsewhere),
            password: Self.password,
            mustChange: false,
            grants: [GrantDraft(role: role, area: Self.elsewhere)]
        )
        let token: String = try await signIn(name, Self.password)
        tokens[name] = token
        return token
    }

    // MARK: what is sent

    private func filled(_ text: String) -> String {
        facts.reduce(text) { $0.replacing("<\($1.key)>", with: $1.value) }
    }

    private func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ login: String,
        _ json: String? = nil
    ) async throws -> HTTPProbe.Reply {
        try await world.probe.send(method, path, token: try await token(login), json: json)
    }

    private func send(_ visit: Visit, token: String?, version: String?) async throws -> HTTPProbe.Reply {
        try await world.probe.send(
            visit.method,
            filled(visit.path),
            token: token,
            json: visit.json.map(filled),
            bytes: visit.file,
            headers: version.map { ["If-Match": $0] } ?? [:],
            readsBody: !visit.isEndless
        )
    }

    /// The version that the visit is made on; a number stands for itself.
    private func version(_ visit: Visit) async throws -> String? {
        guard let path = visit.versionOf else { return nil }
        if Int(path) != nil { return "\"\(path)\"" }
        let reply: HTTPProbe.Reply = try await send(.get, filled(path), visit.login)
        let version: String = try #require(reply.etag, "\(path): \(reply.status) \(reply.body)")
        return version
    }

    // MARK: the walk

    func walk(_ visit: Visit, _ route: Route) async throws {
        if visit.json?.contains("<code>") == true {
            world.clock.advance(by: .seconds(Int(OneTimePassword.stepSeconds)))
            facts["code"] = try code()
        }
        let version: String? = try await version(visit)
        let name: String = "\(visit.method) \(visit.path)"
        if route.access != .open {
            let nobody: HTTPProbe.Reply = try await send(visit, token: nil, version: version)
            #expect(nobody.status == 401, "nobody: \(name)")
            let powerless: HTTPProbe.Reply = try await send(visit, token: tokens["powerless"], version: version)
            if case .permission = route.access {
                #expect(powerless.status == 403, "the powerless: \(name)")
            } else {
                expect(powerless, visit.elsewhere == .known ? .refused : visit.elsewhere, "the powerless: \(name)")
            }
        }
        if visit.elsewhere != .personal {
            let token: String = try await twin(of: visit.login)
            expect(try await send(visit, token: token, version: version), visit.elsewhere, "from elsewhere: \(name)")
        }
        let reply: HTTPProbe.Reply = try await send(visit, token: try await token(visit.login), version: version)
        #expect((200...299).contains(reply.status), "the rightful: \(name): \(reply.body)")
        for (fact, key) in visit.keep {
            let value: String = try #require(reply.value(at: key), "\(name): \(reply.body)")
            facts[fact] = value
        }
    }

    private func expect(_ reply: HTTPProbe.Reply, _ elsewhere: Visit.Elsewhere, _ name: String) {
        switch elsewhere {
        case .refused: #expect([403, 404].contains(reply.status), "\(name): \(reply.body)")
        case .nothing:
            #expect([200, 204].contains(reply.status), "\(name): \(reply.body)")
            #expect(!reply.body.contains(DemoWorld.county), "\(name)")
        case .noRow:
            let counts: [String?] = ["created", "changed", "rejected"].map { reply.value(at: $0) }
            #expect(counts == ["0", "0", "1"], "\(name): \(reply.body)")
        case .same, .known: #expect((200...299).contains(reply.status), "\(name): \(reply.body)")
        case .personal: #expect(reply.status != 401 && reply.status < 500, "\(name): \(reply.body)")
        }
    }

    private func code() throws -> String {
        let alphabet: [Character] = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        let secret: String = try #require(facts["secret"])
        let bits: String = try secret.map { letter in
            let digits: String = String(try #require(alphabet.firstIndex(of: letter)), radix: 2)
            return String(repeating: "0", count: 5 - digits.count) + digits
        }.joined()
        let starts: [Int] = Array(stride(from: 0, through: bits.count - 8, by: 8))
        let bytes: [UInt8] = starts.compactMap { UInt8(bits.dropFirst($0).prefix(8), radix: 2) }
        let step: Int64 = world.clock.now.milliseconds / 1000 / OneTimePassword.stepSeconds
        return OneTimePassword(secret: bytes).code(step: step)
    }

    private func tile(_ lng: Double, _ lat: Double, zoom: Int) -> String {
        let side: Double = Double(1 << zoom)
        let latitude: Double = lat * .pi / 180
        let north: Double = log(tan(latitude) + 1 / cos(latitude)) / .pi
        return "\(zoom)/\(Int((lng + 180) / 360 * side))/\(Int((1 - north) / 2 * side))"
    }
}
