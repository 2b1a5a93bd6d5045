import CityCore
import CityGeo
import CityRegistry
import CitySQL
import CityWorkflow

/// The columns of a case, told once for reading, inserting and updating.
enum CaseRow {
    static let columns: [String] = [
        "id", "number", "version", "state", "source", "area", "county", "street", "grid", "responsibility_grid",
        "lng", "lat", "cell", "address", "edition", "kind", "big", "small", "condition_code", "limit_amount",
        "limit_unit", "description", "part", "urgent", "organisation", "suggested_organisation", "routing_rule",
        "turn_role", "turn_organisation", "turn_account", "registrar", "reported_at", "filed_at", "dispatched_at",
        "handled_at", "closed_at", "due_at", "stage_due_at", "due_order", "lamp", "lamp_changes_at", "closed_on_time",
        "handled_on_time", "verified_true", "rework_count", "return_count", "extension_count", "dispatch_count",
        "suspension_count", "suspended_until", "supervision", "appeal", "satisfaction", "merged_into",
        "origin_system", "origin_number", "origin_fingerprint", "history_hash", "history_count", "updated_at",
    ]

    static let list: SQLQuery = SQLQuery(trusted: columns.joined(separator: ", "))

    /// The values in the order of `columns`.
    static func values(_ record: CaseRecord) -> [SQLValue] {
        let place: CasePlace = record.place
        let whatAndWhere: [SQLValue] = [
            record.id.sqlValue, record.number.sqlValue, record.version.sqlValue, record.state.sqlValue,
            record.source.sqlValue, place.area.sqlValue, place.county.sqlValue, place.street.sqlValue,
            place.grid.sqlValue, place.responsibilityGrid.sqlValue, (place.coordinate?.lng).sqlValue,
            (place.coordinate?.lat).sqlValue, place.cell.sqlValue, place.address.sqlValue,
            (record.subject?.key.edition).sqlValue, (record.subject?.key.kind).sqlValue,
            (record.subject?.key.big).sqlValue, (record.subject?.key.small).sqlValue,
            (record.subject?.condition).sqlValue, (record.limit?.amount).sqlValue,
            (record.limit?.unit.rawValue).sqlValue, record.description.sqlValue, record.part.sqlValue,
            record.isUrgent.sqlValue,
        ]
        let whoAndWhen: [SQLValue] = [
            record.organisation.sqlValue, record.suggestedOrganisation.sqlValue, record.routingRule.sqlValue,
            (record.turn.role?.rawValue).sqlValue, record.turn.organisation.sqlValue, record.turn.account.sqlValue,
            record.registrar.sqlValue, record.reportedAt.sqlValue, record.filedAt.sqlValue,
            record.dispatchedAt.sqlValue, record.handledAt.sqlValue, record.closedAt.sqlValue, record.dueAt.sqlValue,
            record.stageDueAt.sqlValue, dueOrder(record).sqlValue, (record.lamp?.rawValue).sqlValue,
            record.lampChangesAt.sqlValue,
        ]
        let outcome: [SQLValue] = [
            record.closedOnTime.sqlValue, record.handledOnTime.sqlValue, record.verifiedTrue.sqlValue,
            record.reworkCount.sqlValue, record.returnCount.sqlValue, record.extensionCount.sqlValue,
            record.dispatchCount.sqlValue, record.suspensionCount.sqlValue, record.suspendedUntil.sqlValue,
            record.supervision.sqlValue, record.appeal.sqlValue, record.satisfaction.sqlValue,
            record.mergedInto.sqlValue, (record.origin?.system).sqlValue, (record.origin?.number).sqlValue,
            (record.origin?.fingerprint).sqlValue, record.historyHash.sqlValue, record.historyCount.sqlValue,
            record.updatedAt.sqlValue,
        ]
        return whatAndWhere + whoAndWhen + outcome
    }

    /// What inboxes are sorted by: the stage's deadline; what has none comes last, on either engine.
    static func dueOrder(_ record: CaseRecord) -> Int64 {
        record.stageDueAt?.milliseconds ?? Int64.max
    }

