import CityCore

/// How the NATS servers are reached, and what the city's stream there is like.
package struct NATSSettings: Sendable {
    /// `nats://` or `tls://`, several of one cluster.
    package var urls: [String]
    /// The stream's name; subjects begin with it in small letters, so several cities may share one cluster.
    package var stream: String = "STREETWISE"
    /// On how many servers of the cluster the stream is kept: 1, 3 or 5.
    package var replicas: Int = 1
    /// What devices publish under, such as `devices.>` for the MQTT topics `devices/…`; nil where none do.
    package var deviceSubject: String?
    /// A file with the user's JWT and seed, as `nsc` writes it.
    package var credentials: String?
    /// PEM files: whom to trust, and who this process is.
    package var authority: String?
    package var certificate: String?
    package var key: String?

    /// - Parameter list: URLs, separated by commas; what has no scheme gets that of the first.
    package init(_ list: String) throws {
        let parts: [String] = list.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
        guard let first = parts.first else { throw NATSErrors.badURL }
        let scheme: String = first.hasPrefix("tls://") ? "tls://" : "nats://"
        urls = try parts.map { part in
            if part.hasPrefix("nats://") || part.hasPrefix("tls://") { return part }
            if part.contains("://") { throw NATSErrors.badURL }
            return scheme + part
        }
    }

    package func check() throws {
        let isName: Bool =
            !stream.isEmpty
            && stream.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x5F || byte == 0x2D
            }
        guard isName, [1, 3, 5].contains(replicas) else { throw NATSErrors.badStream }
        guard (certificate == nil) == (key == nil) else { throw NATSErrors.badCertificate }
    }

    var usesTLS: Bool { authority != nil || certificate != nil || urls.contains { $0.hasPrefix("tls://") } }

    var prefix: String { stream.lowercased() }
    /// Where processes tell one another that there is something new in the outbox.
    package var wakeSubject: String { "\(prefix).wake" }

    /// `streetwise.event.case.changed.420302`; what holds for the whole city ends with `_`.
    func subject(topic: String, area: String) -> String {
        "\(prefix).event.\(topic).\(area.isEmpty ? "_" : area)"
    }

    /// Where JetStream keeps what devices publish until the city has taken it.
    package var deviceStream: String { "\(stream)-DEVICES" }

    var allEvents: String { "\(prefix).event.>" }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
