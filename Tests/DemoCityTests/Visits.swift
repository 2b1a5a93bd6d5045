import Foundation
import HTTPTypes

/// Every route of the city, once, in an order in which each finds what it needs.
enum Visits {
    static let all: [Visit] =
        accounts + places + parts + offices + classes + calendar + media + cases + routing + evaluation + collection
        + sensing + command
        + rest

    static let facts: [Fact] = [
        Fact("account", "security", "accounts?text=collector2-420302"),
        Fact("grant", "security", "accounts?text=collector2-420302", "items.0.grants.0.id"),
        Fact("grid", "system", "grids?area=420302", "items.0.code"),
        Fact("shape", "system", "grids/<grid>", "shape"),
        Fact("duty-grid", "system", "responsibility-grids?area=420302"),
        Fact("part", "system", "parts?area=420302", "items.0.code"),
        Fact("absence", "dispatcher", "command/absences"),
        Fact("hw-unit", "dispatcher", "command/units?text=环卫应急一队"),
        Fact("organisation", "system", "organisations?text=420302HW"),
        Fact("staff", "system", "staff?text=collector2-420302"),
        Fact(
            "objected",
            "leader",
            "evaluation/results/department/<organisation>/facts?period=2026-02&figure=due_to_close",
            "items.0.case.number"
        ),
        Fact("media", "leader", "cases/<case>", "photos.0.media"),
        Fact("lot", "evaluator", "collection/lots"),
        Fact("contractor", "evaluator", "collection/lots", "items.0.organisation"),
        Fact("device", "system", "devices?door=jt808"),
        Fact("alert", "system", "alerts"),
        Fact("old-statement", "evaluator", "collection/lots/<lot>/months/<month-before>", "id"),
    ]

    static let picture: [UInt8] = Array(
        Data(
            base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR4nGOoyvEnCTGMahjVMHw1AABxxzUQ"
                + "ZHf9lwAAAABJRU5ErkJggg=="
        ) ?? Data()
    )

