import ArgumentParser
import CaseManagement
import CityAccess
import CityMedia
import CitySQL
import CityServer

struct VerifyCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "verify",
        abstract: "验证历史与审计的哈希链，重算全部计数，核对照片 · Prove the chains, recount every counter, check the media",
        discussion: "Ends with exit code 1 when anything is wrong, and says what."
    )

    struct Report: Encodable {
        var sound: Bool
        var cases: CaseVerification
        var audit: AuditVerification
        var media: MediaVerification
    }

    @OptionGroup var options: CityOptions

    @Flag(name: .long, help: "以 JSON 输出 · answer as JSON")
    var json: Bool = false

    func run() async throws {
        let city: City = try await options.city()
        let (cases, audit) = try await city.database.read { db in
            (try CaseVerification(in: db), try city.access.audit.verify(in: db))
        }
        let media: MediaVerification = try await city.media.verify()
        let report: Report = Report(
            sound: cases.isSound && audit.intact && media.isSound,
            cases: cases,
            audit: audit,
            media: media
        )
        if json {
            try Console.json(report)
        } else {
            Console.say(
                "案件 · cases: \(cases.cases), 历史 · history entries: \(cases.entries), 计数 · counters: \(cases.counters)"
            )
            for trouble in cases.troubles { Console.say("  ✗ \(trouble)") }
            Console.say("审计 · audit: \(audit.intact ? "ok" : "✗ \(audit)")")
            Console.say("媒体 · media: \(media.isSound ? "ok" : "✗ \(media)")")
            Console.say(report.sound ? "全部正确 · all sound" : "发现问题 · something is wrong")
        }
        if !report.sound { throw ExitCode(1) }
    }
}
