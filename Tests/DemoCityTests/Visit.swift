import CityTestSupport
import Foundation
import HTTPTypes

/// One request to one route, complete enough to succeed, and what becomes of it when others send it. `<name>` in path
/// and body stands for a fact of the world that `RouteWalk` has found or kept.
struct Visit: Sendable {
    /// What somebody with the same role gets whose area is another county.
    enum Elsewhere: Sendable {
        /// 403 or 404.
        case refused
        /// An answer that says nothing about the county.
        case nothing
        /// A report on a table of which no row was taken.
        case noRow
        /// The same: what is shared by the whole city, or the caller's own.
        case same
        /// The same for whoever holds the permission anywhere.
        case known
        /// Not tried, for it takes what only the account itself has.
        case personal
    }

    var method: HTTPRequest.Method
    var path: String
    var login: String
    var elsewhere: Elsewhere
    var json: String?
    var file: [UInt8]?
    /// The path whose `ETag` is the version to be changed.
    var versionOf: String?
    /// Facts to keep from the answer: name, and where in the answer it stands.
    var keep: [String: String] = [:]
    /// Whether the answer goes on for ever.
    var isEndless: Bool = false

    static func get(
        _ path: String,
        by login: String,
        elsewhere: Elsewhere,
        keep: [String: String] = [:],
        isEndless: Bool = false
    ) -> Visit {
        Visit(method: .get, path: path, login: login, elsewhere: elsewhere, keep: keep, isEndless: isEndless)
    }

    static func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        by login: String,
        elsewhere: Elsewhere,
        _ json: String = "{}",
        versionOf: String? = nil,
        keep: [String: String] = [:]
    ) -> Visit {
        Visit(
            method: method,
            path: path,
            login: login,
            elsewhere: elsewhere,
            json: json,
            versionOf: versionOf,
            keep: keep
        )
    }

    static func upload(
        _ path: String,
        by login: String,
        elsewhere: Elsewhere,
        _ file: [UInt8],
        versionOf: String? = nil,
        keep: [String: String] = [:]
    ) -> Visit {
        Visit(
            method: .post,
            path: path,
            login: login,
            elsewhere: elsewhere,
            file: file,
            versionOf: versionOf,
            keep: keep
        )
    }
}

/// A fact that a list or an answer of the city tells.
struct Fact: Sendable {
    var name: String
    var login: String
    var path: String
    var key: String

    init(_ name: String, _ login: String, _ path: String, _ key: String = "items.0.id") {
        self.name = name
        self.login = login
        self.path = path
        self.key = key
    }
}

extension HTTPProbe.Reply {
    /// What stands at a dotted path of the JSON, such as `items.0.id`; an object or a list as JSON.
    func value(at key: String) -> String? {
        var value: Any? = try? JSONSerialization.jsonObject(with: Data(body.utf8))
        for part in key.split(separator: ".") {
            if let index = Int(part), let list = value as? [Any] {
                value = list.indices.contains(index) ? list[index] : nil
            } else {
                value = (value as? [String: Any])?[String(part)]
            }
        }
        if let value, value is [String: Any] || value is [Any] {
            return (try? JSONSerialization.data(withJSONObject: value)).map { String(decoding: $0, as: UTF8.self) }
        }
        return value.map { "\($0)" }
    }
}
