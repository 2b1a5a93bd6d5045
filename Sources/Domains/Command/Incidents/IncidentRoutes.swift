import CityCore
import CityHTTP
import CityPrint
import CityRegistry
import CitySQL
import CitySensing
import HTTPTypes

/// The addresses of incidents.
struct IncidentRoutes: Sendable {
    let service: IncidentService
    let printer: PagePrinter
    let database: any SQLDatabase
    let clock: CityClock

    private var directory: RegistryDirectory { service.registry.current }

    func register(in table: RouteTable) {
        table.list(
            "command/incidents",
            access: .permission(.commandRead),
            Wording("事件，新的在前", "Incidents, the latest first"),
            query: [
                QueryParameter("open", .boolean, Wording("未结束的", "Not ended")),
                QueryParameter("kind", .choice(IncidentKind.allCases.map(\.rawValue)), Wording("类型", "Kind")),
            ],
            item: IncidentBody.self,
            use: list
        )
        table.get(
            "command/incidents/{id}",
            access: .permission(.commandRead),
            Wording("一个事件的全部", "An incident with everything that belongs to it"),
            answer: IncidentFileBody.self
        ) { call in
            let id: IncidentID = try call.id()
            return try await database.read { db in
                try file(try service.find(id, by: call.identity, in: db), call.identity, db)
            }
        }
        table.file(
            "command/incidents/{id}/report.pdf",
            access: .permission(.commandRead),
            Wording("事件总结报告（PDF）", "The report about an incident, as PDF"),
            contentType: "application/pdf",
            use: pdf
        )
        table.write(
            .post,
            "command/incidents",
            access: .permission(.commandDispatch),
            Wording("开始事件，可启动预案", "Begin an incident, with a plan or without"),
            body: IncidentInputBody.self,
            answer: IncidentFileBody.self
        ) { call, input, db in
            let made: Incident = try service.begin(input, by: call.identity, at: clock.now(), in: db)
            var answer: Answer<IncidentFileBody> = try file(made, call.identity, db)
            answer.status = 201
            return answer
        }
        registerChanges(in: table)
        registerSteps(in: table)
        registerPeople(in: table)
    }

