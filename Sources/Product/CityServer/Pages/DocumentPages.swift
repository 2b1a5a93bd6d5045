import CityCore
import CityHTTP
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The description of the API: the OpenAPI document, and a page that people can read.
struct DocumentPages: Sendable {
    private let openAPI: String

    init(_ table: RouteTable) throws {
        openAPI = try OpenAPI(table.routes, title: Wording("街明 智慧城管", "Streetwise"), version: "1").json
    }

    func mount(on router: Router<AppContext>) {
        let document: String = openAPI
        router.get("/api/openapi.json") { _, _ in
            Response.text(document, type: "application/json; charset=utf-8")
        }
        page("/api/docs", "docs.html", "text/html; charset=utf-8", on: router)
        page("/api/docs.js", "docs.js", "text/javascript; charset=utf-8", on: router)
        page("/api/docs.css", "docs.css", "text/css; charset=utf-8", on: router)
    }

    private func page(_ path: RouterPath, _ name: String, _ type: String, on router: Router<AppContext>) {
        router.get(path) { _, _ in
            guard let url = Bundle.module.url(forResource: name, withExtension: nil) else {
                throw CityError.notFound(Wording("此页面", "page"))
            }
            return Response.text(try String(contentsOf: url, encoding: .utf8), type: type)
        }
    }
}

extension Response {
    static func text(_ text: String, type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: type, .cacheControl: "no-cache"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}
