import Foundation
import HTTPTypes

extension Visits {
    private static func unit(_ name: String) -> String {
        #"{"name":"\#(name)","area":"420302","skills":["巡查"],"ordersMax":2}"#
    }

    private static func roster(_ unit: String, _ day: String) -> String {
        #"{"units":["\#(unit)"],"firstDay":"\#(day)","lastDay":"\#(day)","fromMinute":480,"toMinute":1200}"#
    }

    private static func plan(_ name: String) -> String {
        #"{"name":"\#(name)","kind":"snow","area":"420302","state":"active","content":{"words":"","roles":[],"#
            + #""resources":[],"rollCallMinutes":0,"steps":[{"key":"a","title":"撒盐","words":"","role":"","after":[],"#
            + #""waitMinutes":0,"dueMinutes":30,"units":0,"skills":[],"isAutomatic":false}]}}"#
    }

    private static let order: String =
        #"{"units":["<hw-unit>"],"title":"清雪","priority":"normal","place":{"lng":<lng>,"lat":<lat>}}"#

    static let command: [Visit] =
        units + orders + duties + help + plans + incidents + [
            .get(
                "tracks?from=2026-03-02T00:00:00Z&to=2026-03-02T06:00:00Z&step=30",
                by: "dispatcher",
                elsewhere: .nothing
            )
        ]

    private static let units: [Visit] = [
        .get("command/figures", by: "dispatcher", elsewhere: .nothing),
        .get("command/units?status=off_duty&text=队", by: "dispatcher", elsewhere: .nothing),
        .get("command/skills", by: "dispatcher", elsewhere: .same),
        .get("command/candidates?lng=<lng>&lat=<lat>&skills=清雪&all=true", by: "dispatcher", elsewhere: .nothing),
        .send(.post, "command/units", by: "duty", elsewhere: .refused, unit("新组"), keep: ["unit": "id"]),
        .get("command/units/<unit>", by: "dispatcher", elsewhere: .refused),
        .send(
            .put,
            "command/units/<unit>",
            by: "duty",
            elsewhere: .refused,
            unit("改名组"),
            versionOf: "command/units/<unit>"
        ),
    ]

    private static let orders: [Visit] = [
        .send(.post, "command/orders", by: "dispatcher", elsewhere: .refused, order, keep: ["order": "items.0.id"]),
        .get("command/orders?open=true", by: "dispatcher", elsewhere: .nothing),
        .get("command/orders/mine", by: "clerk-420302hw", elsewhere: .nothing),
        .get("command/orders/<order>", by: "clerk-420302hw", elsewhere: .refused),
        .send(.post, "command/orders/<order>/acts/read", by: "clerk-420302hw", elsewhere: .refused),
    ]

    private static let duties: [Visit] = [
        .get("command/duties", by: "dispatcher", elsewhere: .nothing),
        .send(
            .post,
            "command/duties",
            by: "duty",
            elsewhere: .refused,
            roster("<unit>", "2026-05-01"),
            keep: ["duty": "items.0.id"]
        ),
        .send(
            .put,
            "command/duties/<duty>",
            by: "duty",
            elsewhere: .refused,
            #"{"beginsAt":"2026-05-01T01:00:00Z","endsAt":"2026-05-01T09:00:00Z"}"#,
            versionOf: "1"
        ),
        .send(.delete, "command/duties/<duty>", by: "duty", elsewhere: .refused),
        .get("command/absences?open=true", by: "dispatcher", elsewhere: .nothing),
        .send(
            .post,
            "command/absences/<absence>/note",
            by: "dispatcher",
            elsewhere: .refused,
            #"{"note":"车辆检修"}"#,
            versionOf: "1"
        ),
    ]

    private static let help: [Visit] = [
        .send(
            .post,
            "command/help",
            by: "clerk-420302hw",
            elsewhere: .personal,
            #"{"place":{"lng":<lng>,"lat":<lat>}}"#,
            keep: ["help": "id"]
        ),
        .get("command/help?open=true", by: "dispatcher", elsewhere: .nothing),
        .get("command/help/<help>", by: "dispatcher", elsewhere: .refused),
        .send(
            .post,
            "command/help/<help>/answer",
            by: "dispatcher",
            elsewhere: .refused,
            versionOf: "command/help/<help>"
        ),
        .send(
            .post,
            "command/help/<help>/closing",
            by: "dispatcher",
            elsewhere: .refused,
            #"{"note":"误触"}"#,
            versionOf: "command/help/<help>"
        ),
    ]

    private static let plans: [Visit] = [
        .send(.post, "command/plans", by: "duty", elsewhere: .refused, plan("新预案"), keep: ["plan": "id"]),
        .get("command/plans?kind=snow&state=active", by: "dispatcher", elsewhere: .nothing),
        .get("command/plans/<plan>", by: "dispatcher", elsewhere: .refused),
        .send(
            .put,
            "command/plans/<plan>",
            by: "duty",
            elsewhere: .refused,
            plan("改预案"),
            versionOf: "command/plans/<plan>"
        ),
    ]

    private static let incidents: [Visit] = [
        .send(
            .post,
            "command/incidents",
            by: "dispatcher",
            elsewhere: .refused,
            #"{"title":"大雪","kind":"snow","level":4,"area":"420302","plan":"<plan>"}"#,
            keep: ["incident": "incident.id", "step": "steps.0.id"]
        ),
        .get("command/incidents?open=true", by: "dispatcher", elsewhere: .nothing),
        .get("command/incidents/<incident>", by: "dispatcher", elsewhere: .refused),
        .send(
            .put,
            "command/incidents/<incident>",
            by: "dispatcher",
            elsewhere: .refused,
            #"{"title":"大雪","level":3,"place":{"lng":<lng>,"lat":<lat>}}"#,
            versionOf: "command/incidents/<incident>"
        ),
        .send(
            .post,
            "command/incidents/<incident>/steps",
            by: "dispatcher",
            elsewhere: .refused,
            #"{"title":"临时增加"}"#
        ),
        .send(
            .post,
            "command/incidents/<incident>/steps/<step>/acts/start",
            by: "dispatcher",
            elsewhere: .refused,
            #"{"units":["<hw-unit>"]}"#,
            versionOf: "2"
        ),
        .send(
            .post,
            "command/incidents/<incident>/log",
            by: "dispatcher",
            elsewhere: .refused,
            #"{"note":"雪停"}"#
        ),
        .send(.post, "command/incidents/<incident>/roll-calls", by: "dispatcher", elsewhere: .refused),
        .get("command/roll-calls/mine", by: "clerk-420302hw", elsewhere: .nothing),
        .send(
            .post,
            "command/incidents/<incident>/roll-calls/1/answers",
            by: "clerk-420302hw",
            elsewhere: .refused,
            #"{"unit":"<hw-unit>","people":3,"state":"safe"}"#
        ),
        .send(
            .post,
            "command/incidents/<incident>/reports",
            by: "dispatcher",
            elsewhere: .refused,
            #"{"words":"道路恢复"}"#
        ),
        .get("command/incidents/<incident>/report.pdf", by: "dispatcher", elsewhere: .refused),
        .send(
            .post,
            "command/incidents/<incident>/end",
            by: "dispatcher",
            elsewhere: .refused,
            #"{"summary":"顺利","cancelOrders":true}"#,
            versionOf: "command/incidents/<incident>"
        ),
    ]
}
