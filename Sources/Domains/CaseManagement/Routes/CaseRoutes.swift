package import CityAccess
package import CityCore
import CityGeo
package import CityHTTP
import CityRegistry
package import CitySQL
import CityWorkflow
import HTTPTypes

/// The addresses of cases.
package struct CaseRoutes: Sendable {
    let service: CaseService
    let database: any SQLDatabase
    let clock: CityClock
    let audit: AuditLog

    package init(service: CaseService, database: any SQLDatabase, clock: CityClock, audit: AuditLog) {
        self.service = service
        self.database = database
        self.clock = clock
        self.audit = audit
    }

    package func register(in table: RouteTable) {
        registerLists(in: table)
        registerMap(in: table)
        table.write(
            .post,
            "cases",
            access: .permission(.caseReport),
            Wording("上报案件", "Report a case"),
            body: ReportBody.self,
            answer: CaseBody.self,
            use: report
        )
        table.get(
            "cases/{id}",
            access: .permission(.caseRead),
            Wording("案件（编号或案号）", "A case, by id or number"),
            answer: CaseBody.self,
            use: read
        )
        table.write(
            .post,
            "cases/{id}/actions/{action}",
            access: .signedIn,
            Wording(
                "办理案件：流程表（GET workflow）中的一个操作",
                "Act on a case: one action of the workflow (GET workflow lists them)"
            ),
            body: ActionBody.self,
            answer: CaseBody.self,
            use: act
        )
        table.get(
            "cases/{id}/history",
            access: .permission(.caseRead),
            Wording("案件历史", "The history of a case"),
            answer: ListBody<HistoryBody>.self,
            use: history
        )
        table.get(
            "cases/{id}/history/verification",
            access: .permission(.caseRead),
            Wording("校验一个案件的历史链", "Verify the chain of a case's history"),
            answer: ChainBody.self,
            use: verification
        )
        table.get(
            "cases/{id}/similar",
            access: .permission(.caseRead),
            Wording("相似案件（同小类、50 米、24 小时）", "Similar cases (same small class, 50 m, 24 h)"),
            answer: ListBody<CaseRowBody>.self,
            use: similarToCase
        )
        table.act(
            .post,
            "cases/{id}/reporters/unmasking",
            access: .permission(.caseReporter),
            Wording("查看举报人联系方式（留痕）", "See the reporters' contacts; it leaves a trace"),
            body: NoBody.self,
            answer: ListBody<ReporterBody>.self,
            use: unmask
        )
        table.get(
            "workflow",
            access: .signedIn,
            Wording("流程表", "The workflow's table"),
            answer: WorkflowBody.self,
            use: workflow
        )
    }

    private func report(_ call: Call, _ body: ReportBody, _ db: any SQLConnection) throws -> Answer<CaseBody> {
        let now: Timestamp = clock.now()
        let new: NewCase = try service.newCase(body, by: call.identity, at: now)
        let (record, clocks) = try service.report(new, by: call.identity, at: now, in: db)
        let answer: CaseBody = self.body(
            record,
            CaseDetails(of: new, clocks, by: call.identity, at: now),
            call.identity
        )
        return .created(answer, version: record.version, location: "\(RouteTable.prefix)cases/\(record.id)")
    }

    private func read(_ call: Call) async throws -> Answer<CaseBody> {
        let id: CaseID = try call.id()
        return try await database.read { db in
            let record: CaseRecord = try service.find(id, by: call.identity, in: db)
            return Answer(try body(record, call.identity, in: db), version: record.version)
        }
    }

    private func act(_ call: Call, _ body: ActionBody, _ db: any SQLConnection) throws -> Answer<CaseBody> {
        guard let action = CaseAction(rawValue: try call.parameter("action")) else {
            throw CityError.notFound(Wording("此操作", "action"))
        }
        let now: Timestamp = clock.now()
        let record: CaseRecord = try service.find(try call.id(), by: call.identity, in: db)
        var input: ActionInput = try CaseInputReader.action(body, on: record, edition: edition(at: now))
        // A person gives the number of the other case, not its id.
        input.target = try input.target.map { try service.find($0, by: call.identity, in: db).id }
        let next: CaseRecord = try service.perform(
            action,
            on: record.id,
            input,
            expecting: try call.expectedVersion(),
            by: call.identity,
            at: now,
            in: db
        )
        return Answer(try self.body(next, call.identity, in: db), version: next.version)
    }

    private func history(_ call: Call) async throws -> Answer<ListBody<HistoryBody>> {
        let id: CaseID = try call.id()
        let directory: RegistryDirectory = service.registry.current
        return try await database.read { db in
            let record: CaseRecord = try service.find(id, by: call.identity, in: db)
            let entries: [HistoryEntry] = try CaseHistoryStore.list(record.id, in: db)
            let receivers: Set<AccountID> = Set(entries.compactMap(\.receiver.account))
            let names: [AccountID: String] = Dictionary(
                uniqueKeysWithValues: try receivers.compactMap { id in
                    try service.ports.accountName(id, db).map { (id, $0) }
                }
            )
            let items: [HistoryBody] = entries.map { entry in
                HistoryBody(entry, directory, receiverAccountName: entry.receiver.account.flatMap { names[$0] })
            }
            return Answer(ListBody(items: items, next: nil), version: record.version)
        }
    }

    private func verification(_ call: Call) async throws -> Answer<ChainBody> {
        let id: CaseID = try call.id()
        return try await database.read { db in
            let record: CaseRecord = try service.find(id, by: call.identity, in: db)
            return Answer(ChainBody(record, try CaseHistoryStore.list(record.id, in: db)))
        }
    }

    private func similarToCase(_ call: Call) async throws -> Answer<ListBody<CaseRowBody>> {
        let id: CaseID = try call.id()
        let now: Timestamp = clock.now()
        return try await database.read { db in
            let record: CaseRecord = try service.find(id, by: call.identity, in: db)
            guard let subject = record.subject, let point = record.place.coordinate else {
                return Answer(ListBody(items: [], next: nil))
            }
            let found: [CaseRecord] = try service.similar(
                to: subject.key,
                near: point,
                at: now,
                by: call.identity,
                in: db
            )
            return Answer(ListBody(items: rows(found.filter { $0.id != record.id }), next: nil))
        }
    }

    private func unmask(_ call: Call, _ body: NoBody) async throws -> Answer<ListBody<ReporterBody>> {
        let id: CaseID = try call.id()
        let now: Timestamp = clock.now()
        return try await database.write { db in
            let record: CaseRecord = try service.find(id, by: call.identity, in: db)
            guard service.authority.may(.caseReporter, call.identity, on: record) else {
                throw CityError.notFound(CaseWords.aCase)
            }
            try audit.append(
                AuditEntry(
                    "case.reporter_seen",
                    on: AuditObject("case", record.id),
                    area: record.place.area,
                    by: call.identity,
                    from: AuditOrigin(call),
                    at: now
                ),
                in: db
            )
            let reporters: [CaseReporter] = try CaseReporterStore.list(record.id, in: db)
            return Answer(ListBody(items: reporters.map { ReporterBody($0, masked: false) }, next: nil))
        }
    }

    private func workflow(_ call: Call) async throws -> Answer<WorkflowBody> {
        Answer(WorkflowBody())
    }

    func edition(at now: Timestamp) -> String? {
        service.edition(at: now)
    }

    func rows(_ records: [CaseRecord]) -> [CaseRowBody] {
        let directory: RegistryDirectory = service.registry.current
        return records.map { CaseRowBody($0, directory) }
    }

    func body(_ record: CaseRecord, _ identity: Identity, in db: any SQLConnection) throws -> CaseBody {
        var details: CaseDetails = try CaseDetails(loading: record.id, in: db)
        details.turnAccountName = try record.turn.account.flatMap { try service.ports.accountName($0, db) }
        details.mergedIntoNumber = try record.mergedInto.flatMap { try CaseStore.find($0, in: db)?.number }
        return body(record, details, identity)
    }

    private func body(_ record: CaseRecord, _ details: CaseDetails, _ identity: Identity) -> CaseBody {
        let directory: RegistryDirectory = service.registry.current
        let now: Timestamp = clock.now()
        let offers: [ActionOfferBody] = service.actions(on: record, by: identity).compactMap { action in
            CaseWorkflow.table.transition(action, from: record.state).map { ActionOfferBody($0, from: record.state) }
        }
        return CaseBody(
            row: CaseRowBody(record, directory),
            condition: condition(of: record, directory),
            responsibilityGrid: record.place.responsibilityGrid,
            suggestedOrganisation: record.suggestedOrganisation.map { id in
                NamedBody(id.text, directory.organisationName(id) ?? Wording("", ""))
            },
            routingRule: record.routingRule,
            turnAccount: record.turn.account?.text,
            turnAccountName: details.turnAccountName,
            filedAt: record.filedAt,
            dispatchedAt: record.dispatchedAt,
            handledAt: record.handledAt,
            handledOnTime: record.handledOnTime,
            verifiedTrue: record.verifiedTrue,
            reworkCount: record.reworkCount,
            returnCount: record.returnCount,
            extensionCount: record.extensionCount,
            suspendedUntil: record.suspendedUntil,
            appeal: record.appeal,
            satisfaction: record.satisfaction,
            mergedInto: record.mergedInto?.text,
            mergedIntoNumber: details.mergedIntoNumber,
            origin: record.origin.map { "\($0.system)/\($0.number)" },
            clocks: details.clocks.clocks.map {
                ClockBody($0, at: now, calendar: directory.calendar, lamps: service.settings.lamps)
            },
            photos: details.photos.map(PhotoBody.init),
            reporters: details.reporters.map { ReporterBody($0, masked: true) },
            actions: offers
        )
    }

    private func condition(of record: CaseRecord, _ directory: RegistryDirectory) -> ConditionBody? {
        guard let subject = record.subject, let code = subject.condition,
            let condition = directory.classes.condition(subject.key, code)
        else { return nil }
        return ConditionBody(
            code: code,
            filing: condition.filing,
            closing: condition.closing,
            limit: condition.limit.text
        )
    }
}

