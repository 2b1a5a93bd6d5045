import CityContracts
import CityCore
import CityEvents
import CityRegistry
import CitySQL
import CityWorkflow
import Foundation

/// What of an import goes into one transaction.
struct CaseImportBatch: Sendable {
    /// A row and the fingerprint of what it says.
    struct Row: Sendable {
        var draft: CaseDraft
        var fingerprint: String
    }

    /// What the rows of one import have in common.
    struct Setting: Sendable {
        var system: String
        var now: Timestamp
        var calendar: WorkCalendar
        var lamps: LampRule
        var ids: IDSource
        var outbox: Outbox
    }

    let setting: Setting
    private let organisations: [String: OrganisationID]
    private var added: [BulkCase] = []
    private var changed: [Row] = []
    private(set) var unchangedCount: Int = 0

    var importedCount: Int { added.count + changed.count }

    /// Sorts the rows into new, changed and unchanged, and makes cases of the new ones.
    /// - Parameter known: by number, the fingerprints of the cases that are here.
    init(
        _ rows: [Row],
        known: [String: String],
        organisations: [String: OrganisationID],
        _ setting: Setting
    ) throws {
        self.setting = setting
        self.organisations = organisations
        added.reserveCapacity(rows.count)
        for row in rows {
            switch known[row.draft.number] {
            case nil: added.append(try bulkCase(row))
            case row.fingerprint: unchangedCount += 1
            default: changed.append(row)
            }
        }
    }

    /// Writes all of it and tells of it once.
    func write(in db: any SQLConnection) throws {
        if importedCount == 0 { return }
        var counters: CounterChanges = CounterChanges()
        let written: [CaseRecord] = try CaseBulkWriter.write(added, counting: &counters, in: db)
        var areas: [String] = written.map(\.place.area)
        var cases: [String] = written.map(\.id.text)
        for row in changed {
            areas.append(row.draft.place.area)
            cases.append(try update(row, counting: &counters, in: db).text)
        }
        try CaseCounterStore.apply(counters, in: db)
        let event: CasesImported = CasesImported(
            system: setting.system,
            area: CaseImportBatch.commonPrefix(areas),
            added: added.count,
            changed: changed.count,
            cases: cases
        )
        try setting.outbox.publish(event, at: setting.now, in: db)
    }

    private static func commonPrefix(_ codes: [String]) -> String {
        guard let low = codes.min(), let high = codes.max() else { return "" }
        return low.commonPrefix(with: high)
    }
}

// New cases.
extension CaseImportBatch {
    private func bulkCase(_ row: Row) throws -> BulkCase {
        let draft: CaseDraft = row.draft
        var bulk: BulkCase = BulkCase(
            id: setting.ids.next(at: draft.openedAt),
            state: draft.state,
            source: draft.source,
            place: draft.place,
            description: draft.description,
            registrar: Identity.system.account,
            reporter: Reporter(
                name: draft.reporterName,
                phone: draft.reporterPhone,
                wantsReply: false,
                account: nil
            ),
            on: draft.openedOn,
            at: draft.openedAt
        )
        fill(&bulk.record, from: row)
        if !draft.state.isFinal {
            bulk.clocks = try ImportedClocks.start(draft.state, from: draft.openedAt, to: draft.targetAt)
            bulk.settle(at: setting.now, calendar: setting.calendar, lamps: setting.lamps)
        }
        appendHistory(&bulk, draft)
        bulk.gatherWords()
        return bulk
    }

    /// Takes over what the row says, but for its state.
    func fill(_ record: inout CaseRecord, from row: Row) {
        let draft: CaseDraft = row.draft
        record.source = draft.source
        record.place = draft.place
        record.description = draft.description
        record.subject = draft.subject.map { CaseSubject(key: $0) }
        record.organisation = organisations[draft.department]
        record.reportedAt = draft.openedAt
        record.filedAt = draft.filedAt
        record.dispatchedAt = draft.dispatchedAt
        record.handledAt = draft.handledAt
        record.closedAt = draft.closedAt
        record.closedOnTime = draft.closedOnTime
        record.dueAt = draft.targetAt
        record.reworkCount = draft.reworkCount
        record.origin = CaseOrigin(system: setting.system, number: draft.number, fingerprint: row.fingerprint)
        record.updatedAt = setting.now
    }

    private func appendHistory(_ bulk: inout BulkCase, _ draft: CaseDraft) {
        let begin: CaseState = CaseImportBatch.stateBeforeEnd(draft.state, hasDepartment: !draft.department.isEmpty)
        bulk.append(
            HistoryEntry(
                "import",
                at: draft.openedAt,
                from: nil,
                to: begin,
                by: .system,
                for: bulk.record.turn,
                opinion: draft.state.isFinal ? "" : draft.closingNote,
                data: data(draft)
            )
        )
        guard let ending = CaseImportBatch.ending(draft.state) else { return }
        bulk.append(
            HistoryEntry(
                ending.rawValue,
                at: draft.closedAt ?? draft.openedAt,
                from: begin,
                to: draft.state,
                by: .system,
                opinion: draft.closingNote
            )
        )
    }

    /// What the other system says, for the history; the same text as `HistoryData` would make, without an encoder.
    func data(_ draft: CaseDraft) -> String {
        let number: String = CaseImportBatch.quoted(draft.number)
        let status: String = CaseImportBatch.quoted(draft.status)
        let system: String = CaseImportBatch.quoted(setting.system)
        return """
            {"importedAt":"\(setting.now)","number":\(number),"status":\(status),"system":\(system)}
            """
    }

    private static func quoted(_ text: String) -> String {
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { quoted.append(UInt8(ascii: "\\")) }
            quoted.append(byte)
        }
        quoted.append(UInt8(ascii: "\""))
        return String(decoding: quoted, as: UTF8.self)
    }

    /// Where an ended case was before its end, as far as can be told.
    private static func stateBeforeEnd(_ state: CaseState, hasDepartment: Bool) -> CaseState {
        switch state {
        case .closed, .forceClosed, .cancelled: hasDepartment ? .handling : .pendingDispatch
        case .refused: .reported
        case .selfHandled: .selfHandledReview
        default: state
        }
    }

    private static func ending(_ state: CaseState) -> CaseAction? {
        switch state {
        case .closed: .close
        case .forceClosed: .forceClose
        case .cancelled: .cancel
        case .refused: .refuse
        case .selfHandled: .approveSelfHandled
        default: nil
        }
    }
}
