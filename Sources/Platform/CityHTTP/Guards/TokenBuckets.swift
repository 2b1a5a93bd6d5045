package import CityCore

/// How often something may happen: so many at once, and then so many a second.
package struct RateLimit: Sendable, Hashable {
    package var burst: Double
    package var perSecond: Double

    package init(burst: Double, perSecond: Double) {
        self.burst = burst
        self.perSecond = perSecond
    }

    package static let none: RateLimit = RateLimit(burst: .infinity, perSecond: 0)

    /// - Parameter text: `300/1` for 300 at once and then one a second, or `off`.
    package init(_ text: String, key: String) throws {
        let numbers: [Double] = text.split(separator: "/").compactMap { Double($0.trimmed()) }
        if text.trimmed() == "off" {
            self = .none
        } else if numbers.count == 2, numbers.allSatisfy({ $0.isFinite && $0 > 0 }), numbers[0] >= 1 {
            self.init(burst: numbers[0], perSecond: numbers[1])
        } else {
            throw CityError.invalid(
                key,
                "config.limit",
                Wording(
                    "\(key) 须写成“突发次数/每秒次数”，例如 300/1，或 off",
                    "\(key) must be written as burst/per second, such as 300/1, or off"
                )
            )
        }
    }
}

/// A token bucket for each key, in bounded memory: of `keysMax` keys the ones that were not seen for longest are
/// forgotten, which only ever gives somebody a full bucket.
package struct TokenBuckets: Sendable {
    private struct Bucket {
        var tokens: Double
        var at: Timestamp
    }

    private let limit: RateLimit
    private let generationMax: Int
    private var young: [String: Bucket] = [:]
    private var old: [String: Bucket] = [:]

    package init(_ limit: RateLimit, keysMax: Int = 100_000) {
        self.limit = limit
        generationMax = max(1, keysMax / 2)
    }

    package var count: Int { young.count + old.count }

    /// Takes one token; answers nil, or how many seconds it takes until there is one.
    package mutating func take(_ key: String, at now: Timestamp) -> Int? {
        let last: Bucket? = young[key] ?? old[key]
        var tokens: Double = limit.burst
        if let last {
            let seconds: Double = max(0, Double(now.milliseconds - last.at.milliseconds) / 1000)
            tokens = min(limit.burst, last.tokens + seconds * limit.perSecond)
        }
        let isGranted: Bool = tokens >= 1
        if young[key] == nil, young.count >= generationMax {
            old = young
            young = [:]
        }
        young[key] = Bucket(tokens: isGranted ? tokens - 1 : tokens, at: now)
        return isGranted ? nil : max(1, Int(((1 - tokens) / limit.perSecond).rounded(.up)))
    }
}