    static func record(_ row: SQLRow) throws -> CaseRecord {
        CaseRecord(
            id: try row.get("id"),
            number: try row.get("number"),
            version: try row.get("version"),
            state: try row.get("state"),
            source: try row.get("source"),
            place: try place(row),
            subject: try subject(row),
            limit: try limit(row),
            description: try row.get("description"),
            part: try row.getIfPresent("part"),
            isUrgent: try row.get("urgent"),
            organisation: try row.getIfPresent("organisation"),
            suggestedOrganisation: try row.getIfPresent("suggested_organisation"),
            routingRule: try row.getIfPresent("routing_rule"),
            turn: try turn(row),
            registrar: try row.get("registrar"),
            reportedAt: try row.get("reported_at"),
            filedAt: try row.getIfPresent("filed_at"),
            dispatchedAt: try row.getIfPresent("dispatched_at"),
            handledAt: try row.getIfPresent("handled_at"),
            closedAt: try row.getIfPresent("closed_at"),
            dueAt: try row.getIfPresent("due_at"),
            stageDueAt: try row.getIfPresent("stage_due_at"),
            lamp: try row.getIfPresent("lamp", as: String.self).flatMap(Lamp.init(rawValue:)),
            lampChangesAt: try row.getIfPresent("lamp_changes_at"),
            closedOnTime: try row.getIfPresent("closed_on_time"),
            handledOnTime: try row.getIfPresent("handled_on_time"),
            verifiedTrue: try row.getIfPresent("verified_true"),
            reworkCount: try row.get("rework_count"),
            returnCount: try row.get("return_count"),
            extensionCount: try row.get("extension_count"),
            dispatchCount: try row.get("dispatch_count"),
            suspensionCount: try row.get("suspension_count"),
            suspendedUntil: try row.getIfPresent("suspended_until"),
            supervision: try row.get("supervision"),
            appeal: try row.get("appeal"),
            satisfaction: try row.getIfPresent("satisfaction"),
            mergedInto: try row.getIfPresent("merged_into"),
            origin: try origin(row),
            historyHash: try row.get("history_hash"),
            historyCount: try row.get("history_count"),
            updatedAt: try row.get("updated_at")
        )
    }

    private static func place(_ row: SQLRow) throws -> CasePlace {
        var coordinate: Coordinate?
        if let lng = try row.getIfPresent("lng", as: Double.self),
            let lat = try row.getIfPresent("lat", as: Double.self)
        {
            coordinate = try Coordinate(lng: lng, lat: lat)
        }
        return CasePlace(
            coordinate: coordinate,
            address: try row.get("address"),
            area: try row.get("area"),
            grid: try row.getIfPresent("grid"),
            responsibilityGrid: try row.getIfPresent("responsibility_grid")
        )
    }

    private static func subject(_ row: SQLRow) throws -> CaseSubject? {
        guard let edition = try row.getIfPresent("edition", as: String.self) else { return nil }
        return CaseSubject(
            key: ClassKey(
                edition: edition,
                kind: try row.get("kind"),
                big: try row.get("big"),
                small: try row.get("small")
            ),
            condition: try row.getIfPresent("condition_code")
        )
    }

    private static func limit(_ row: SQLRow) throws -> TimeLimit? {
        guard let amount = try row.getIfPresent("limit_amount", as: Int.self),
            let unit = LimitUnit(rawValue: try row.get("limit_unit"))
        else { return nil }
        return try TimeLimit(amount, unit)
    }

    private static func turn(_ row: SQLRow) throws -> CaseTurn {
        CaseTurn(
            role: try row.getIfPresent("turn_role", as: String.self).flatMap(CaseRole.init(rawValue:)),
            organisation: try row.getIfPresent("turn_organisation"),
            account: try row.getIfPresent("turn_account")
        )
    }

    private static func origin(_ row: SQLRow) throws -> CaseOrigin? {
        guard let system = try row.getIfPresent("origin_system", as: String.self) else { return nil }
        return CaseOrigin(
            system: system,
            number: try row.get("origin_number"),
            fingerprint: try row.get("origin_fingerprint")
        )
    }
}
