import CityCore
import CityHTTP
import HTTPTypes
import Hummingbird
import NIOCore

/// The pages that people work with. A page's address is the program's own affair in the browser: every address that
/// is no file and no part of the API answers with the page that starts it.
struct WebPages: Sendable {
    private let files: WebFiles?
    private let policy: String

    /// - Parameter files: nil where the folder of the pages is missing: the API works without them.
    init(_ files: WebFiles?, base: BaseMap?) {
        self.files = files
        let outside: String = base.map { " \($0.origin)" } ?? ""
        policy = """
            default-src 'self'; img-src 'self' data: blob:\(outside); connect-src 'self'\(outside); \
            font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; \
            frame-ancestors 'none'
            """
    }

    func mount(on router: Router<AppContext>) {
        router.get("/web/:version/**", use: file)
        router.get("/field/sw.js", use: worker)
        router.get("/field/manifest.webmanifest") { _, _ in try manifest() }
        router.get("/field") { _, _ in try page("field.html") }
        router.get("/field/**") { _, _ in try page("field.html") }
        router.get("/") { _, _ in try page("index.html") }
        router.get("**") { request, _ in
            guard !request.uri.path.hasPrefix("/api/"), !isFile(request.uri.path) else { throw Self.missing }
            return try page("index.html")
        }
    }

    private static let missing: CityError = .notFound(Wording("此地址", "address"))

    private func isFile(_ path: String) -> Bool {
        path.split(separator: "/").last?.contains(".") ?? false
    }

    private func tree() throws -> WebTree {
        guard let files else {
            throw CityError(
                .unavailable,
                "web.missing",
                Wording(
                    "没有找到页面文件，请用 web.folder 指明 Web 目录的位置",
                    "The pages' files are missing: say with web.folder where the folder Web is"
                )
            )
        }
        return try files.current()
    }

    private func page(_ name: String) throws -> Response {
        guard let text = try tree().page(name) else { throw Self.missing }
        return answer(ByteBuffer(string: text), type: "text/html; charset=utf-8")
    }

    private func manifest() throws -> Response {
        guard let text = try tree().page("field/manifest.webmanifest") else { throw Self.missing }
        return answer(ByteBuffer(string: text), type: "application/manifest+json; charset=utf-8")
    }

    /// The worker of the field app knows every file that it must keep, and changes whenever one of them does.
    private func worker(_ request: Request, _ context: AppContext) async throws -> Response {
        let tree: WebTree = try tree()
        guard let text = tree.page("field/sw.js") else { throw Self.missing }
        let kept: [String] = tree.files.keys.sorted().map { "\"/web/\(tree.version)/\($0)\"" }
        let script: String = text.replacing("\"{{files}}\"", with: kept.joined(separator: ",\n  "))
            .replacing("{{version}}", with: tree.version)
        return answer(ByteBuffer(string: script), type: "text/javascript; charset=utf-8")
    }

    private func answer(_ body: ByteBuffer, type: String) -> Response {
        let headers: HTTPFields = [
            .contentType: type, .cacheControl: "no-cache", .contentSecurityPolicy: policy,
        ]
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }

    private func file(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let tree = files?.known else { throw Self.missing }
        let path: String = context.parameters.getCatchAll().joined(separator: "/")
        guard let file = tree.files[path] else { throw Self.missing }
        let isCurrent: Bool = context.parameters.get("version") == tree.version
        var headers: HTTPFields = [
            .contentType: file.type,
            .cacheControl: isCurrent ? "public, max-age=31536000, immutable" : "no-cache",
            .vary: "Accept-Encoding",
        ]
        let takesGzip: Bool = request.headers[.acceptEncoding]?.contains("gzip") ?? false
        if takesGzip, let packed = file.packed {
            headers[.contentEncoding] = "gzip"
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: packed))
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.plain))
    }
}
