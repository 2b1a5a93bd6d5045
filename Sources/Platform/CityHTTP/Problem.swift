package import CityCore
import FoundationEssentials
import HTTPTypes
package import Hummingbird
import Logging
import NIOCore

/// An error on the wire: RFC 9457 problem details, with the stable code and both languages.
package struct Problem: Codable, Sendable {
    package var type: String
    package var title: String
    package var status: Int
    package var code: String
    package var detail: String
    package var messages: Wording
    package var fields: [FieldError]?
    package var requestID: String

    package init(_ error: CityError, language: Language, requestID: String) {
        type = "/api/docs#\(error.reason)"
        title = Problem.title(error.code).text(in: language)
        status = Problem.status(error.code)
        code = error.reason
        detail = error.wording.text(in: language)
        messages = error.wording
        fields = error.fields.isEmpty ? nil : error.fields
        self.requestID = requestID
    }

    static func status(_ code: CityError.Code) -> Int {
        switch code {
        case .invalidArgument: 400
        case .unauthenticated: 401
        case .forbidden: 403
        case .notFound: 404
        case .conflict: 409
        case .stale: 412
        case .tooLarge: 413
        case .unsupportedMedia: 415
        case .preconditionRequired: 428
        case .exhausted: 429
        case .internal: 500
        case .unavailable: 503
        case .storageFull: 507
        }
    }

    static func title(_ code: CityError.Code) -> Wording {
        switch code {
        case .invalidArgument: Wording("填写有误", "Bad input")
        case .unauthenticated: Wording("未登录", "Not signed in")
        case .forbidden: Wording("没有权限", "Not allowed")
        case .notFound: Wording("找不到", "Not found")
        case .conflict: Wording("有冲突", "Conflict")
        case .stale: Wording("内容已变", "Changed meanwhile")
        case .tooLarge: Wording("内容太大", "Too large")
        case .unsupportedMedia: Wording("类型不支持", "Unsupported type")
        case .preconditionRequired: Wording("缺少条件", "Condition missing")
        case .exhausted: Wording("请求过多", "Too many requests")
        case .internal: Wording("系统出错", "Internal error")
        case .unavailable: Wording("暂时不可用", "Unavailable")
        case .storageFull: Wording("存储已满", "Storage full")
        }
    }

    func response(retryAfterSeconds: Int?) -> Response {
        var headers: HTTPFields = [.contentType: "application/problem+json; charset=utf-8", .cacheControl: "no-store"]
        if let retryAfterSeconds { headers[.retryAfter] = "\(retryAfterSeconds)" }
        if status == 401 { headers[.wwwAuthenticate] = "Bearer" }
        let body: Data = (try? Responses.encode(self)) ?? Data()
        return Response(
            status: HTTPResponse.Status(code: status),
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        )
    }
}

/// Turns whatever is thrown into problem details, in one place, and logs what only we should know.
package struct ProblemMiddleware: RouterMiddleware {
    package typealias Context = AppContext

    package init() {}

    package func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let told: CityError = cityError(error)
            if Problem.status(told.code) >= 500 {
                context.logger.error("\(told)", metadata: ["path": "\(request.uri.path)"])
            }
            let language: Language = Language(acceptLanguage: request.headers[.acceptLanguage])
            let problem: Problem = Problem(told, language: language, requestID: context.id)
            return problem.response(retryAfterSeconds: told.retryAfterSeconds)
        }
    }

    private func cityError(_ error: any Error) -> CityError {
        if let told = error as? CityError { return told }
        if let http = error as? any HTTPResponseError {
            switch http.status.code {
            case 404, 405: return .notFound(Wording("此地址", "address"))
            case 413: return CityError(.tooLarge, "body.too_large", Wording("内容太大", "The body is too large"))
            case 400..<500:
                return CityError(
                    .invalidArgument,
                    "request.malformed",
                    Wording("请求无法读取", "The request could not be read")
                )
            default: break
            }
        }
        return .fault("unexpected error", cause: error)
    }
}

/// The headers that every answer carries.
package struct SafetyHeadersMiddleware: RouterMiddleware {
    package typealias Context = AppContext

    package init() {}

    package func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var response: Response = try await next(request, context)
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.frameOptions] = "DENY"
        response.headers[.referrerPolicy] = "same-origin"
        response.headers[.requestID] = context.id
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] =
                "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
        }
        return response
    }
}
