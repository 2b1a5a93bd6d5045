import Foundation
import HTTPTypes

extension Visits {
    private static let terms: String = """
        {"feeMonthFen":100,"feeReportFen":1,"samplePercent":5,"sampleMin":1,"deductFalseFen":1,"deductMissedFen":1,\
        "coverageTargetPercent":95,"deductCoverageFen":1,"coverageOnWorkDays":true,"qualityTargetPercent":98,\
        "deductQualityFen":1,"deductionMaxPercent":30}
        """

    private static func lot(_ name: String) -> String {
        #"{"code":"CJ-NEW","name":"\#(name)","organisation":"<contractor>","areas":["420302"],"#
            + #""firstDay":"2030-01-01","lastDay":"2030-12-31","terms":\#(terms)}"#
    }

    static let collection: [Visit] = [
        .get("collection/lots?month=2026-02", by: "evaluator", elsewhere: .nothing),
        .get("collection/lots/<lot>", by: "evaluator", elsewhere: .refused),
        .send(.post, "collection/lots", by: "evaluator", elsewhere: .refused, lot("新标段"), keep: ["new-lot": "id"]),
        .send(
            .put,
            "collection/lots/<new-lot>",
            by: "evaluator",
            elsewhere: .refused,
            lot("改名标段"),
            versionOf: "collection/lots/<new-lot>"
        ),
        .send(
            .post,
            "collection/lots/<lot>/draws",
            by: "evaluator",
            elsewhere: .refused,
            #"{"from":"<today>","to":"<today>"}"#
        ),
        .get("collection/lots/<lot>/months/<month>/draws", by: "evaluator", elsewhere: .refused),
        .get(
            "collection/lots/<lot>/months/<month>/checks?verdict=pending",
            by: "evaluator",
            elsewhere: .refused,
            keep: ["check": "items.0.id"]
        ),
        .send(
            .post,
            "collection/checks/<check>/judge",
            by: "evaluator",
            elsewhere: .refused,
            #"{"verdict":"false","note":"现场没有该问题"}"#,
            versionOf: "1"
        ),
        .send(
            .post,
            "collection/lots/<lot>/patrols",
            by: "evaluator",
            elsewhere: .refused,
            #"{"grid":"<grid>"}"#,
            keep: ["patrol": "id"]
        ),
        .send(
            .post,
            "collection/patrols/<patrol>/findings",
            by: "evaluator",
            elsewhere: .refused,
            #"{"smallClass":"event/01/02","lng":<lng>,"lat":<lat>,"description":"乱倒渣土","photos":["<media>"]}"#,
            keep: ["finding": "id"]
        ),
        .get("collection/lots/<lot>/months/<month>/patrols", by: "evaluator", elsewhere: .refused),
        .send(
            .post,
            "collection/findings/<finding>/withdraw",
            by: "evaluator",
            elsewhere: .refused,
            #"{"reason":"记错了位置"}"#,
            versionOf: "1"
        ),
        .get("collection/lots/<lot>/months/<last-month>/coverage", by: "evaluator", elsewhere: .refused),
        .get("collection/lots/<lot>/months/<last-month>/export", by: "evaluator", elsewhere: .refused),
        .send(
            .post,
            "collection/lots/<lot>/months/<last-month>/issue",
            by: "evaluator",
            elsewhere: .refused,
            #"{"objectionsUntil":"<until>"}"#,
            keep: ["statement": "id"]
        ),
        .get("collection/lots/<lot>/months/<last-month>", by: "evaluator", elsewhere: .refused),
        .get(
            "collection/lots/<lot>/months/<last-month>/items?line=coverage",
            by: "evaluator",
            elsewhere: .refused,
            keep: ["item": "items.0.ref"]
        ),
        .send(
            .post,
            "collection/statements/<statement>/objections",
            by: "lead-cj",
            elsewhere: .refused,
            #"{"line":"coverage","ref":"<item>","reason":"当日停止外业"}"#,
            keep: ["pay-objection": "id"]
        ),
        .send(
            .post,
            "collection/objections/<pay-objection>/decide",
            by: "leader",
            elsewhere: .refused,
            #"{"upheld":true,"opinion":"同意"}"#,
            versionOf: "1"
        ),
        .send(
            .post,
            "collection/statements/<old-statement>/approve",
            by: "leader",
            elsewhere: .refused,
            versionOf: "collection/lots/<lot>/months/<month-before>"
        ),
    ]
}
