package import CityCore

/// A request as a handler sees it: who asks, for what, under which conditions. It knows nothing of the HTTP library.
package struct Call: Sendable {
    package var identity: Identity
    package var session: String?
    package var requestID: String
    package var language: Language
    package var remoteAddress: String?
    package var userAgent: String?
    package var path: String
    package var parameters: [String: String]
    package var query: [String: String]
    /// The version in `If-Match`.
    package var ifMatch: Int?
    package var ifNoneMatch: String?
    package var lastEventID: String?
    /// `Range` and `If-Range`: which part of a file is wanted.
    var range: String?
    var ifRange: String?
    package var idempotencyKey: String?
    package var contentType: String?
    /// Whether the client unpacks gzip.
    package var takesGzip: Bool = false

    package func parameter(_ name: String) throws -> String {
        guard let value = parameters[name] else { throw CityError.fault("route without parameter \(name)") }
        return value
    }

    package func id<Thing>(
        _ name: String = "id",
        _ kind: EntityID<Thing>.Type = EntityID<Thing>.self
    ) throws
        -> EntityID<Thing>
    {
        EntityID(try parameter(name))
    }

    package func text(_ name: String) -> String? {
        query[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A comma-separated list, as in `state=filed,handling`.
    package func list(_ name: String) -> [String] {
        (text(name) ?? "").split(separator: ",").map { $0.trimmed() }
    }

    package func integer(_ name: String) throws -> Int? {
        guard let text = query[name] else { return nil }
        guard let value = Int(text) else {
            throw CityError.invalid(name, "query.integer", Wording("\(name) 须为整数", "\(name) must be a whole number"))
        }
        return value
    }

    package func boolean(_ name: String) throws -> Bool? {
        switch query[name] {
        case nil: return nil
        case "true", "1": return true
        case "false", "0": return false
        default:
            throw CityError.invalid(
                name,
                "query.boolean",
                Wording("\(name) 须为 true 或 false", "\(name) must be true or false")
            )
        }
    }

    package func time(_ name: String) throws -> Timestamp? {
        guard let text = query[name] else { return nil }
        guard let time = Timestamp(iso8601: text) else {
            throw CityError.invalid(
                name,
                "query.time",
                Wording(
                    "\(name) 须为带时区的时间，例如 2026-02-13T09:00:00Z",
                    "\(name) must be a time with zone, such as 2026-02-13T09:00:00Z"
                )
            )
        }
        return time
    }

    package func choice<Value: RawRepresentable & CaseIterable>(_ name: String, of type: Value.Type) throws -> Value?
    where Value.RawValue == String {
        guard let text = query[name] else { return nil }
        return try Call.choice(text, name, of: type)
    }

    package func choices<Value: RawRepresentable & CaseIterable>(_ name: String, of type: Value.Type) throws -> [Value]
    where Value.RawValue == String {
        try list(name).map { try Call.choice($0, name, of: type) }
    }

    private static func choice<Value: RawRepresentable & CaseIterable>(
        _ text: String,
        _ name: String,
        of type: Value.Type
    ) throws -> Value where Value.RawValue == String {
        if let value = Value(rawValue: text) { return value }
        let known: String = Value.allCases.map(\.rawValue).joined(separator: ", ")
        throw CityError.invalid(
            name,
            "query.choice",
            Wording(
                "\(name) 没有取值“\(text.prefix(40))”，可用：\(known)",
                "\(name) has no value \"\(text.prefix(40))\"; there are: \(known)"
            )
        )
    }

    package func page() throws -> PageRequest {
        try PageRequest(
            limit: try integer("limit") ?? PageRequest.limitDefault,
            after: try text("cursor").map(Cursor.init(token:))
        )
    }

    /// The version that a change was made on, from `If-Match`. Every change of an existing object must say it.
    package func expectedVersion() throws -> Int {
        if let ifMatch { return ifMatch }
        throw CityError(
            .preconditionRequired,
            "version.missing",
            Wording(
                "请带上 If-Match（读取时得到的 ETag）再修改",
                "Send If-Match with the ETag that you read before changing this"
            )
        )
    }
}

extension CityError {
    /// Somebody else changed the object first: nothing was overwritten.
    package static func stale(_ thing: Wording, current: Int) -> CityError {
        CityError(
            .stale,
            "version.stale",
            Wording(
                "\(thing.zh)已被他人修改，请刷新后再试",
                "The \(thing.en) was changed by somebody else; read it again and then decide"
            ),
            detail: "current version \(current)"
        )
    }
}
