import CityCore
package import CitySQL

/// Writes many cases at once: the same rows as one by one, in a fraction of the statements, and every counter once. It
/// publishes no event, since a subscriber could not follow thousands of them: whoever calls it tells once.
package enum CaseBulkWriter {
    /// Answers the records as they were written, with their numbers, in the order given.
    @discardableResult
    package static func write(_ cases: [BulkCase], in db: any SQLConnection) throws -> [CaseRecord] {
        var changes: CounterChanges = CounterChanges()
        let records: [CaseRecord] = try write(cases, counting: &changes, in: db)
        try CaseCounterStore.apply(changes, in: db)
        return records
    }

    /// The same for a caller that changes counters for other reasons too and writes them itself.
    static func write(
        _ cases: [BulkCase],
        counting changes: inout CounterChanges,
        in db: any SQLConnection
    ) throws -> [CaseRecord] {
        let records: [CaseRecord] = try numbered(cases, in: db)
        let serials: [CaseID: Int] = try CaseStore.insert(records, in: db)
        try CaseHistoryStore.insert(cases.map { ($0.record.id, $0.histories) }, in: db)
        try CaseReporterStore.insert(cases.map { ($0.record, $0.reporter) }, in: db)
        try CaseClockStore.insert(cases.map { ($0.record.id, $0.clocks) }, in: db)
        try CaseSearchStore.add(
            zip(cases, records).compactMap { bulk, record in
                guard let serial = serials[record.id] else { return nil }
                let words: [String] = bulk.words ?? CaseSearchStore.words(record)
                return (serial, CaseSearchStore.text(number: record.number, words: words))
            },
            in: db
        )
        for bulk in cases where !bulk.photos.isEmpty {
            try CasePhotoStore.add(
                bulk.photos,
                to: bulk.record.id,
                by: bulk.record.registrar,
                at: bulk.record.reportedAt,
                in: db
            )
        }
        for record in records { changes.replace(nil, by: record) }
        return records
    }

    /// Gives numbers to those that have none: one statement for each county and day.
    private static func numbered(_ cases: [BulkCase], in db: any SQLConnection) throws -> [CaseRecord] {
        struct Book: Hashable {
            var county: String
            var day: CivilDate
        }
        var wanted: [Book: Int] = [:]
        var order: [Book] = []
        for bulk in cases where bulk.record.number.isEmpty {
            let book: Book = Book(county: bulk.record.place.county, day: bulk.day)
            if wanted[book] == nil { order.append(book) }
            wanted[book, default: 0] += 1
        }
        var free: [Book: Range<Int>] = [:]
        for book in order {
            free[book] = try CaseStore.takeNumbers(wanted[book] ?? 0, county: book.county, day: book.day, in: db)
        }
        return cases.map { bulk in
            var record: CaseRecord = bulk.record
            guard record.number.isEmpty else { return record }
            let book: Book = Book(county: record.place.county, day: bulk.day)
            if let next = free[book]?.popFirst() {
                record.number = CaseStore.number(county: book.county, day: book.day, serial: next)
            }
            return record
        }
    }
}
