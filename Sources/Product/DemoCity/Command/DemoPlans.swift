import Command

/// Plans as a county's city management would have them.
enum DemoPlans {
    static func all(_ area: String) -> [PlanInputBody] {
        [snow(area), flood(area), dust(area), collapse(area)]
    }

    private static let roles: [PlanRole] = [
        PlanRole(key: "lead", title: "总指挥", words: "决定级别，批准支援与结束。"),
        PlanRole(key: "field", title: "现场指挥", words: "到场指挥，每半小时报告。"),
        PlanRole(key: "supply", title: "物资保障", words: "物资、车辆、餐饮与住宿。"),
    ]

    private static func snow(_ area: String) -> PlanInputBody {
        PlanInputBody(
            name: "道路扫雪除冰预案",
            kind: .snow,
            area: area,
            state: .active,
            content: PlanContent(
                words: "气象部门发布暴雪或道路结冰预警，或路面积雪超过 3 厘米时启动。",
                roles: roles,
                resources: [
                    PlanResource(name: "融雪剂", quantity: 20, unit: "吨"),
                    PlanResource(name: "推雪铲", quantity: 60, unit: "把"),
                    PlanResource(name: "防滑链", quantity: 30, unit: "副"),
                ],
                steps: [
                    PlanStep(key: "call", title: "召集人员，发布启动通知", role: "lead", dueMinutes: 15),
                    PlanStep(
                        key: "salt",
                        title: "重点桥梁、坡道撒布融雪剂",
                        words: "先桥梁、坡道、医院和学校门前，再主干道。",
                        role: "field",
                        after: ["call"],
                        dueMinutes: 60,
                        units: 2,
                        skills: ["清雪"],
                        isAutomatic: true
                    ),
                    PlanStep(
                        key: "patrol",
                        title: "巡查重点路段，上报险情",
                        role: "field",
                        after: ["call"],
                        dueMinutes: 90,
                        units: 1,
                        skills: ["巡查"]
                    ),
                    PlanStep(key: "clear", title: "主干道推雪，清出公交站台", role: "field", after: ["salt"], dueMinutes: 240),
                    PlanStep(
                        key: "check",
                        title: "复查结冰点，评估是否终止",
                        role: "lead",
                        after: ["clear", "patrol"],
                        waitMinutes: 10,
                        dueMinutes: 60
                    ),
                ],
                rollCallMinutes: 60
            )
        )
    }

    private static func flood(_ area: String) -> PlanInputBody {
        PlanInputBody(
            name: "城区防汛排涝预案",
            kind: .flood,
            area: area,
            state: .active,
            content: PlanContent(
                words: "一小时降雨超过 30 毫米，或下穿通道、低洼路段积水超过 20 厘米时启动。",
                roles: roles,
                resources: [
                    PlanResource(name: "移动泵车", quantity: 2, unit: "台"),
                    PlanResource(name: "沙袋", quantity: 500, unit: "个"),
                    PlanResource(name: "警示牌", quantity: 20, unit: "块"),
                ],
                steps: [
                    PlanStep(
                        key: "close",
                        title: "封闭积水路段，设置警示",
                        role: "field",
                        dueMinutes: 15,
                        units: 1,
                        skills: ["巡查"],
                        isAutomatic: true
                    ),
                    PlanStep(key: "pump", title: "泵车到位，强制抽排", role: "field", dueMinutes: 45, units: 1, skills: ["排涝"]),
                    PlanStep(key: "drain", title: "清掏雨水口与排水井", role: "field", after: ["pump"], dueMinutes: 90),
                    PlanStep(key: "open", title: "积水退去，恢复通行", role: "lead", after: ["close", "drain"], dueMinutes: 30),
                ],
                rollCallMinutes: 30
            )
        )
    }

    private static func dust(_ area: String) -> PlanInputBody {
        PlanInputBody(
            name: "重污染天气扬尘管控预案",
            kind: .dust,
            area: area,
            state: .active,
            content: PlanContent(
                words: "发布重污染天气黄色及以上预警时启动。",
                roles: Array(roles.prefix(2)),
                resources: [PlanResource(name: "雾炮车", quantity: 4, unit: "台")],
                steps: [
                    PlanStep(key: "notice", title: "通知工地停止土石方作业", role: "lead", dueMinutes: 30),
                    PlanStep(
                        key: "spray",
                        title: "主要道路洒水降尘",
                        role: "field",
                        after: ["notice"],
                        dueMinutes: 120,
                        units: 1,
                        skills: ["洒水降尘"],
                        isAutomatic: true
                    ),
                    PlanStep(
                        key: "inspect",
                        title: "巡查工地与渣土车",
                        role: "field",
                        after: ["notice"],
                        dueMinutes: 240,
                        units: 1,
                        skills: ["执法"]
                    ),
                ],
                rollCallMinutes: 0
            )
        )
    }

    private static func collapse(_ area: String) -> PlanInputBody {
        PlanInputBody(
            name: "路面塌陷处置预案",
            kind: .emergency,
            area: area,
            state: .draft,
            content: PlanContent(
                words: "接到路面塌陷报告即启动。",
                roles: Array(roles.prefix(2)),
                resources: [PlanResource(name: "围挡", quantity: 50, unit: "米")],
                steps: [
                    PlanStep(key: "guard", title: "到场围挡，疏导交通", role: "field", dueMinutes: 20, units: 1, skills: ["巡查"]),
                    PlanStep(key: "pipes", title: "排查地下管线", role: "field", dueMinutes: 60),
                    PlanStep(
                        key: "repair",
                        title: "抢修路面",
                        role: "field",
                        after: ["guard", "pipes"],
                        dueMinutes: 1_440,
                        units: 1,
                        skills: ["抢修"]
                    ),
                ],
                rollCallMinutes: 0
            )
        )
    }
}
