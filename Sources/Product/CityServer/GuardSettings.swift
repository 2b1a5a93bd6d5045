import CityCore
package import CityHTTP
import Configuration

/// What protects the front door: whose word is taken, how much is answered, how long is waited.
package struct GuardSettings: Sendable {
    package var proxies: TrustedProxies = .none
    package var limits: RequestLimits = RequestLimits()
    package var connectionsMax: Int = 20_000
    /// A line on which no request comes, or only part of its head, is closed after this.
    package var idleSeconds: Int = 60
    package var bodyPace: SlowRequestHandler.Pace = SlowRequestHandler.Pace(graceSeconds: 30, bytesPerSecond: 1024)
    package var handlerSeconds: Int = 120

    package init() {}

    init(_ reader: ConfigReader) throws {
        proxies = try TrustedProxies(reader.string(forKey: "http.trustedProxies", default: ""))
        connectionsMax = try GuardSettings.positive("http.connectionsMax", connectionsMax, reader)
        idleSeconds = try GuardSettings.positive("http.idleSeconds", idleSeconds, reader)
        bodyPace.graceSeconds = try GuardSettings.positive("http.bodyGraceSeconds", bodyPace.graceSeconds, reader)
        bodyPace.bytesPerSecond = try GuardSettings.positive("http.bodyBytesPerSecond", bodyPace.bytesPerSecond, reader)
        handlerSeconds = try GuardSettings.positive("http.handlerSeconds", handlerSeconds, reader)
        limits.address = try GuardSettings.limit("limits.address", limits.address, reader)
        limits.signIn = try GuardSettings.limit("limits.signIn", limits.signIn, reader)
        limits.account = try GuardSettings.limit("limits.account", limits.account, reader)
        limits.device = try GuardSettings.limit("limits.device", limits.device, reader)
    }

    private static func limit(_ key: String, _ standard: RateLimit, _ reader: ConfigReader) throws -> RateLimit {
        guard let text = reader.string(forKey: ConfigKey(key)) else { return standard }
        return try RateLimit(text, key: key)
    }

    private static func positive(_ key: String, _ standard: Int, _ reader: ConfigReader) throws -> Int {
        let value: Int = reader.int(forKey: ConfigKey(key), default: standard)
        guard value > 0 else {
            throw CityError.invalid(key, "config.positive", Wording("\(key) 须大于 0", "\(key) must be greater than 0"))
        }
        return value
    }
}
