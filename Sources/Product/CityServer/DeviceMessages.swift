import CityNATS
import CitySensing
import Logging
import ServiceLifecycle

/// Brings what MQTT devices tell the NATS servers into the city. A message is acknowledged when what it told is on the
/// disk; until then it comes again.
struct DeviceMessages: Service {
    let stream: SubjectStream
    let door: MessageDoor
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var isTold: Bool = false
            while !Task.isCancelled {
                do {
                    let messages: [SubjectMessage] = try await stream.next()
                    try await door.take(messages.map { (Self.topic(of: $0.subject), $0.body) })
                    for message in messages { message.acknowledge() }
                    isTold = false
                } catch {
                    if !isTold { logger.warning("messages of devices wait", metadata: ["error": "\(error)"]) }
                    isTold = true
                    try? await Task.sleep(for: .seconds(1))
                }
            }
        }
    }

    /// NATS writes a level's end as a dot, and a dot as two slashes.
    static func topic(of subject: String) -> String {
        subject.replacing("//", with: "\u{0}").replacing(".", with: "/").replacing("\u{0}", with: ".")
    }
}
