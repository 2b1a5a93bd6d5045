import CNATS
import CityCore

/// What libnats or a server said.
struct NATSFailure: Error, CustomStringConvertible {
    let status: natsStatus
    /// The server's own number of a JetStream error; 0 for none.
    let code: Int
    let doing: String

    init(_ status: natsStatus, doing: String, code: jsErrCode = jsErrCode(0)) {
        self.status = status
        self.doing = doing
        self.code = Int(code.rawValue)
    }

    var description: String {
        let text: String = natsStatus_GetText(status).map { String(cString: $0) } ?? "status \(status.rawValue)"
        return "\(doing): \(text)" + (code == 0 ? "" : " (JetStream \(code))")
    }

    static func check(_ status: natsStatus, doing: String, code: jsErrCode = jsErrCode(0)) throws {
        if status != NATS_OK { throw NATSFailure(status, doing: doing, code: code) }
    }
}

enum NATSErrors {
    static let badURL: CityError = CityError.invalid(
        "nats",
        "nats.url",
        Wording(
            "NATS 地址须为 nats://主机:端口 或 tls://主机:端口，多个用逗号分隔",
            "NATS is given as nats://HOST:PORT or tls://HOST:PORT, several separated by commas"
        )
    )

    static let badStream: CityError = CityError.invalid(
        "nats",
        "nats.stream",
        Wording(
            "NATS 流名只能用大写字母、数字、下划线和连字符，副本数为 1、3 或 5",
            "The NATS stream's name has capital letters, digits, _ and - only; its replicas are 1, 3 or 5"
        )
    )

    static let badCertificate: CityError = CityError.invalid(
        "nats",
        "nats.certificate",
        Wording("nats.certificate 与 nats.key 须同时给出", "nats.certificate and nats.key go together")
    )

    static func badOption(_ failure: NATSFailure) -> CityError {
        CityError(
            .invalidArgument,
            "nats.option",
            Wording(
                "NATS 设置无效，请检查证书和凭据文件",
                "The NATS settings are not usable; check the certificate and credentials files"
            ),
            cause: failure
        )
    }

    static func unavailable(_ cause: any Error) -> CityError {
        CityError(
            .unavailable,
            "nats.unavailable",
            Wording("NATS 暂时不可用，或其中没有事件流", "NATS is not available at the moment, or has no stream of events"),
            cause: cause
        )
    }
}
