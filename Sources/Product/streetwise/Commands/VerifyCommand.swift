import ArgumentParser
import CaseManagement
import CityAccess
import CityMedia
import CitySQL
import CityServer
import Evaluation
import MarketCollection

struct VerifyCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
        commandName: "verify",
        abstract: "验证历史与审计的哈希链，重算全部计数与评价，核对照片 · Prove the chains, recount every counter and score, check the media",
        discussion: "Ends with exit code 1 when anything is wrong, and says what."
    )

    @OptionGroup var options: CityOptions

    @Flag(name: .long, help: "以 JSON 输出 · answer as JSON")
    var json: Bool = false

    func run() async throws {
        try await Report(try await options.city()).tell(json: json)
    }

    struct Report: Encodable {
        var sound: Bool
        var cases: CaseVerification
        var evaluation: EvaluationVerification
        var collection: CollectionVerification
        var audit: AuditVerification
        var media: MediaVerification

        init(_ city: City) async throws {
            try await city.catchUpEvaluation()
            (cases, evaluation, collection, audit) = try await city.database.read { db in
                (
                    try CaseVerification(in: db), try EvaluationVerification(of: city.evaluation, in: db),
                    try CollectionVerification(in: db),
                    try city.access.audit.verify(in: db)
                )
            }
            media = try await city.media.verify()
            sound = cases.isSound && evaluation.isSound && collection.isSound && audit.intact && media.isSound
        }

        /// Ends with exit code 1 when anything is wrong.
        func tell(json: Bool) throws {
            if json { try Console.json(self) } else { tell() }
            if !sound { throw ExitCode(1) }
        }

        private func tell() {
            Console.say(
                "案件 · cases: \(cases.cases), 历史 · history entries: \(cases.entries), 计数 · counters: \(cases.counters)"
            )
            for trouble in cases.troubles { Console.say("  ✗ \(trouble)") }
            Console.say(
                "评价 · evaluation: \(evaluation.facts) facts, \(evaluation.tallies) tallies, \(evaluation.editions) editions"
            )
            for trouble in evaluation.troubles { Console.say("  ✗ \(trouble)") }
            Console.say("采集核算 · pay bases: \(collection.statements), \(collection.items) items")
            for trouble in collection.troubles { Console.say("  ✗ \(trouble)") }
            Console.say("审计 · audit: \(audit.intact ? "ok" : "✗ \(audit)")")
            Console.say("媒体 · media: \(media.isSound ? "ok" : "✗ \(media)")")
            Console.say(sound ? "全部正确 · all sound" : "发现问题 · something is wrong")
        }
    }
}
