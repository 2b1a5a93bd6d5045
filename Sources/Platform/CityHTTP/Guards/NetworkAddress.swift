import CityCore
import Foundation

/// An IPv4 or IPv6 address. An IPv4 address that is written as an IPv6 one (`::ffff:10.0.0.1`) is the IPv4 address.
package struct NetworkAddress: Sendable, Hashable {
    package let bytes: [UInt8]

    package init?(_ text: some StringProtocol) {
        var four: in_addr = in_addr()
        var six: in6_addr = in6_addr()
        if inet_pton(AF_INET, String(text), &four) == 1 {
            bytes = withUnsafeBytes(of: &four) { Array($0) }
        } else if inet_pton(AF_INET6, String(text), &six) == 1 {
            let found: [UInt8] = withUnsafeBytes(of: &six) { Array($0) }
            let mapped: [UInt8] = Array(repeating: 0, count: 10) + [0xFF, 0xFF]
            bytes = found.starts(with: mapped) ? Array(found.dropFirst(12)) : found
        } else {
            return nil
        }
    }

    package var text: String {
        var buffer: [CChar] = Array(repeating: 0, count: Int(INET6_ADDRSTRLEN))
        _ = inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &buffer, socklen_t(buffer.count))
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Who holds the address, for counting: a home or an office is given a whole /64 of IPv6.
    var holder: String {
        bytes.count == 4 ? text : bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
    }
}

/// Addresses that begin with the same bits: `10.0.0.0/8`, or one address alone.
package struct NetworkRange: Sendable, Hashable {
    private let start: [UInt8]
    private let bits: Int

    package init?(_ text: String) {
        let parts: [Substring] = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let address = NetworkAddress(parts[0]), parts.count <= 2 else { return nil }
        start = address.bytes
        let all: Int = start.count * 8
        guard let bits = parts.count == 2 ? Int(parts[1]) : all, (0...all).contains(bits) else { return nil }
        self.bits = bits
    }

    package func contains(_ address: NetworkAddress) -> Bool {
        guard address.bytes.count == start.count else { return false }
        return (0..<bits).allSatisfy { bit in
            let mask: UInt8 = 0x80 >> UInt8(bit % 8)
            return address.bytes[bit / 8] & mask == start[bit / 8] & mask
        }
    }
}

/// The reverse proxies whose `X-Forwarded-For` is believed. What anybody else writes there is not looked at.
package struct TrustedProxies: Sendable, Hashable {
    private let ranges: [NetworkRange]

    package static let none: TrustedProxies = TrustedProxies(ranges: [])

    private init(ranges: [NetworkRange]) {
        self.ranges = ranges
    }

    /// - Parameter text: addresses and ranges, separated by commas.
    package init(_ text: String) throws {
        ranges = try text.split(separator: ",").map { part in
            guard let range = NetworkRange(part.trimmed()) else {
                throw CityError.invalid(
                    "http.trustedProxies",
                    "config.proxies",
                    Wording(
                        "“\(part.trimmed())”不是地址或网段，例如 10.0.0.2 或 10.0.0.0/8",
                        "\"\(part.trimmed())\" is no address or range, such as 10.0.0.2 or 10.0.0.0/8"
                    )
                )
            }
            return range
        }
    }

    /// Who sent the request: the last address that a trusted proxy names and that is no trusted proxy itself.
    package func client(of peer: NetworkAddress, forwardedFor: [String]) -> NetworkAddress {
        var client: NetworkAddress = peer
        for named in forwardedFor.joined(separator: ",").split(separator: ",").reversed() {
            guard ranges.contains(where: { $0.contains(client) }), let before = Self.address(named.trimmed()) else {
                break
            }
            client = before
        }
        return client
    }

    /// `10.0.0.1`, `10.0.0.1:4711`, `2001:db8::1` or `[2001:db8::1]:4711`.
    private static func address(_ text: String) -> NetworkAddress? {
        if text.hasPrefix("[") { return NetworkAddress(text.dropFirst().prefix { $0 != "]" }) }
        let isWithPort: Bool = text.count { $0 == ":" } == 1
        return NetworkAddress(isWithPort ? text.prefix { $0 != ":" } : text[...])
    }
}
