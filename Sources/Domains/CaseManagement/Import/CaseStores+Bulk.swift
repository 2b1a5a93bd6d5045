import CityCore
import CitySQL
import CityWorkflow

/// Inserts many rows with few statements. Their texts are few too, so that the engine prepares each once.
enum RowBatch {
    /// - Parameter rowsPerStatement: times the columns this must stay far below the 32,766 values that a statement takes.
    static func insert(
        _ head: SQLQuery,
        _ rows: [[SQLValue]],
        rowsPerStatement: Int,
        tail: SQLQuery = .empty,
        in db: any SQLConnection,
        answering: ((SQLRow) throws -> Void)? = nil
    ) throws {
        var start: Int = 0
        while start < rows.count {
            // What is left over goes row by row.
            let count: Int = rows.count - start >= rowsPerStatement ? rowsPerStatement : 1
            var query: SQLQuery = head
            for index in start..<start + count {
                query.append(index == start ? " \(list: rows[index])" : ", \(list: rows[index])")
            }
            query.append(tail)
            if let answering { try db.each(query, answering) } else { try db.send(query) }
            start += count
        }
    }
}

extension CaseStore {
    /// Inserts the cases and answers their serial numbers.
    static func insert(_ records: [CaseRecord], in db: any SQLConnection) throws -> [CaseID: Int] {
        var serials: [CaseID: Int] = [:]
        serials.reserveCapacity(records.count)
        try RowBatch.insert(
            "INSERT INTO case_case (\(CaseRow.list)) VALUES",
            records.map(CaseRow.values),
            rowsPerStatement: 20,
            tail: " RETURNING id, serial",
            in: db
        ) { row in
            serials[try CaseID(sqlValue: row.values[0])] = try Int(sqlValue: row.values[1])
        }
        return serials
    }

    /// Takes as many serial numbers of a county's day as are asked for.
    static func takeNumbers(
        _ count: Int,
        county: String,
        day: CivilDate,
        in db: any SQLConnection
    ) throws -> Range<Int> {
        let last: Int = try db.value(
            """
            INSERT INTO case_number (county, day, last) VALUES (\(county), \(dateDigits(day)), \(count))
            ON CONFLICT (county, day) DO UPDATE SET last = case_number.last + excluded.last
            RETURNING last
            """
        )
        return last - count + 1..<last + 1
    }

    /// The number as `nextNumber` writes it.
    static func number(county: String, day: CivilDate, serial: Int) -> String {
        let area: String =
            county.utf8.count >= 6 ? county : county + String(repeating: "0", count: 6 - county.utf8.count)
        let digits: String = String(serial)
        let zeros: String = String(repeating: "0", count: max(0, 5 - digits.utf8.count))
        return area + dateDigits(day) + zeros + digits
    }

    private static func dateDigits(_ day: CivilDate) -> String { day.description.filter { $0 != "-" } }

    /// The cases that came from a system under these numbers.
    static func fingerprints(
        system: String,
        numbers: [String],
        in db: any SQLConnection
    ) throws -> [String: String] {
        var found: [String: String] = [:]
        try db.each(
            """
            SELECT origin_number, origin_fingerprint FROM case_case
            WHERE origin_system = \(system) AND origin_number IN \(list: numbers)
            """
        ) { row in
            found[try row.get("origin_number")] = try row.get("origin_fingerprint", as: String.self)
        }
        return found
    }
}

extension CaseHistoryStore {
    /// Inserts whole histories of cases that have just been inserted, chained already.
    static func insert(_ histories: [(CaseID, [HistoryEntry])], in db: any SQLConnection) throws {
        var rows: [[SQLValue]] = []
        rows.reserveCapacity(histories.count * 2)
        for (id, entries) in histories {
            for entry in entries { rows.append(values(entry, of: id)) }
        }
        try RowBatch.insert("INSERT INTO case_history (case_id, \(columns)) VALUES", rows, rowsPerStatement: 40, in: db)
    }

