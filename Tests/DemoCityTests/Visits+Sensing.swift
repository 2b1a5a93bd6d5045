import Foundation
import HTTPTypes

extension Visits {
    private static func device(_ ident: String, _ name: String, state: String = "active") -> String {
        #"{"door":"jt808","ident":"\#(ident)","name":"\#(name)","use":"sweeper","area":"420302","state":"\#(state)"}"#
    }

    private static func fence(_ name: String) -> String {
        #"{"name":"\#(name)","kind":"yard","area":"420302","reachM":50,"#
            + #""geometry":{"type":"Point","coordinates":[110.8,32.6]}}"#
    }

    private static func rule(_ name: String) -> String {
        #"{"name":"\#(name)","severity":"notice","area":"420302","conditions":{"speedAboveKPH":80}}"#
    }

    private static func mapping(_ name: String) -> String {
        #"{"name":"\#(name)","topic":"devices/+/up","fields":{"ident":"topic:2","lng":"lng","lat":"lat"}}"#
    }

    static let sensing: [Visit] =
        mappings + [
            .get("devices?use=waste_truck&online=false", by: "system", elsewhere: .nothing),
            .get("devices/figures", by: "dispatcher", elsewhere: .nothing),
            .get("devices/marks", by: "dispatcher", elsewhere: .nothing),
            .get("devices/nearest?lng=110.8&lat=32.6&use=sweeper,waste_truck", by: "dispatcher", elsewhere: .nothing),
            .get("devices/<device>", by: "dispatcher", elsewhere: .refused),
            .get("devices/live?zoom=12&bbox=110,32,111,33", by: "dispatcher", elsewhere: .same, isEndless: true),
            .get("devices/<device>/track", by: "dispatcher", elsewhere: .refused),
            .get("devices/<device>/track.csv", by: "dispatcher", elsewhere: .refused),
            .get("devices/<device>/photos", by: "dispatcher", elsewhere: .refused),
            .send(
                .post,
                "devices",
                by: "system",
                elsewhere: .refused,
                device("013800138000", "新终端"),
                keep: ["new-device": "id"]
            ),
            .send(
                .put,
                "devices/<new-device>",
                by: "system",
                elsewhere: .refused,
                device("13800138000", "停用终端", state: "disabled"),
                versionOf: "devices/<new-device>"
            ),
            .send(
                .post,
                "devices/positions",
                by: "devices",
                elsewhere: .same,
                #"{"positions":[{"ident":"nobody","at":"2026-03-02T01:00:00Z","lng":110.8,"lat":32.6}]}"#
            ),
            .send(
                .post,
                "terminals/commands",
                by: "dispatcher",
                elsewhere: .refused,
                #"{"devices":["<device>"],"order":{"kind":"text","text":"请注意安全"}}"#,
                keep: ["batch": "batch", "command": "commands.0.id"]
            ),
            .get("terminals/commands/batches/<batch>", by: "dispatcher", elsewhere: .refused),
            .get("devices/<device>/commands", by: "dispatcher", elsewhere: .refused),
            .send(.post, "terminals/commands/<command>/withdrawal", by: "dispatcher", elsewhere: .refused),
            .get("devices/<device>/frames", by: "dispatcher", elsewhere: .refused),
            .get("devices/<device>/visits", by: "dispatcher", elsewhere: .refused),
            .send(
                .post,
                "fences",
                by: "system",
                elsewhere: .refused,
                fence("围栏"),
                keep: ["fence": "id"]
            ),
            .get("fences?kind=yard&text=围", by: "dispatcher", elsewhere: .same),
            .get("fences/<fence>", by: "dispatcher", elsewhere: .same),
            .send(.put, "fences/<fence>", by: "system", elsewhere: .refused, fence("新名"), versionOf: "fences/<fence>"),
            .send(.post, "alert-rules", by: "system", elsewhere: .refused, rule("超速"), keep: ["rule": "id"]),
            .get("alert-rules", by: "dispatcher", elsewhere: .same),
            .send(.put, "alert-rules/<rule>", by: "system", elsewhere: .refused, rule("严重超速"), versionOf: "1"),
            .send(
                .post,
                "alert-rules/<rule>/state",
                by: "system",
                elsewhere: .refused,
                #"{"state":"live"}"#,
                versionOf: "2"
            ),
            .send(.post, "alert-rules/<rule>/simulation", by: "system", elsewhere: .nothing, "{}"),
            .get("alerts", by: "dispatcher", elsewhere: .nothing),
            .get("alerts/<alert>", by: "dispatcher", elsewhere: .refused),
            .send(
                .post,
                "alerts/<alert>/handling",
                by: "dispatcher",
                elsewhere: .refused,
                #"{"note":"已处理"}"#,
                versionOf: "alerts/<alert>"
            ),
            .get(
                "terminals/safety-alarms?family=driver&level=1",
                by: "dispatcher",
                elsewhere: .nothing,
                keep: ["safety-alarm": "items.0.id"]
            ),
            .get("terminals/safety-alarms/<safety-alarm>", by: "dispatcher", elsewhere: .refused),
            .send(
                .post,
                "terminals/safety-alarms/<safety-alarm>/attachments",
                by: "dispatcher",
                elsewhere: .refused
            ),
            .get("terminals/parameters", by: "dispatcher", elsewhere: .same),
            .get("terminals/gateway", by: "dispatcher", elsewhere: .same),
            .get("terminals/strangers", by: "system", elsewhere: .same),
            .send(
                .post,
                "terminals/decoding",
                by: "dispatcher",
                elsewhere: .same,
                #"{"hex":"7e 0002 0000 013912345678 0001 2d 7e"}"#
            ),
        ]

    private static let mappings: [Visit] = [
        .send(
            .post,
            "message-mappings",
            by: "system",
            elsewhere: .refused,
            mapping("垃圾箱"),
            keep: ["mapping": "id"]
        ),
        .get("message-mappings", by: "system", elsewhere: .same),
        .get("message-mappings/unmapped", by: "system", elsewhere: .same),
        .get("message-mappings/<mapping>", by: "system", elsewhere: .same),
        .send(
            .put,
            "message-mappings/<mapping>",
            by: "system",
            elsewhere: .refused,
            mapping("智能垃圾箱"),
            versionOf: "message-mappings/<mapping>"
        ),
        .send(
            .post,
            "message-mappings/trial",
            by: "system",
            elsewhere: .same,
            #"{"topic":"devices/7/up","message":"{\"lng\":110.8,\"lat\":32.6}","mapping":\#(mapping("试"))}"#
        ),
    ]
}