/// The workflow's table as data, for pages that explain it.
package struct WorkflowBody: Codable, Sendable, Hashable {
    package struct Row: Codable, Sendable, Hashable {
        package var action: CaseAction
        package var name: Wording
        package var from: [CaseState]
        package var to: CaseState?
        package var roles: [CaseRole]
        package var needs: [NamedBody]
        package var clocks: [Wording]
        package var note: Wording?
    }

    package struct State: Codable, Sendable, Hashable {
        package var state: CaseState
        package var name: Wording
        package var stage: CaseStage
        package var ended: Bool
        package var turn: CaseRole?
    }

    package var states: [State]
    package var rows: [Row]

    init() {
        states = CaseState.allCases.map { state in
            State(
                state: state,
                name: state.title,
                stage: state.stage,
                ended: state.isFinal,
                turn: CaseWorkflow.turn(in: state)
            )
        }
        rows = CaseWorkflow.table.rows.map { row in
            var target: CaseState?
            if case .state(let state) = row.outcome { target = state }
            return Row(
                action: row.action,
                name: row.action.title,
                from: row.from,
                to: target,
                roles: row.roles,
                needs: row.needs.map { NamedBody($0.name, $0.title) },
                clocks: row.clocks.map(\.title),
                note: row.note
            )
        }
    }
}
