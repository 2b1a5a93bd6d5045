package import CitySQL

/// Makes the search index of cases that are there already, as after a move to another engine.
package enum CaseSearchIndex {
    /// Adds the words of the cases after a serial number; answers how many, and the last one's number.
    package static func add(after serial: Int, limit: Int, in db: any SQLConnection) throws -> (count: Int, last: Int) {
        let rows: [SQLRow] = try db.rows(
            "SELECT serial, \(CaseRow.list) FROM case_case WHERE serial > \(serial) ORDER BY serial LIMIT \(limit)"
        )
        let texts: [(serial: Int, words: String)] = try rows.map { row in
            (try row.get("serial"), CaseSearchStore.text(try CaseRow.record(row)))
        }
        try CaseSearchStore.add(texts, in: db)
        return (texts.count, texts.last?.serial ?? serial)
    }
}
