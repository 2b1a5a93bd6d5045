import CityCore
import Hummingbird
import NIOCore

extension RequestJSON {
    static func collect(_ request: Request, upTo bytesMax: Int) async throws -> [UInt8] {
        let tooLarge: CityError = CityError(
            .tooLarge,
            "body.too_large",
            Wording(
                "内容超过 \(bytesMax / 1024) KB 的上限，没有保存",
                "The body is larger than the limit of \(bytesMax / 1024) KB; nothing was saved"
            )
        )
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > bytesMax { throw tooLarge }
        do {
            return Array(buffer: try await request.body.collect(upTo: bytesMax))
        } catch is NIOTooManyBytesError {
            throw tooLarge
        }
    }
}
