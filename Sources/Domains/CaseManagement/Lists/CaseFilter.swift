package import CityCore
import CityHTTP
import CityRegistry
import CitySQL
package import CityWorkflow

/// What a list of cases is narrowed to. Everything may be combined.
package struct CaseFilter: Sendable {
    package var states: [CaseState] = []
    package var area: String?
    package var grid: String?
    package var kind: String?
    package var big: String?
    package var small: String?
    package var organisation: OrganisationID?
    package var source: CaseSource?
    package var lamp: Lamp?
    package var part: String?
    package var isUrgent: Bool?
    package var supervision: SupervisionStatus?
    package var appeal: AppealStatus?
    package var closedOnTime: Bool?
    package var from: Timestamp?
    package var to: Timestamp?
    package var closedFrom: Timestamp?
    package var closedTo: Timestamp?
    package var registrar: AccountID?
    package var outline: CaseOutline = CaseOutline()
    package var ids: [CaseID] = []
    package var text: String?

    package init() {}

    /// The conditions besides the states, which are a query each.
    func conditions() -> [SQLQuery] {
        var conditions: [SQLQuery] = []
        if let area { conditions.append(CaseAuthority.inside(area: AreaCode.scopePrefix(of: area))) }
        if let grid { conditions.append("grid = \(grid)") }
        if let small { conditions.append("small = \(small)") }
        if let big { conditions.append("big = \(big)") }
        if let kind { conditions.append("kind = \(kind)") }
        if let organisation { conditions.append("organisation = \(organisation)") }
        if let source { conditions.append("source = \(source)") }
        if let lamp { conditions.append("lamp = \(lamp.rawValue)") }
        if let part { conditions.append("part = \(part)") }
        if let isUrgent { conditions.append("urgent = \(isUrgent)") }
        if let supervision { conditions.append("supervision = \(supervision)") }
        if let appeal { conditions.append("appeal = \(appeal)") }
        if let closedOnTime { conditions.append("closed_on_time = \(closedOnTime)") }
        if let from { conditions.append("reported_at >= \(from)") }
        if let to { conditions.append("reported_at < \(to)") }
        if let closedFrom { conditions.append("closed_at >= \(closedFrom)") }
        if let closedTo { conditions.append("closed_at < \(closedTo)") }
        if let registrar { conditions.append("registrar = \(registrar)") }
        if !ids.isEmpty { conditions.append("id IN \(list: ids)") }
        return conditions + outline.conditions
    }
}

extension CaseFilter {
    private static let idsMax: Int = 200

    /// The parameters of every address that lists cases.
    static let parameters: [QueryParameter] =
        [
            QueryParameter(
                "state",
                .text,
                Wording("状态，逗号分隔；open 表示未结束的全部", "States, separated by commas; open means all that have not ended")
            ),
            QueryParameter(
                "stage",
                .choice(CaseStage.allCases.map(\.rawValue)),
                Wording("七个阶段之一", "One of the seven stages")
            ),
            QueryParameter("area", .text, Wording("区划编码（含下级）", "Area code, with all below it")),
            QueryParameter("grid", .text, Wording("单元网格编码", "Unit grid code")),
            QueryParameter(
                "class",
                .text,
                Wording("类别：kind/big/small，可只写前几段", "Class: kind/big/small, or its beginning")
            ),
            QueryParameter("organisation", .text, Wording("处置部门", "Handling department")),
            QueryParameter("source", .choice(CaseSource.allCases.map(\.rawValue)), Wording("来源", "Source")),
            QueryParameter("lamp", .choice(Lamp.allCases.map(\.rawValue)), Wording("红黄绿灯", "Lamp")),
            QueryParameter("part", .text, Wording("部件编码", "Part code")),
            QueryParameter("urgent", .boolean, Wording("紧急", "Urgent")),
            QueryParameter(
                "supervision",
                .choice(SupervisionStatus.allCases.map(\.rawValue)),
                Wording("督办", "Supervision")
            ),
            QueryParameter("appeal", .choice(AppealStatus.allCases.map(\.rawValue)), Wording("申诉", "Appeal")),
            QueryParameter("onTime", .boolean, Wording("按期结案", "Closed on time")),
            QueryParameter("from", .time, Wording("上报时间自", "Reported from")),
            QueryParameter("to", .time, Wording("上报时间止（不含）", "Reported before")),
            QueryParameter("closedFrom", .time, Wording("结案时间自", "Ended from")),
            QueryParameter("closedTo", .time, Wording("结案时间止（不含）", "Ended before")),
            QueryParameter("mine", .boolean, Wording("我登记的", "Registered by me")),
            QueryParameter("ids", .text, Wording("只要这些案件，逗号分隔", "Only these cases, by id, separated by commas")),
            QueryParameter("text", .text, Wording("全文检索：案号、地址、描述", "Full text: number, address, words")),
        ] + CaseOutline.parameters

    init(_ call: Call) throws {
        self.init()
        states = try CaseFilter.states(call)
        area = call.text("area")
        grid = call.text("grid")
        try takeClass(call.text("class"))
        organisation = call.text("organisation").map { OrganisationID($0) }
        source = try call.choice("source", of: CaseSource.self)
        lamp = try call.choice("lamp", of: Lamp.self)
        part = call.text("part")
        isUrgent = try call.boolean("urgent")
        supervision = try call.choice("supervision", of: SupervisionStatus.self)
        appeal = try call.choice("appeal", of: AppealStatus.self)
        closedOnTime = try call.boolean("onTime")
        from = try call.time("from")
        to = try call.time("to")
        closedFrom = try call.time("closedFrom")
        closedTo = try call.time("closedTo")
        registrar = try call.boolean("mine") == true ? call.identity.account : nil
        outline = try CaseOutline(call)
        ids = call.list("ids").prefix(CaseFilter.idsMax).map { CaseID($0) }
        text = call.text("text")
        if let text, SearchWords.words(of: text).isEmpty {
            throw CityError.invalid(
                "text",
                "query.text",
                Wording("请输入文字或数字来检索", "Search for letters, characters or digits")
            )
        }
    }

    private static func states(_ call: Call) throws -> [CaseState] {
        var states: [CaseState] = []
        if call.list("state") == ["open"] {
            states = CaseState.open
        } else {
            states = try call.choices("state", of: CaseState.self)
        }
        guard let stage = try call.choice("stage", of: CaseStage.self) else { return states }
        let ofStage: [CaseState] = CaseState.allCases.filter { $0.stage == stage }
        return states.isEmpty ? ofStage : ofStage.filter(states.contains)
    }

    private mutating func takeClass(_ text: String?) throws {
        guard let text else { return }
        let parts: [String] = text.split(separator: "/").map(String.init)
        guard parts.count <= 3, let first = parts.first, ClassKind(rawValue: first) != nil else {
            throw CityError.invalid(
                "class",
                "query.class",
                Wording("类别须写成 component/01/02 或 event/01/10", "A class is written component/01/02 or event/01/10")
            )
        }
        kind = first
        big = parts.count > 1 ? parts[1] : nil
        small = parts.count > 2 ? parts[2] : nil
    }
}
