import CityCore
import CityHTTP
import CitySensing
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// `/osmand`: where phones with Traccar's client tell where they are. Whoever knows a phone's identifier may tell its
/// place, and nothing else; the identifier is chosen long and at random.
struct PhoneDoorPages: Sendable {
    private static let bytesMax: Int = 65_536

    let door: PositionDoor
    let clock: CityClock

    func mount(on router: Router<AppContext>) {
        router.get("/osmand") { request, _ in try await take(request) }
        router.post("/osmand") { request, _ in try await take(request) }
    }

    private func take(_ request: Request) async throws -> Response {
        let now: Timestamp = clock.now()
        var parameters: [String: String] = Self.parameters(request.uri.queryParameters)
        let body: [UInt8] = try await body(of: request)
        let isJSON: Bool = body.first { !$0.isSpace } == UInt8(ascii: "{")
        let report: PhoneReport
        if parameters.isEmpty, isJSON {
            report = try PhoneReport(json: body, receivedAt: now)
        } else {
            if parameters.isEmpty {
                let form: URI = URI("/?" + String(decoding: body, as: UTF8.self))
                parameters = Self.parameters(form.queryParameters)
            }
            report = try PhoneReport(parameters, receivedAt: now)
        }
        try await door.take(report)
        return Response(status: .ok)
    }

    private static func parameters(_ given: Parameters) -> [String: String] {
        var parameters: [String: String] = [:]
        for (name, value) in given { parameters[String(name)] = String(value) }
        return parameters
    }

    private func body(of request: Request) async throws -> [UInt8] {
        do {
            return Array(buffer: try await request.body.collect(upTo: Self.bytesMax))
        } catch is NIOTooManyBytesError {
            throw CityError(.tooLarge, "body.too_large", Wording("内容过大", "The body is too large"))
        }
    }
}

extension UInt8 {
    fileprivate var isSpace: Bool { self == 32 || (9...13).contains(self) }
}