    private func registerChanges(in table: RouteTable) {
        table.write(
            .put,
            "command/incidents/{id}",
            access: .permission(.commandDispatch),
            Wording("修改事件：级别、地点、岗位人员", "Change an incident: its level, its place, who holds which role"),
            body: IncidentChangeBody.self,
            answer: IncidentFileBody.self
        ) { call, input, db in
            let incident: Incident = try service.change(
                try call.id(),
                input,
                expecting: try call.expectedVersion(),
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return try file(incident, call.identity, db)
        }
        table.write(
            .post,
            "command/incidents/{id}/end",
            access: .permission(.commandDispatch),
            Wording("结束事件，并写总结", "End an incident with a summary"),
            body: IncidentEndBody.self,
            answer: IncidentFileBody.self
        ) { call, input, db in
            let incident: Incident = try service.end(
                try call.id(),
                input,
                expecting: try call.expectedVersion(),
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return try file(incident, call.identity, db)
        }
    }

    private func registerSteps(in table: RouteTable) {
        table.write(
            .post,
            "command/incidents/{id}/steps",
            access: .permission(.commandDispatch),
            Wording("增加一个步骤", "Add a step that no plan foresaw"),
            body: StepInputBody.self,
            answer: IncidentFileBody.self
        ) { call, input, db in
            let incident: Incident =
                try service.addStep(to: try call.id(), input, by: call.identity, at: clock.now(), in: db)
            return try file(incident, call.identity, db)
        }
        table.write(
            .post,
            "command/incidents/{id}/steps/{step}/acts/{act}",
            access: .permission(.commandDispatch),
            Wording("步骤：开始（并派力量）、完成、跳过、重新打开", "A step: start it and send units, finish, skip, open again"),
            body: StepActBody.self,
            answer: IncidentFileBody.self
        ) { call, input, db in
            guard let act = StepAct(rawValue: try call.parameter("act")) else {
                throw CityError.notFound(Wording("操作", "act"))
            }
            let incident: Incident = try service.perform(
                act,
                on: try call.id("step"),
                of: try call.id(),
                input,
                expecting: try call.expectedVersion(),
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return try file(incident, call.identity, db)
        }
    }

    private func registerPeople(in table: RouteTable) {
        table.write(
            .post,
            "command/incidents/{id}/log",
            access: .permission(.commandDispatch),
            Wording("记一条日志", "Write a line into the log"),
            body: CommandNoteBody.self,
            answer: IncidentFileBody.self
        ) { call, input, db in
            let incident: Incident =
                try service.note(input.note, in: try call.id(), by: call.identity, at: clock.now(), in: db)
            return try file(incident, call.identity, db)
        }
        table.write(
            .post,
            "command/incidents/{id}/reports",
            access: .permission(.commandDispatch),
            Wording("写一份情况报告", "Write a situation report"),
            body: SituationInputBody.self,
            answer: IncidentFileBody.self
        ) { call, input, db in
            let incident: Incident =
                try service.report(input.words, on: try call.id(), by: call.identity, at: clock.now(), in: db)
            return try file(incident, call.identity, db)
        }
        table.write(
            .post,
            "command/incidents/{id}/roll-calls",
            access: .permission(.commandDispatch),
            Wording("点名", "Call the roll"),
            body: NoBody.self,
            answer: IncidentFileBody.self
        ) { call, _, db in
            let incident: Incident =
                try service.callRoll(in: try call.id(), by: call.identity, at: clock.now(), in: db)
            return try file(incident, call.identity, db)
        }
        table.write(
            .post,
            "command/incidents/{id}/roll-calls/{call}/answers",
            access: .signedIn,
            Wording("应答点名", "Answer a roll call"),
            body: RollCallInputBody.self,
            answer: RollCallDoneBody.self
        ) { call, input, db in
            guard let number = Int(try call.parameter("call")) else {
                throw CityError.notFound(Wording("点名", "roll call"))
            }
            _ = try service.answerRoll(
                input,
                call: number,
                in: try call.id(),
                by: call.identity,
                at: clock.now(),
                in: db
            )
            return Answer(RollCallDoneBody(call: number, unit: input.unit, state: input.state))
        }
        table.get(
            "command/roll-calls/mine",
            access: .permission(.commandServe),
            Wording("我的力量未应答的点名", "Roll calls that my units have not answered"),
            answer: RollCallsBody.self,
            use: mine
        )
    }

    private func mine(_ call: Call) async throws -> Answer<RollCallsBody> {
        let account: AccountID = call.identity.account
        return try await database.read { db in
            let units: Set<CommandUnitID> = Set(try CommandUnitStore.of(account, in: db).map(\.id))
            var items: [RollCallsBody.Item] = []
            for incident in try IncidentStore.open(in: db) {
                let answers: [RollCallAnswer] = try IncidentRecords.rollCalls(of: incident.id, in: db)
                let newest: Int = answers.map(\.call).max() ?? 0
                for answer in answers
                where answer.call == newest && answer.state == .unknown && units.contains(answer.unit) {
                    items.append(
                        RollCallsBody.Item(
                            incident: incident.id.text,
                            title: incident.title,
                            call: newest,
                            unit: answer.unit.text,
                            unitName: answer.unitName,
                            people: answer.people,
                            begunAt: answer.begunAt
                        )
                    )
                }
            }
            return Answer(RollCallsBody(items: items))
        }
    }

    private func file(
        _ incident: Incident,
        _ identity: Identity,
        _ db: any SQLConnection
    ) throws -> Answer<IncidentFileBody> {
        let mayLead: Bool = incident.endedAt == nil && service.sensing.may(.commandDispatch, incident, identity)
        let body: IncidentFileBody = try IncidentFile(incident, service, in: db).body(directory, mayLead: mayLead)
        return Answer(body, version: incident.version)
    }

    private func list(_ call: Call, _ page: PageRequest) async throws -> Page<IncidentBody> {
        var conditions: [SQLQuery] = [service.sensing.condition(.commandRead, call.identity)]
        if let isOpen = try call.boolean("open") {
            conditions.append(isOpen ? "ended_at IS NULL" : "ended_at IS NOT NULL")
        }
        if let kind = try call.choice("kind", of: IncidentKind.self) { conditions.append("kind = \(kind)") }
        let after: (Timestamp, IncidentID)? = try page.after?.moment(of: "command.incidents")
        let (narrowed, limit) = (conditions, page.limit)
        let found: [Incident] = try await database.read { db in
            try IncidentStore.list(narrowed, after: after, limit: limit + 1, in: db)
        }
        return Page(overfetched: found, limit: limit) { Cursor(list: "command.incidents", $0.beganAt, $0.id) }
            .map { IncidentBody($0, directory) }
    }

    private func pdf(_ call: Call) async throws -> FileAnswer {
        let id: IncidentID = try call.id()
        let file: IncidentFile = try await database.read { db in
            try IncidentFile(try service.find(id, by: call.identity, in: db), service, in: db)
        }
        let page: Markup = IncidentReport(file: file, directory: directory, madeAt: clock.now()).page
        let bytes: [UInt8] = try await printer.pdf(of: page)
        return FileAnswer(
            contentType: "application/pdf",
            filename: "\(file.incident.number).pdf",
            length: bytes.count
        ) { sink in try await sink.send(bytes) }
    }
}

struct RollCallDoneBody: Codable, Sendable, Hashable {
    var call: Int
    var unit: String
    var state: RollCallState
}

struct RollCallsBody: Codable, Sendable, Hashable {
    struct Item: Codable, Sendable, Hashable {
        var incident: String
        var title: String
        var call: Int
        var unit: String
        var unitName: String
        var people: Int
        var begunAt: Timestamp
    }

    var items: [Item]
}
