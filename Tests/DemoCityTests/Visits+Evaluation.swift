import CityCore
import Evaluation
import Foundation
import HTTPTypes

extension Visits {
    private static let rules: String = {
        let shipped: Data? = try? JSONEncoder().encode(DefinitionStore.shipped())
        return shipped.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }()

    static let evaluation: [Visit] = [
        .get("evaluation/results?by=department&period=2026-02", by: "evaluator", elsewhere: .nothing),
        .get("evaluation/results/department/<organisation>?period=2026-02", by: "evaluator", elsewhere: .refused),
        .get(
            "evaluation/results/department/<organisation>/facts?period=2026-02&figure=filed",
            by: "evaluator",
            elsewhere: .refused
        ),
        .get("evaluation/hotspots?period=2026-02", by: "evaluator", elsewhere: .nothing),
        .get("evaluation/export?by=county&period=2026-02", by: "evaluator", elsewhere: .nothing),
        .get("evaluation/bulletin?period=2026-02", by: "evaluator", elsewhere: .nothing),
        .get("evaluation/rules", by: "evaluator", elsewhere: .same),
        .get("evaluation/rules/1", by: "evaluator", elsewhere: .same),
        .send(
            .post,
            "evaluation/rules",
            by: "evaluator",
            elsewhere: .refused,
            #"{"firstDay":"2026-04-01","reason":"按本市办法","content":\#(rules)}"#
        ),
        .send(
            .post,
            "evaluation/periods",
            by: "evaluator",
            elsewhere: .refused,
            #"{"period":"2026-02"}"#,
            keep: ["period": "id"]
        ),
        .get("evaluation/periods", by: "evaluator", elsewhere: .same),
        .get("evaluation/periods/<period>", by: "evaluator", elsewhere: .same),
        .send(
            .post,
            "evaluation/periods/<period>/objections",
            by: "lead-420302hw",
            elsewhere: .refused,
            #"{"case":"<objected>","reason":"道路施工，无法进入"}"#,
            keep: ["objection": "id"]
        ),
        .get("evaluation/periods/<period>/objections", by: "evaluator", elsewhere: .nothing),
        .send(
            .post,
            "evaluation/objections/<objection>/review",
            by: "evaluator",
            elsewhere: .refused,
            #"{"upheld":true,"opinion":"情况属实"}"#,
            versionOf: "1"
        ),
        .send(
            .post,
            "evaluation/objections/<objection>/decide",
            by: "leader",
            elsewhere: .refused,
            #"{"upheld":true,"opinion":"同意"}"#,
            versionOf: "2"
        ),
        .send(.post, "evaluation/periods/<period>/freeze", by: "evaluator", elsewhere: .refused, versionOf: "1"),
        .send(.post, "evaluation/periods/<period>/publish", by: "leader", elsewhere: .refused, versionOf: "2"),
        .send(
            .post,
            "evaluation/periods/<period>/correct",
            by: "leader",
            elsewhere: .refused,
            #"{"reason":"时限更正"}"#,
            versionOf: "3"
        ),
    ]
}
