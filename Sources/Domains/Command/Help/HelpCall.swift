package import CityCore
package import CityGeo
import CityHTTP
import CitySQL

package enum HelpTag {}
package typealias HelpID = EntityID<HelpTag>

package enum HelpState: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    case open
    case answered
    case closed

    var title: Wording {
        switch self {
        case .open: Wording("待响应", "Waiting")
        case .answered: Wording("处置中", "Answered")
        case .closed: Wording("已解除", "Closed")
        }
    }
}

package enum HelpSource: String, Codable, CaseIterable, Sendable, SQLEncodable, SQLDecodable {
    /// Somebody pressed the button of the field app.
    case app
    /// A terminal's emergency button (JT/T 808 alarm bit 0).
    case terminal
}

/// 求助 (SOS): somebody of the city's own people is in trouble.
package struct HelpCall: Sendable, Hashable, Placed {
    package static let thing: Wording = Wording("求助", "call for help")

    package var id: HelpID
    package var number: String
    package var source: HelpSource
    package var account: AccountID?
    /// The terminal; for a phone of the field app the device of its owner, where there is one.
    package var device: String?
    package var name: String
    package var unit: CommandUnitID?
    package var area: String
    package var organisation: OrganisationID?
    package var place: Coordinate?
    /// Since when the place is known to be this.
    package var placedAt: Timestamp?
    package var words: String
    package var state: HelpState
    package var at: Timestamp
    package var toldAt: Timestamp
    package var answeredBy: String?
    package var answeredAt: Timestamp?
    package var closedBy: String?
    package var closedAt: Timestamp?
    package var outcome: String
    package var version: Int
}

/// Every statement on `command_help`.
enum HelpStore {
    private static let columns: SQLQuery = """
        id, number, source, account, device, name, unit_id, area, organisation, lng, lat, placed_at, words, state, at, told_at,
        answered_by, answered_at, closed_by, closed_at, outcome, version
        """

    static func find(_ id: HelpID, in db: any SQLConnection) throws -> HelpCall? {
        try db.first("SELECT \(columns) FROM command_help WHERE id = \(id)").map(call)
    }

    /// What somebody, or a terminal, has called and that is not over.
    static func open(account: AccountID?, device: String?, in db: any SQLConnection) throws -> HelpCall? {
        try db.first(
            """
            SELECT \(columns) FROM command_help WHERE state <> 'closed'
                AND (account = \(account) OR (source = 'terminal' AND device = \(device))) ORDER BY at DESC LIMIT 1
            """
        ).map(call)
    }

    static func list(
        _ conditions: [SQLQuery],
        after: (Timestamp, HelpID)?,
        limit: Int,
        in db: any SQLConnection
    ) throws -> [HelpCall] {
        var all: [SQLQuery] = conditions
        if let after { all.append("(at < \(after.0) OR (at = \(after.0) AND id < \(after.1)))") }
        return try db.rows(
            "SELECT \(columns) FROM command_help\(all.whereClause) ORDER BY at DESC, id DESC LIMIT \(limit)"
        ).map(call)
    }

    static func insert(_ help: HelpCall, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO command_help (\(columns))
            VALUES (\(help.id), \(help.number), \(help.source), \(help.account), \(help.device), \(help.name),
                \(help.unit), \(help.area), \(help.organisation), \(help.place?.lng), \(help.place?.lat),
                \(help.placedAt), \(help.words), \(help.state), \(help.at), \(help.toldAt), \(help.answeredBy), \(help.answeredAt),
                \(help.closedBy), \(help.closedAt), \(help.outcome), \(help.version))
            """
        )
    }

    static func update(_ help: HelpCall, from version: Int, in db: any SQLConnection) throws {
        let changed: Int = try db.run(
            """
            UPDATE command_help SET lng = \(help.place?.lng), lat = \(help.place?.lat),
                placed_at = \(help.placedAt), words = \(help.words),
                state = \(help.state), answered_by = \(help.answeredBy), answered_at = \(help.answeredAt),
                closed_by = \(help.closedBy), closed_at = \(help.closedAt), outcome = \(help.outcome),
                version = \(help.version)
            WHERE id = \(help.id) AND version = \(version)
            """
        )
        guard changed == 1 else { throw CityError.stale(HelpCall.thing, current: help.version) }
    }

    private static func call(_ row: SQLRow) throws -> HelpCall {
        HelpCall(
            id: try row.get("id"),
            number: try row.get("number"),
            source: try row.get("source"),
            account: try row.getIfPresent("account"),
            device: try row.getIfPresent("device"),
            name: try row.get("name"),
            unit: try row.getIfPresent("unit_id"),
            area: try row.get("area"),
            organisation: try row.getIfPresent("organisation"),
            place: try row.place(),
            placedAt: try row.getIfPresent("placed_at"),
            words: try row.get("words"),
            state: try row.get("state"),
            at: try row.get("at"),
            toldAt: try row.get("told_at"),
            answeredBy: try row.getIfPresent("answered_by"),
            answeredAt: try row.getIfPresent("answered_at"),
            closedBy: try row.getIfPresent("closed_by"),
            closedAt: try row.getIfPresent("closed_at"),
            outcome: try row.get("outcome"),
            version: try row.get("version")
        )
    }
}