    /// In the order of `columns`, after the case.
    private static func values(_ entry: HistoryEntry, of id: CaseID) -> [SQLValue] {
        let what: [SQLValue] = [
            id.sqlValue, entry.position.sqlValue, entry.at.sqlValue, entry.action.sqlValue,
            (entry.from?.rawValue).sqlValue, entry.to.sqlValue, entry.actor.sqlValue, entry.actorName.sqlValue,
            (entry.actorRole?.rawValue).sqlValue, entry.actorOrganisation.sqlValue,
        ]
        let whom: [SQLValue] = [
            (entry.receiver.role?.rawValue).sqlValue, entry.receiver.organisation.sqlValue,
            entry.receiver.account.sqlValue, entry.opinion.sqlValue, entry.data.sqlValue,
            entry.previousHash.sqlValue, entry.hash.sqlValue,
        ]
        return what + whom
    }
}

extension CaseReporterStore {
    /// Inserts the first reporter of each case.
    static func insert(_ reporters: [(CaseRecord, Reporter)], in db: any SQLConnection) throws {
        let rows: [[SQLValue]] = reporters.map { record, reporter in
            [
                record.id.sqlValue, 0.sqlValue, reporter.name.sqlValue, reporter.phone.sqlValue,
                reporter.wantsReply.sqlValue, reporter.account.sqlValue, record.source.sqlValue,
                record.reportedAt.sqlValue,
            ]
        }
        try RowBatch.insert(
            "INSERT INTO case_reporter (case_id, position, name, phone, wants_reply, account, source, at) VALUES",
            rows,
            rowsPerStatement: 50,
            in: db
        )
    }
}

extension CaseClockStore {
    /// Inserts the clocks of cases that have just been inserted.
    static func insert(_ clocks: [(CaseID, ClockSet)], in db: any SQLConnection) throws {
        var rows: [[SQLValue]] = []
        for (id, set) in clocks {
            for (position, clock) in set.clocks.enumerated() { rows.append(values(clock, id, position)) }
        }
        try RowBatch.insert(
            """
            INSERT INTO case_clock (case_id, position, kind, limit_amount, limit_unit, started_at, extra_limits,
                running_since, paused_at, stopped_at, used_before_pause_ms, deadline) VALUES
            """,
            rows,
            rowsPerStatement: 40,
            in: db
        )
    }

    private static func values(_ clock: StageClock, _ id: CaseID, _ position: Int) -> [SQLValue] {
        [
            id.sqlValue, position.sqlValue, clock.kind.sqlValue, clock.limit.amount.sqlValue,
            clock.limit.unit.rawValue.sqlValue, clock.startedAt.sqlValue, clock.extraLimits.sqlValue,
            clock.runningSince.sqlValue, clock.pausedAt.sqlValue, clock.stoppedAt.sqlValue,
            clock.usedBeforePauseMS.sqlValue, clock.deadline.sqlValue,
        ]
    }
}

extension CaseSearchStore {
    /// The words of a case but for those of its number, which is not known before it is written.
    static func words(_ record: CaseRecord) -> [String] {
        SearchWords.words(of: "\(record.place.address) \(record.description) \(record.part ?? "")")
    }

    /// The same as `text` of the record with this number: what is taken out of the index must be what was put in.
    static func text(number: String, words: [String]) -> String {
        let first: [String] = SearchWords.words(of: number)
        return (first + words.filter { !first.contains($0) }).prefix(2000).joined(separator: " ")
    }

    /// Adds the words of cases that have just been inserted.
    static func add(_ texts: [(serial: Int, words: String)], in db: any SQLConnection) throws {
        switch db.dialect {
        case .sqlite:
            try RowBatch.insert(
                "INSERT INTO case_search (rowid, words) VALUES",
                texts.map { [$0.serial.sqlValue, $0.words.sqlValue] },
                rowsPerStatement: 50,
                in: db
            )
        case .postgres:
            for start in stride(from: 0, to: texts.count, by: 50) {
                let rows: [SQLQuery] = texts[start..<min(start + 50, texts.count)].map { serial, words in
                    "(\(serial), to_tsvector('simple', \(words)))"
                }
                try db.send("INSERT INTO case_search (serial, words) VALUES \(rows.joined(separator: ", "))")
            }
        }
    }
}
