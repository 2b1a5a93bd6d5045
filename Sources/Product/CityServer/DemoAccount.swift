package import CityCore
import Foundation

/// An account of the demo city that anybody may try. Its password is public: such a city must not be used for work.
package struct DemoAccount: Sendable, Codable, Hashable {
    package var login: String
    package var password: String
    package var role: String
    package var title: Wording

    package init(login: String, password: String, role: String, title: Wording) {
        self.login = login
        self.password = password
        self.role = role
        self.title = title
    }

    package static let password: String = "Streetwise-2026"
    private static let fileName: String = "demo.json"

    /// The accounts of a demo city; none for a city that is not one.
    package static func published(in folder: String) throws -> [DemoAccount] {
        let path: String = "\(folder)/\(fileName)"
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        return try JSONDecoder().decode([DemoAccount].self, from: data)
    }

    package static func publish(_ accounts: [DemoAccount], in folder: String) throws {
        let encoder: JSONEncoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(accounts).write(to: URL(fileURLWithPath: "\(folder)/\(fileName)"))
    }

    /// Lines for a terminal.
    package static func table(_ accounts: [DemoAccount]) -> [String] {
        if accounts.isEmpty { return [] }
        var lines: [String] = ["示范账号，密码都是 \(password) · demo accounts, all with that password:"]
        for account in accounts {
            let padding: String = String(repeating: " ", count: max(1, 26 - account.login.count))
            lines.append("  \(account.login)\(padding)\(account.title.zh) · \(account.title.en)")
        }
        return lines
    }
}
