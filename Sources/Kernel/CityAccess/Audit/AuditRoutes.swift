import CityCore
import CityHTTP
import CitySQL

/// Reading and verifying the audit log.
struct AuditRoutes: Sendable {
    let database: any SQLDatabase
    let audit: AuditLog

    func register(in table: RouteTable) {
        table.list(
            "audit",
            access: .permission(.auditRead),
            Wording("审计记录（新的在前）", "Audit entries, the newest first"),
            query: [
                QueryParameter("account", .text, Wording("操作人账号编号", "Id of the account that acted")),
                QueryParameter("action", .text, Wording("操作，例如 account.created", "Action, such as account.created")),
                QueryParameter(
                    "object",
                    .text,
                    Wording("对象：类别，或 类别:编号", "Object: a kind such as account, or kind:id")
                ),
                QueryParameter("outcome", .choice(AuditOutcome.allCases.map(\.rawValue)), Wording("结果", "Outcome")),
                QueryParameter("from", .time, Wording("不早于", "Not before")),
                QueryParameter("to", .time, Wording("早于", "Before")),
                QueryParameter("text", .text, Wording("姓名、操作或内容的一部分", "Part of the name, action or detail")),
            ],
            item: AuditEntryBody.self
        ) { call, request in
            let filter: AuditFilter = try filter(call)
            let page: Page<AuditRecord> = try await database.read { db in
                try audit.page(filter, request, seenBy: call.identity, in: db)
            }
            return page.map(AuditEntryBody.init)
        }
        table.get(
            "audit/verification",
            access: .permission(.auditRead),
            Wording("校验审计链", "Verify the audit chain"),
            query: [QueryParameter("from", .integer, Wording("起始序号，默认 1", "Number of the first entry; 1 if absent"))],
            answer: AuditVerification.self
        ) { call in
            let start: Int = try call.integer("from") ?? 1
            return Answer(try await database.read { db in try audit.verify(in: db, from: Int64(start)) })
        }
    }

    private func filter(_ call: Call) throws -> AuditFilter {
        var filter: AuditFilter = AuditFilter()
        filter.account = call.text("account").map { AccountID($0) }
        filter.action = call.text("action")
        filter.outcome = try call.choice("outcome", of: AuditOutcome.self)
        filter.from = try call.time("from")
        filter.to = try call.time("to")
        filter.text = call.text("text")
        if let object = call.text("object") {
            let parts: [Substring] = object.split(separator: ":", maxSplits: 1)
            filter.objectKind = parts.first.map(String.init)
            if parts.count == 2 { filter.objectID = String(parts[1]) }
        }
        return filter
    }
}
