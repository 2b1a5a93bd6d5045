import CityNATS
import CityServer
import CityTestSupport
import Foundation
import Testing

struct NATSSettingsTests {
    /// The flag says where the servers are, and nothing else: certificates and the stream are still the file's.
    @Test func theFlagWinsOverTheFileForTheServersOnly() async throws {
        let folder: TemporaryFolder = try TemporaryFolder()
        let file: String = folder.path("streetwise.json")
        let json: String = """
            {"nats": {"url": "nats://a:4222", "stream": "CITY", "replicas": 3, "authority": "ca.pem"}}
            """
        try json.write(toFile: file, atomically: true, encoding: .utf8)
        let settings: CitySettings = try await CitySettings(configurationFile: file, nats: "nats://b:4222")
        #expect(settings.nats?.urls == ["nats://b:4222"])
        #expect(settings.nats?.stream == "CITY")
        #expect(settings.nats?.replicas == 3)
        #expect(settings.nats?.authority == "ca.pem")
        #expect(try await CitySettings(configurationFile: file).nats?.urls == ["nats://a:4222"])
        #expect(try await CitySettings(configurationFile: nil).nats == nil)
    }
}
