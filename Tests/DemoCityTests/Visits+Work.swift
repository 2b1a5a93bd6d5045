import HTTPTypes

extension Visits {
    private static let edition: String = "classes/editions/walk"
    private static let classHeader: String = "大类代码,大类名称,小类代码,小类名称,处置单位,主管部门,立案条件,结案条件,处置时限\n"

    static let classes: [Visit] = [
        .get("classes/editions", by: "leader", elsewhere: .same),
        .get("classes/editions/gbt30428-reference", by: "leader", elsewhere: .same),
        .get("classes", by: "leader", elsewhere: .same),
        .get("classes/gbt30428-reference/component/01/01", by: "leader", elsewhere: .same),
        .get("classes/suggestions?words=%E4%BA%95%E7%9B%96", by: "leader", elsewhere: .same),
        .send(
            .post,
            "classes/editions",
            by: "system",
            elsewhere: .refused,
            #"{"edition":"walk","title":{"zh":"新版","en":""},"copyOf":"gbt30428-reference"}"#
        ),
        .send(
            .patch,
            edition,
            by: "system",
            elsewhere: .refused,
            #"{"title":{"zh":"新版本","en":""}}"#,
            versionOf: edition
        ),
        .send(
            .put,
            "classes/walk/component/01/77",
            by: "system",
            elsewhere: .refused,
            """
            {"bigName":{"zh":"公用设施","en":""},"name":{"zh":"智慧灯杆","en":""},"conditions":[{"code":"1",
            "filing":{"zh":"不亮","en":""},"closing":{"zh":"已修复","en":""},"limit":"4工作时"}]}
            """,
            versionOf: edition
        ),
        .send(.delete, "classes/walk/component/01/77", by: "system", elsewhere: .refused, versionOf: edition),
        .upload(
            "imports/classes?edition=walk&kind=component",
            by: "system",
            elsewhere: .refused,
            Array("\(classHeader)1,公用设施,1,上水井盖,水务集团,住建局,井盖缺失,井盖已补装,2紧急工作时\n".utf8),
            versionOf: edition
        ),
        .send(
            .post,
            "\(edition)/publish",
            by: "system",
            elsewhere: .refused,
            #"{"validFrom":"2026-12-01"}"#,
            versionOf: edition
        ),
        .send(
            .post,
            "classes/editions",
            by: "system",
            elsewhere: .refused,
            #"{"edition":"gone","title":{"zh":"又一版","en":""}}"#
        ),
        .send(
            .delete,
            "classes/editions/gone",
            by: "system",
            elsewhere: .refused,
            versionOf: "classes/editions/gone"
        ),
    ]

    static let calendar: [Visit] = [
        .get("calendar", by: "leader", elsewhere: .same),
        .get(
            "calendar/deadline?from=2026-03-02T01:00:00Z&limit=4%E5%B7%A5%E4%BD%9C%E6%97%B6",
            by: "leader",
            elsewhere: .same
        ),
        .send(
            .put,
            "calendar/windows",
            by: "system",
            elsewhere: .refused,
            #"{"windows":["08:00-12:00","14:00-18:00"],"weekdays":[1,2,3,4,5]}"#,
            versionOf: "calendar"
        ),
        .send(
            .put,
            "calendar/days/2026-03-09",
            by: "system",
            elsewhere: .refused,
            #"{"kind":"off"}"#,
            versionOf: "calendar"
        ),
        .send(.delete, "calendar/days/2026-03-09", by: "system", elsewhere: .refused, versionOf: "calendar"),
    ]

    static let media: [Visit] = [
        .upload("media", by: "collector1", elsewhere: .same, picture),
        .get("media/<media>", by: "leader", elsewhere: .known),
        .get("media/<media>/thumb", by: "leader", elsewhere: .known),
    ]

