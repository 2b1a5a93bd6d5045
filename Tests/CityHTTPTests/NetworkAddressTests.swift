import CityCore
import CityHTTP
import Testing

@Suite struct NetworkAddressTests {
    struct Way: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var proxies: String
        var peer: String
        var forwarded: [String]
        var client: String

        init(_ why: String, _ proxies: String, _ peer: String, _ forwarded: [String], _ client: String) {
            testDescription = why
            self.proxies = proxies
            self.peer = peer
            self.forwarded = forwarded
            self.client = client
        }
    }

    @Test(arguments: [
        Way("nobody is trusted", "", "10.0.0.2", ["1.2.3.4"], "10.0.0.2"),
        Way("the proxy is", "10.0.0.2", "10.0.0.2", ["1.2.3.4"], "1.2.3.4"),
        Way("another is not", "10.0.0.2", "10.0.0.3", ["1.2.3.4"], "10.0.0.3"),
        Way("what the client invented stands before it", "10.0.0.2", "10.0.0.2", ["9.9.9.9, 1.2.3.4"], "1.2.3.4"),
        Way("two proxies", "10.0.0.0/8", "10.0.0.2", ["9.9.9.9, 1.2.3.4, 10.1.1.1"], "1.2.3.4"),
        Way("two headers", "10.0.0.0/8", "10.0.0.2", ["1.2.3.4", "10.1.1.1"], "1.2.3.4"),
        Way("the proxy itself asks", "10.0.0.2", "10.0.0.2", [], "10.0.0.2"),
        Way("rubbish", "10.0.0.2", "10.0.0.2", ["1.2.3.4, unknown"], "10.0.0.2"),
        Way("with a port", "10.0.0.2", "10.0.0.2", ["1.2.3.4:4711"], "1.2.3.4"),
        Way("IPv6", "::1", "::1", ["2001:db8::1"], "2001:db8::1"),
        Way("IPv6 with a port", "fd00::/8, 10.0.0.2", "fd12::1", ["[2001:db8::1]:80"], "2001:db8::1"),
        Way("IPv4 in IPv6", "10.0.0.2", "::ffff:10.0.0.2", ["1.2.3.4"], "1.2.3.4"),
        Way("a range that ends within a byte", "10.0.0.0/9", "10.128.0.1", ["1.2.3.4"], "10.128.0.1"),
    ])
    func theClientIsWhomATrustedProxyNames(_ way: Way) throws {
        let proxies: TrustedProxies = try TrustedProxies(way.proxies)
        let peer: NetworkAddress = try #require(NetworkAddress(way.peer))
        #expect(proxies.client(of: peer, forwardedFor: way.forwarded).text == way.client)
    }

    @Test(arguments: ["proxy.local", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/8/8", "::1/129", "10.0.0.0/-1", "10.0.0.0/"])
    func whatIsNoRangeIsRefused(_ text: String) {
        #expect(throws: CityError.self) { try TrustedProxies(text) }
    }
}
