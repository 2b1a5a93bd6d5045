import ArgumentParser
import CityAccess
import CityCore
import CityRegistry
import CityServer
import Foundation

struct UserCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "user",
        abstract: "账号：新建、授权、重置密码、解锁、停用 · Accounts",
        subcommands: [Create.self, GrantRole.self, Password.self, Unlock.self, Disable.self, List.self]
    )

    struct Create: AsyncParsableCommand {
        static let configuration: CommandConfiguration = CommandConfiguration(
            abstract: "新建账号；不给密码则生成一次性密码 · Create an account; without a password a one-time one is made"
        )
        @OptionGroup var options: CityOptions
        @Argument(help: "登录名 · login") var login: String
        @Option(name: .long, help: "姓名 · name") var name: String
        @Option(name: .long, help: "角色，可多次 · role, may be repeated") var role: [String] = []
        @Option(name: .long, help: "管辖区域编码，空为全市 · area code, empty for the whole city") var area: String = ""
        @Option(name: .long, help: "机构编码 · organisation code") var organisation: String?
        @Flag(name: .long, help: "从标准输入读密码 · read the password from standard input") var passwordStdin: Bool = false

        func run() async throws {
            let city: City = try await options.city()
            let organisation: OrganisationID? = try organisationID(in: city)
            let password: String? = passwordStdin ? readLine(strippingNewline: true) : nil
            let made = try await city.access.desk.create(
                try AccountDraft(login: login, name: name, organisation: organisation, area: area),
                password: password,
                mustChange: false,
                grants: try role.map { try GrantDraft(role: $0, area: area, organisation: organisation) }
            )
            Console.say("已建账号 · created: \(made.account.login) (\(made.account.id))")
            if let issued = made.issued { Console.say("一次性密码 · one-time password: \(issued)") }
        }

        private func organisationID(in city: City) throws -> OrganisationID? {
            guard let organisation else { return nil }
            guard let found = city.registry.current.organisations.find(code: organisation) else {
                throw CityError.notFound(Wording("机构 \(organisation)", "organisation \(organisation)"))
            }
            return found.id
        }
    }

    struct GrantRole: AsyncParsableCommand {
        static let configuration: CommandConfiguration = CommandConfiguration(
            commandName: "grant",
            abstract: "授予角色 · Grant a role"
        )
        @OptionGroup var options: CityOptions
        @Argument(help: "登录名 · login") var login: String
        @Argument(help: "角色 · role") var role: String
        @Option(name: .long, help: "管辖区域编码 · area code") var area: String = ""

        func run() async throws {
            let city: City = try await options.city()
            try await city.access.desk.grant(try GrantDraft(role: role, area: area), login: login)
            Console.say("已授权 · granted: \(login) \(role)")
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration: CommandConfiguration = CommandConfiguration(
            abstract: "发一个一次性密码 · Issue a one-time password"
        )
        @OptionGroup var options: CityOptions
        @Argument(help: "登录名 · login") var login: String

        func run() async throws {
            let city: City = try await options.city()
            let issued: String = try await city.access.desk.issuePassword(login: login)
            Console.say("一次性密码 · one-time password: \(issued)")
        }
    }

    struct Unlock: AsyncParsableCommand {
        static let configuration: CommandConfiguration = CommandConfiguration(abstract: "解锁 · Unlock an account")
        @OptionGroup var options: CityOptions
        @Argument(help: "登录名 · login") var login: String

        func run() async throws {
            let city: City = try await options.city()
            try await city.access.desk.unlock(login: login)
            Console.say("已解锁 · unlocked: \(login)")
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration: CommandConfiguration = CommandConfiguration(abstract: "停用 · Disable an account")
        @OptionGroup var options: CityOptions
        @Argument(help: "登录名 · login") var login: String

        func run() async throws {
            let city: City = try await options.city()
            try await city.access.desk.setState(.disabled, login: login)
            Console.say("已停用 · disabled: \(login)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration: CommandConfiguration = CommandConfiguration(abstract: "列出账号 · List accounts")
        @OptionGroup var options: CityOptions
        @Flag(name: .long, help: "以 JSON 输出 · answer as JSON") var json: Bool = false

        struct Row: Encodable {
            var login: String
            var name: String
            var state: String
        }

        func run() async throws {
            let city: City = try await options.city()
            var rows: [Row] = []
            var after: Cursor?
            repeat {
                let page: Page<Account> = try await city.access.desk.list(
                    AccountFilter(),
                    try PageRequest(limit: 500, after: after)
                )
                rows += page.items.map { Row(login: $0.login, name: $0.name, state: $0.state.rawValue) }
                after = page.next
            } while after != nil
            if json { return try Console.json(rows) }
            for row in rows { Console.say("\(row.login)\t\(row.name)\t\(row.state)") }
        }
    }
}