    private static func table(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static let accounts: [Visit] = [
        .send(
            .post,
            "sessions",
            by: "evaluator",
            elsewhere: .personal,
            #"{"login":"evaluator","password":"Streetwise-2026"}"#
        ),
        .get("session", by: "leader", elsewhere: .same),
        .get("accounts", by: "security", elsewhere: .nothing),
        .get("accounts/<account>", by: "security", elsewhere: .refused),
        .get("roles", by: "security", elsewhere: .same),
        .send(
            .post,
            "accounts",
            by: "security",
            elsewhere: .refused,
            #"{"login":"newcomer","name":"新人","area":"420302"}"#
        ),
        .send(
            .patch,
            "accounts/<account>",
            by: "security",
            elsewhere: .refused,
            #"{"name":"李四"}"#,
            versionOf: "accounts/<account>"
        ),
        .send(
            .post,
            "accounts/<account>/grants",
            by: "security",
            elsewhere: .refused,
            #"{"role":"acceptor","area":"420302"}"#,
            versionOf: "accounts/<account>"
        ),
        .send(
            .delete,
            "accounts/<account>/grants/<grant>",
            by: "security",
            elsewhere: .refused,
            versionOf: "accounts/<account>"
        ),
        .send(.post, "accounts/<account>/password", by: "security", elsewhere: .refused),
        .send(.post, "accounts/<account>/unlock", by: "security", elsewhere: .refused),
        .get("audit", by: "audit", elsewhere: .nothing),
        .get("audit/verification", by: "audit", elsewhere: .same),
        .send(
            .post,
            "views",
            by: "leader",
            elsewhere: .same,
            #"{"page":"cases","name":"红灯","query":"lamp=red"}"#,
            keep: ["view": "id"]
        ),
        .get("views?page=cases", by: "leader", elsewhere: .same),
        .send(.patch, "views/<view>", by: "leader", elsewhere: .refused, #"{"name":"红"}"#, versionOf: "1"),
        .send(.delete, "views/<view>", by: "leader", elsewhere: .refused, versionOf: "2"),
    ]

    private static let places: [Visit] = [
        .get("areas", by: "system", elsewhere: .nothing),
        .get("areas/420302", by: "system", elsewhere: .refused),
        .send(
            .post,
            "areas",
            by: "system",
            elsewhere: .refused,
            #"{"code":"420302099","name":"新街道","level":"street"}"#
        ),
        .send(
            .put,
            "areas/420302099",
            by: "system",
            elsewhere: .refused,
            #"{"name":"新城街道","level":"street"}"#,
            versionOf: "areas/420302099"
        ),
        .get("grids", by: "system", elsewhere: .nothing),
        .get("grids/<grid>", by: "system", elsewhere: .refused),
        .get("grids/coverage?area=420302", by: "system", elsewhere: .refused),
        .send(
            .put,
            "grids/<grid>",
            by: "system",
            elsewhere: .refused,
            #"{"shape":<shape>,"note":"已核"}"#,
            versionOf: "grids/<grid>"
        ),
        .get("responsibility-grids", by: "system", elsewhere: .nothing),
        .get("responsibility-grids/<duty-grid>", by: "system", elsewhere: .refused),
        .send(
            .post,
            "responsibility-grids",
            by: "system",
            elsewhere: .refused,
            #"{"code":"ZR-NEW","name":"新责任网格","area":"420302","purpose":"sanitation","gridCodes":["<grid>"]}"#
        ),
        .send(
            .patch,
            "responsibility-grids/<duty-grid>",
            by: "system",
            elsewhere: .refused,
            #"{"name":"责任网格甲"}"#,
            versionOf: "responsibility-grids/<duty-grid>"
        ),
        .get("places?lng=<lng>&lat=<lat>", by: "system", elsewhere: .refused),
        .upload("imports/areas", by: "system", elsewhere: .noRow, table("code,name\n420302099,新城\n")),
        .get("exports/areas.geojson", by: "system", elsewhere: .nothing),
        .get("exports/grids.geojson", by: "system", elsewhere: .nothing),
        .get("exports/parts.csv", by: "system", elsewhere: .nothing),
        .get("tiles/places/<tile>", by: "system", elsewhere: .same),
        .get("tiles/parts/<tile>", by: "system", elsewhere: .nothing),
    ]

    private static let parts: [Visit] = [
        .get("parts", by: "system", elsewhere: .nothing),
        .get("parts/near?lng=<lng>&lat=<lat>", by: "system", elsewhere: .nothing),
        .get("parts/<part>", by: "system", elsewhere: .refused),
        .get("parts/<part>/history", by: "system", elsewhere: .refused),
        .send(
            .post,
            "parts",
            by: "system",
            elsewhere: .refused,
            #"{"big":"01","small":"01","place":{"lng":<lng>,"lat":<lat>}}"#
        ),
        .send(
            .patch,
            "parts/<part>",
            by: "system",
            elsewhere: .refused,
            #"{"note":"已查"}"#,
            versionOf: "parts/<part>"
        ),
    ]

    private static let offices: [Visit] = [
        .get("organisations", by: "system", elsewhere: .nothing),
        .get("organisations/tree", by: "system", elsewhere: .nothing),
        .get("organisations/<organisation>", by: "system", elsewhere: .refused),
        .send(
            .post,
            "organisations",
            by: "system",
            elsewhere: .refused,
            #"{"code":"NEW","name":"新单位","kind":"department","area":"420302"}"#
        ),
        .send(
            .patch,
            "organisations/<organisation>",
            by: "system",
            elsewhere: .refused,
            #"{"name":"环卫处"}"#,
            versionOf: "organisations/<organisation>"
        ),
        .get("staff", by: "system", elsewhere: .nothing),
        .get("staff/<staff>", by: "system", elsewhere: .refused),
        .send(
            .post,
            "staff",
            by: "system",
            elsewhere: .refused,
            #"{"number":"N1","name":"新人","organisation":"<organisation>","post":"handler","area":"420302"}"#
        ),
        .send(
            .patch,
            "staff/<staff>",
            by: "system",
            elsewhere: .refused,
            #"{"name":"李四"}"#,
            versionOf: "staff/<staff>"
        ),
        .upload("imports/organisations", by: "system", elsewhere: .noRow, table("代码,名称\n420302HW,环卫处\n")),
        .upload("imports/staff", by: "system", elsewhere: .noRow, table("工号,姓名\ncollector2-420302,李四\n")),
    ]
}
