import CityCore
import Foundation
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

/// An answer as bytes, as it is sent and as it is kept for a repeated request.
struct StoredAnswer: Sendable {
    var status: Int
    var body: String
    var version: Int?
    var location: String?
    var isReplay: Bool = false

    init(status: Int, body: String, version: Int?, location: String?, isReplay: Bool) {
        self.status = status
        self.body = body
        self.version = version
        self.location = location
        self.isReplay = isReplay
    }

    init<Value>(_ answer: Answer<Value>) throws {
        status = answer.status
        body = Value.self == NoBody.self ? "" : String(decoding: try Responses.encode(answer.value), as: UTF8.self)
        version = answer.version
        location = answer.location
    }
}

/// Makes responses. Keys are sorted, so that equal answers are equal bytes.
enum Responses {
    static func encode(_ value: some Encodable) throws -> Data {
        let encoder: JSONEncoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    static func json<Value>(_ answer: Answer<Value>, ifNoneMatch: String? = nil) throws -> Response {
        if let version = answer.version, ifNoneMatch == "\"\(version)\"" { return Response(status: .notModified) }
        var response: Response = stored(try StoredAnswer(answer))
        if let cookie = answer.cookie { response.headers[.setCookie] = cookie }
        return response
    }

    static func stored(_ answer: StoredAnswer) -> Response {
        var headers: HTTPFields = [.cacheControl: "no-store"]
        if let version = answer.version { headers[.eTag] = "\"\(version)\"" }
        if let location = answer.location { headers[.location] = location }
        if answer.isReplay { headers[.idempotencyReplayed] = "true" }
        if answer.body.isEmpty {
            let status: Int = answer.status == 200 ? 204 : answer.status
            return Response(status: HTTPResponse.Status(code: status), headers: headers)
        }
        headers[.contentType] = "application/json; charset=utf-8"
        return Response(
            status: HTTPResponse.Status(code: answer.status),
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body))
        )
    }

    static func file(_ answer: FileAnswer, range: String? = nil, ifRange: String? = nil) -> Response {
        var headers: HTTPFields = [.contentType: answer.contentType]
        if let filename = answer.filename {
            let encoded: String = filename.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "file"
            headers[.contentDisposition] = "attachment; filename*=UTF-8''\(encoded)"
        }
        for (name, value) in answer.headers {
            if let field = HTTPField.Name(name) { headers[field] = value }
        }
        guard let part = answer.part, let length = answer.length else {
            return Response(status: .ok, headers: headers, body: body(answer.length, answer.write))
        }
        headers[.acceptRanges] = "bytes"
        switch ByteRange.wanted(range, ifRange: ifRange, tag: headers[.eTag], of: length) {
        case .whole:
            return Response(status: .ok, headers: headers, body: body(length, answer.write))
        case .part(let bytes):
            headers[.contentRange] = "bytes \(bytes.lowerBound)-\(bytes.upperBound - 1)/\(length)"
            return Response(
                status: .partialContent,
                headers: headers,
                body: body(bytes.count) { try await part(bytes, &$0) }
            )
        case .outside:
            return Response(status: .rangeNotSatisfiable, headers: [.contentRange: "bytes */\(length)"])
        }
    }

    private static func body(
        _ length: Int?,
        _ write: @escaping @Sendable (inout ByteSink) async throws -> Void
    ) -> ResponseBody {
        ResponseBody(contentLength: length) { writer in
            var sink: ByteSink = ByteSink(writer)
            try await write(&sink)
            try await sink.finish()
        }
    }
}
