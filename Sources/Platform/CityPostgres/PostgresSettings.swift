import CPQ
package import CityCore

/// How a PostgreSQL database is reached. The URL goes to libpq as it is, so everything that libpq knows works: several
/// hosts (`postgres://a,b/city`), `sslmode`, `sslrootcert`, a password file, a socket's folder (`host=/run/postgresql`).
package struct PostgresSettings: Sendable {
    package var url: String
    /// Connections for reading. One more writes, and one more holds locks.
    package var readers: Int = 8
    package var statementTimeout: TimeSpan = .seconds(60)
    package var lockTimeout: TimeSpan = .seconds(10)
    package var connectTimeout: TimeSpan = .seconds(5)

    package init(_ url: String) {
        self.url = url
    }

    package static func isURL(_ text: String) -> Bool {
        text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
    }

    /// The same connection as the variables that PostgreSQL's own programs read, so that no password stands among the
    /// arguments of a process. What has no variable, such as `keepalives_idle`, is left to those programs.
    package func environment() throws -> [String: String] {
        guard let options = PQconninfoParse(url, nil) else { throw PostgresErrors.badURL }
        defer { PQconninfoFree(options) }
        var variables: [String: String] = [:]
        var option: UnsafeMutablePointer<PQconninfoOption> = options
        while option.pointee.keyword != nil {
            if let value = option.pointee.val, let variable = option.pointee.envvar {
                variables[String(cString: variable)] = String(cString: value)
            }
            option += 1
        }
        return variables
    }

    /// Refuses a URL that libpq cannot read, without repeating it: it may hold a password.
    package func check() throws {
        _ = try PostgresKeywords(url)
    }
}

/// The keywords of a connection string that the engine itself has an opinion on.
struct PostgresKeywords {
    /// What libpq is told before the operator's own string, which may say otherwise.
    let defaults: [(String, String)]

    init(_ url: String, connectTimeout: TimeSpan = .seconds(5)) throws {
        guard let options = PQconninfoParse(url, nil) else { throw PostgresErrors.badURL }
        defer { PQconninfoFree(options) }
        var given: [String: String] = [:]
        var option: UnsafeMutablePointer<PQconninfoOption> = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { given[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        let hosts: String = given["host"] ?? given["hostaddr"] ?? ""
        var defaults: [(String, String)] = [
            ("application_name", "streetwise"),
            ("client_encoding", "UTF8"),
            ("connect_timeout", "\(max(2, connectTimeout.milliseconds / 1000))"),
            // Encryption by Kerberos is asked for first otherwise, and costs a turn where nobody has it.
            ("gssencmode", "disable"),
            // A server that vanished without a word is noticed within half a minute.
            ("keepalives_idle", "10"),
            ("keepalives_interval", "5"),
            ("keepalives_count", "3"),
            ("tcp_user_timeout", "25000"),
        ]
        if hosts.contains(",") { defaults.append(("target_session_attrs", "read-write")) }
        self.defaults = defaults
    }
}
