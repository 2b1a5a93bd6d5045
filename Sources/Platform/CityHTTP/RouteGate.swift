import CityCore
import Foundation
import FoundationEssentials
import HTTPTypes
import Hummingbird

/// What every request passes before its handler: who is it, may they use this route, does the route know what they ask.
struct RouteGate: Sendable {
    let access: Access
    let query: [String]
    let authenticator: Authenticator

    func call(_ request: Request, _ context: AppContext) async throws -> Call {
        let signedIn: SignedIn? = try await authenticate(request)
        context.note.account = signedIn?.identity.account.text
        let identity: Identity = try admit(signedIn?.identity)
        return Call(
            identity: identity,
            session: signedIn?.session,
            requestID: context.id,
            language: Language(acceptLanguage: request.headers[.acceptLanguage]),
            remoteAddress: context.remoteAddress,
            userAgent: request.headers[.userAgent],
            path: request.uri.path,
            parameters: try parameters(context),
            query: try queryValues(request),
            ifMatch: try version(request.headers[.ifMatch]),
            ifNoneMatch: request.headers[.ifNoneMatch],
            lastEventID: request.headers[.lastEventID],
            range: request.headers[.range],
            ifRange: request.headers[.ifRange],
            idempotencyKey: request.headers[.idempotencyKey],
            contentType: request.headers[.contentType],
            takesGzip: request.headers[.acceptEncoding]?.contains("gzip") ?? false
        )
    }

    /// The version that an `ETag` holds: `"3"`, with or without the quotes.
    private func version(_ header: String?) throws -> Int? {
        guard let header else { return nil }
        var digits: Substring = header[...]
        if digits.hasPrefix("W/") { digits = digits.dropFirst(2) }
        if digits.hasPrefix("\""), digits.hasSuffix("\""), digits.count > 1 { digits = digits.dropFirst().dropLast() }
        guard digits.utf8.count <= 18, digits.utf8.allSatisfy({ (48...57).contains($0) }), let version = Int(digits)
        else {
            throw CityError.invalid(
                "If-Match",
                "version.malformed",
                Wording("If-Match 须为版本号", "If-Match must be a version number")
            )
        }
        return version
    }

    private func authenticate(_ request: Request) async throws -> SignedIn? {
        guard let token = SessionToken.token(in: request.headers) else { return nil }
        return try await authenticator.signedIn(token)
    }

    private func admit(_ identity: Identity?) throws -> Identity {
        switch access {
        case .open:
            return identity ?? .anonymous
        case .signedIn, .permission:
            guard let identity else {
                throw CityError(.unauthenticated, "session.missing", Wording("请先登录", "Please sign in first"))
            }
            if case .permission(let permission) = access, !identity.may(permission) {
                throw CityError(
                    .forbidden,
                    "permission.missing",
                    Wording("您没有此项权限（\(permission.rawValue)）", "You lack the permission \(permission.rawValue)")
                )
            }
            return identity
        }
    }

    private func parameters(_ context: AppContext) throws -> [String: String] {
        var values: [String: String] = [:]
        for (name, value) in context.parameters {
            guard let decoded = String(value).removingPercentEncoding, decoded.utf8.count <= 256 else {
                throw CityError.notFound(Wording("该地址", "address"))
            }
            values[String(name)] = decoded
        }
        return values
    }

    private func queryValues(_ request: Request) throws -> [String: String] {
        var values: [String: String] = [:]
        for (name, value) in request.uri.queryParameters {
            guard query.contains(String(name)) else {
                throw CityError.invalid(
                    String(name.prefix(40)),
                    "query.unknown",
                    Wording(
                        "没有参数“\(name.prefix(40))”，可用：\(query.joined(separator: ", "))",
                        "There is no parameter \"\(name.prefix(40))\"; there are: \(query.joined(separator: ", "))"
                    )
                )
            }
            values[String(name)] = String(value)
        }
        return values
    }
}

extension Identity {
    /// Whoever has not signed in.
    static let anonymous: Identity = Identity(account: AccountID(""), name: "", grants: [])
}

/// Where a session's token may stand: `Authorization: Bearer …` for programs, a cookie for pages.
package enum SessionToken {
    package static let cookieName: String = "streetwise_session"

    static func token(in headers: HTTPFields) -> String? {
        if let header = headers[.authorization] {
            let parts: [Substring] = header.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
            return String(parts[1])
        }
        for pair in (headers[.cookie] ?? "").split(separator: ";") {
            let parts: [Substring] = pair.split(separator: "=", maxSplits: 1)
            if parts.count == 2, parts[0].trimmed() == cookieName { return parts[1].trimmed() }
        }
        return nil
    }

    /// The `Set-Cookie` of a new session; an empty token takes the cookie away.
    package static func cookie(token: String, secondsMax: Int, secure: Bool) -> String {
        let age: Int = token.isEmpty ? 0 : secondsMax
        return "\(cookieName)=\(token); Path=/; Max-Age=\(age); HttpOnly; SameSite=Strict\(secure ? "; Secure" : "")"
    }
}

extension HTTPField.Name {
    static var idempotencyKey: HTTPField.Name { named("Idempotency-Key") }
    static var idempotencyReplayed: HTTPField.Name { named("Idempotency-Replayed") }
    static var forwardedFor: HTTPField.Name { named("X-Forwarded-For") }
    static var lastEventID: HTTPField.Name { named("Last-Event-ID") }
    static var requestID: HTTPField.Name { named("X-Request-ID") }
    static var contentSecurityPolicy: HTTPField.Name { named("Content-Security-Policy") }
    static var referrerPolicy: HTTPField.Name { named("Referrer-Policy") }
    static var frameOptions: HTTPField.Name { named("X-Frame-Options") }

    private static func named(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no header name") }
        return field
    }
}
