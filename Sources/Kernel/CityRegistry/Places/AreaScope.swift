import CityCore
import CitySQL

/// Rights as conditions of a query.
enum AreaScope {
    /// True for the rows whose area lies in one of the scopes; a scope of one organisation also wants that
    /// organisation in one of the named columns. Nil when every row is in scope. Column names are written by us.
    static func condition(_ scopes: [AccessScope], area column: String, organisations: [String] = []) -> SQLQuery? {
        var allowed: [SQLQuery] = []
        for scope in scopes {
            var parts: [SQLQuery] = []
            if !scope.area.isEmpty { parts.append(within(scope.area, column: column)) }
            if let organisation = scope.organisation {
                if organisations.isEmpty { continue }
                let matches: [SQLQuery] = organisations.map { SQLQuery(trusted: $0) + " = \(organisation)" }
                parts.append("(" + matches.joined(separator: " OR ") + ")")
            }
            if parts.isEmpty { return nil }
            allowed.append(parts.joined(separator: " AND "))
        }
        return allowed.isEmpty ? "1 = 0" : "(" + allowed.joined(separator: " OR ") + ")"
    }

    /// Text that begins with a prefix, as a range that an index can answer: no code holds anything above `~`.
    static func within(_ prefix: String, column: String) -> SQLQuery {
        let name: SQLQuery = SQLQuery(trusted: column)
        return "(\(name) >= \(prefix) AND \(name) < \(prefix + "~"))"
    }

    /// Text that contains another, the signs of the pattern taken literally.
    static func contains(_ text: String, columns: [String]) -> SQLQuery {
        let escaped: String = text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
        let pattern: String = "%\(escaped)%"
        let matches: [SQLQuery] = columns.map { SQLQuery(trusted: $0) + " LIKE \(pattern) ESCAPE '\\'" }
        return "(" + matches.joined(separator: " OR ") + ")"
    }
}

extension Identity {
    /// Refuses a change in this area: as if it were not there when they may not even know of it.
    func requireRegistryWrite(area: String, organisation: OrganisationID? = nil, _ thing: Wording) throws {
        if may(.registryWrite, area: area, organisation: organisation) { return }
        guard may(.registryRead, area: area, organisation: organisation) else { throw CityError.notFound(thing) }
        throw CityError(
            .forbidden,
            "registry.area_forbidden",
            Wording("您不能修改区域 \(area) 内的内容", "You may not change what is in the area \(area)")
        )
    }
}
