import CaseManagement
package import CityCore
package import CitySQL

/// What a move has to tell of one table.
package struct MovedTable: Sendable, Encodable {
    package var table: String
    package var rows: Int
    package var hash: String
    /// The same number of rows, and the same in every one of them.
    package var isSame: Bool
}

/// Carries a whole city from one engine to the other: every table in pieces, the search index made anew, and in the
/// end every table compared. It goes on where it stopped. Nobody may use the source meanwhile; the target does not
/// open as a city before the move is over.
package struct CityMover: Sendable {
    private let source: any SQLDatabase
    private let target: any SQLDatabase
    private let migrations: [Migration]
    private let tell: @Sendable (Wording) -> Void

    package init(
        from source: any SQLDatabase,
        to target: any SQLDatabase,
        migrations: [Migration],
        tell: @escaping @Sendable (Wording) -> Void
    ) {
        self.source = source
        self.target = target
        self.migrations = migrations
        self.tell = tell
    }

    package func run(at now: Timestamp) async throws -> [MovedTable] {
        try await begin(try await mark())
        _ = try await Migrator(migrations).migrate(target, at: now)
        let tables: [TableShape] = try await sameTables()
        try await clear(tables)
        for table in tables { try await move(table) }
        try await rebuildSearch()
        let report: [MovedTable] = try await compare(tables)
        if report.allSatisfy(\.isSame) {
            try await target.write { db in try MoveJournal.end(in: db) }
            try await target.optimize()
        }
        return report
    }

    /// Refuses a database that is only half filled.
    package static func refuseUnfinished(_ database: any SQLDatabase) async throws {
        if try await database.read({ db in try MoveJournal.isThere(in: db) }) { throw MoveTrouble.unfinished }
    }

    // MARK: Before

    /// What tells the source from any other city. Its schema must be that of this program.
    private func mark() async throws -> String {
        let expected: Set<String> = Set(migrations.map(\.id))
        return try await source.read { db in
            guard try TableCatalogue.names(in: db).contains("schema_migration") else { throw MoveTrouble.noCity }
            if try MoveJournal.isThere(in: db) { throw MoveTrouble.unfinished }
            let rows: [SQLRow] = try db.rows("SELECT id, applied_at FROM schema_migration ORDER BY applied_at, id")
            guard let first = rows.first else { throw MoveTrouble.noCity }
            guard Set(try rows.map { try $0.get("id", as: String.self) }) == expected else {
                throw MoveTrouble.oldSchema
            }
            return "\(try first.get("id", as: String.self)) \(try first.get("applied_at", as: Int.self))"
        }
    }

    private func sameTables() async throws -> [TableShape] {
        let (here, there): ([TableShape], [TableShape]) = (
            try await source.read { db in try TableCatalogue.tables(in: db) },
            try await target.read { db in try TableCatalogue.tables(in: db) }
        )
        guard Set(here) == Set(there) else {
            throw CityError.fault("tables differ: \(Set(here).symmetricDifference(there).map(\.name).sorted())")
        }
        return here
    }

    /// From here on the target is a move's: it does not open as a city, and takes no other source.
    private func begin(_ mark: String) async throws {
        try await target.write { db in
            if try MoveJournal.isThere(in: db) {
                guard try MoveJournal.beganFrom(in: db) == mark else { throw MoveTrouble.anotherSource }
            } else {
                guard try TableCatalogue.cityNames(in: db).isEmpty else { throw MoveTrouble.notEmpty }
                try MoveJournal.begin(from: mark, in: db)
            }
        }
    }

    /// Takes away what the migrations wrote themselves: it comes with the source.
    private func clear(_ tables: [TableShape]) async throws {
        let step: String = "cleared"
        try await target.write { db in
            if try MoveJournal.place(of: step, in: db).isDone { return }
            for table in tables.reversed() { try db.run("DELETE FROM \(SQLQuery(trusted: table.name))") }
            try MoveJournal.note(MoveJournal.Place(rows: 0, last: nil, isDone: true), of: step, in: db)
        }
    }

    // MARK: Tables

    private func move(_ table: TableShape) async throws {
        var place: MoveJournal.Place = try await target.read { db in try MoveJournal.place(of: table.name, in: db) }
        if table.ownReferences.isEmpty {
            while !place.isDone { place = try await movePiece(of: table, from: place) }
        } else if !place.isDone {
            place = try await moveWhole(table)
        }
        try await continueNumbering(table)
        tell(Wording("\(table.name)：\(place.rows) 行", "\(table.name): \(place.rows) rows"))
    }

    private func movePiece(of table: TableShape, from place: MoveJournal.Place) async throws -> MoveJournal.Place {
        let reader: TableReader = TableReader(shape: table)
        let last: [SQLValue]? = place.last
        let rows: [SQLRow] = try await source.read { db in try reader.rows(after: last, in: db) }
        var next: MoveJournal.Place = place
        next.rows += rows.count
        next.last = try rows.last.map(reader.key) ?? place.last
        next.isDone = rows.count < TableReader.piece
        let noted: MoveJournal.Place = next
        try await target.write { db in
            try TableWriter(shape: table).insert(rows, in: db)
            try MoveJournal.note(noted, of: table.name, in: db)
        }
        if next.rows % (50 * TableReader.piece) == 0 {
            tell(Wording("\(table.name)：\(next.rows) 行…", "\(table.name): \(next.rows) rows…"))
        }
        return next
    }

    /// A table whose rows name each other is small, and goes at once.
    private func moveWhole(_ table: TableShape) async throws -> MoveJournal.Place {
        let reader: TableReader = TableReader(shape: table)
        let rows: [SQLRow] = try await source.read { db in
            var rows: [SQLRow] = []
            while true {
                let piece: [SQLRow] = try reader.rows(after: try rows.last.map(reader.key), in: db)
                rows += piece
                if piece.count < TableReader.piece { return rows }
            }
        }
        let writer: TableWriter = TableWriter(shape: table)
        let ordered: [SQLRow] = try writer.inOrder(rows)
        let place: MoveJournal.Place = MoveJournal.Place(rows: rows.count, last: nil, isDone: true)
        try await target.write { db in
            try writer.insert(ordered, in: db)
            try MoveJournal.note(place, of: table.name, in: db)
        }
        return place
    }

    /// The next row gets a number that the source has never given.
    private func continueNumbering(_ table: TableShape) async throws {
        guard let column = table.serial else { return }
        let last: Int64 = try await source.read { db in try SerialNumbers.last(of: table.name, column, in: db) }
        try await target.write { db in try SerialNumbers.goOn(after: last, of: table.name, column, in: db) }
    }

    // MARK: After

    private func rebuildSearch() async throws {
        let name: String = "case_search"
        var place: MoveJournal.Place = try await target.read { db in try MoveJournal.place(of: name, in: db) }
        while !place.isDone {
            let last: MoveJournal.Place = place
            place = try await target.write { db in
                var next: MoveJournal.Place = last
                let after: Int = try last.last?.first.map { try Int(sqlValue: $0) } ?? 0
                let (count, serial): (Int, Int) = try CaseSearchIndex.add(after: after, limit: 500, in: db)
                next.rows += count
                next.last = [serial.sqlValue]
                next.isDone = count == 0
                try MoveJournal.note(next, of: name, in: db)
                return next
            }
        }
        tell(Wording("检索索引：\(place.rows) 件", "search index: \(place.rows) cases"))
    }

    private func compare(_ tables: [TableShape]) async throws -> [MovedTable] {
        var report: [MovedTable] = []
        for table in tables {
            let reader: TableReader = TableReader(shape: table)
            async let here = reader.summary(of: source)
            async let there = reader.summary(of: target)
            let (before, after) = try await (here, there)
            report.append(
                MovedTable(table: table.name, rows: after.count, hash: after.hash, isSame: before == after)
            )
        }
        tell(Wording("已逐表比对数量与散列", "counts and hashes of every table compared"))
        return report
    }
}