    static let cases: [Visit] = [
        .send(
            .post,
            "cases",
            by: "acceptor",
            elsewhere: .refused,
            """
            {"source":"hotline_12319","place":{"lng":<lng>,"lat":<lat>},"description":"路边有垃圾",
            "smallClass":"event/01/10","condition":"1","reporter":{"name":"王先生","phone":"13800138000"}}
            """,
            keep: ["called": "row.id"]
        ),
        .get("cases", by: "leader", elsewhere: .nothing),
        .get("cases/<called>", by: "leader", elsewhere: .refused),
        .get("cases/<called>/history", by: "leader", elsewhere: .refused),
        .get("cases/<called>/history/verification", by: "leader", elsewhere: .refused),
        .get("cases/<called>/similar", by: "leader", elsewhere: .refused),
        .get("inbox", by: "acceptor", elsewhere: .nothing),
        .get("cases/overview", by: "leader", elsewhere: .nothing),
        .get("cases/today?area=420302", by: "leader", elsewhere: .nothing),
        .get("cases/similar?class=event/01/10&lng=<lng>&lat=<lat>", by: "leader", elsewhere: .nothing),
        .get("callers/13800138000/cases", by: "acceptor", elsewhere: .nothing),
        .get("cases/export?format=csv", by: "leader", elsewhere: .nothing),
        .get("map/cases", by: "leader", elsewhere: .nothing),
        .get("map/figures?level=street", by: "leader", elsewhere: .nothing),
        .send(.post, "cases/<called>/reporters/unmasking", by: "acceptor", elsewhere: .refused),
        .send(
            .post,
            "cases/<case>/actions/accept",
            by: "acceptor",
            elsewhere: .refused,
            versionOf: "cases/<case>"
        ),
        .get("workflow", by: "leader", elsewhere: .same),
    ]

    static let routing: [Visit] = [
        .get("routing/rule-sets", by: "system", elsewhere: .same),
        .get("routing/decision?class=event/01/10&area=420302", by: "system", elsewhere: .same),
        .send(
            .post,
            "routing/rule-sets",
            by: "system",
            elsewhere: .refused,
            #"{"title":"新规则"}"#,
            keep: ["rules": "id"]
        ),
        .get("routing/rule-sets/<rules>", by: "system", elsewhere: .same),
        .send(
            .put,
            "routing/rule-sets/<rules>/rules",
            by: "system",
            elsewhere: .refused,
            #"{"rules":[{"name":"甲","target":{"choice":"organisation","organisation":"<organisation>"}}]}"#,
            versionOf: "routing/rule-sets/<rules>"
        ),
        .send(.post, "routing/rule-sets/<rules>/simulation", by: "system", elsewhere: .refused),
        .send(
            .post,
            "routing/rule-sets/<rules>/activation",
            by: "system",
            elsewhere: .refused,
            #"{"confirm":true}"#,
            versionOf: "routing/rule-sets/<rules>"
        ),
        .send(
            .post,
            "routing/rule-sets",
            by: "system",
            elsewhere: .refused,
            #"{"title":"又一套"}"#,
            keep: ["rules": "id"]
        ),
        .send(
            .delete,
            "routing/rule-sets/<rules>",
            by: "system",
            elsewhere: .refused,
            versionOf: "routing/rule-sets/<rules>"
        ),
    ]

    static let rest: [Visit] = [
        .get("duty/shift", by: "collector1", elsewhere: .same),
        .send(.post, "duty/consent", by: "collector1", elsewhere: .same, #"{"version":"1","agreed":true}"#),
        .send(
            .post,
            "duty/shifts",
            by: "collector1",
            elsewhere: .same,
            #"{"place":{"lng":<lng>,"lat":<lat>}}"#,
            keep: ["shift": "id"]
        ),
        .send(
            .post,
            "duty/shifts/<shift>/fixes",
            by: "collector1",
            elsewhere: .refused,
            #"{"fixes":[{"at":"2026-03-02T01:00:01Z","lng":<lng>,"lat":<lat>}]}"#
        ),
        .send(.post, "duty/shifts/<shift>/end", by: "collector1", elsewhere: .refused),
        .get("duty/shifts", by: "duty", elsewhere: .nothing),
        .get("duty/shifts/<shift>/track", by: "duty", elsewhere: .refused),
        .get("city", by: "leader", elsewhere: .same),
        .get("search?text=<grid>", by: "leader", elsewhere: .nothing),
        .get("live", by: "leader", elsewhere: .same, isEndless: true),
        .send(
            .post,
            "session/totp",
            by: "evaluator",
            elsewhere: .personal,
            #"{"password":"Streetwise-2026"}"#,
            keep: ["secret": "secret"]
        ),
        .send(.post, "session/totp/confirm", by: "evaluator", elsewhere: .personal, #"{"code":"<code>"}"#),
        .send(.delete, "session/totp", by: "evaluator", elsewhere: .personal, #"{"code":"<code>"}"#),
        .send(
            .put,
            "session/password",
            by: "evaluator",
            elsewhere: .personal,
            #"{"current":"Streetwise-2026","new":"Another-2026-day"}"#
        ),
        .send(.delete, "session", by: "evaluator", elsewhere: .personal),
    ]
}
