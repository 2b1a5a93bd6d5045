import CityCore
import CityHTTP
package import CitySQL

/// The class tables: editions here, what is in them in the extension beside.
package enum ClassStore {
    private static let editionColumns: SQLQuery =
        "edition, title_zh, title_en, source_zh, source_en, valid_from, valid_to, state, version"

    /// All editions, the oldest first, drafts without a first day last.
    package static func editions(in db: any SQLConnection) throws -> [ClassEdition] {
        try db.rows(
            """
            SELECT \(editionColumns) FROM registry_class_edition
            ORDER BY COALESCE(valid_from, '9999-12-31'), edition
            """
        ).map(ClassEdition.init(row:))
    }

    package static func edition(_ code: String, in db: any SQLConnection) throws -> ClassEdition? {
        try db.first("SELECT \(editionColumns) FROM registry_class_edition WHERE edition = \(code)")
            .map(ClassEdition.init(row:))
    }

    static func insert(_ edition: ClassEdition, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO registry_class_edition (\(editionColumns))
            VALUES (\(edition.code), \(edition.title.zh), \(edition.title.en), \(edition.source.zh),
                \(edition.source.en), \(edition.validFrom), \(edition.validTo), \(edition.state), \(edition.version))
            """
        )
    }

    /// Writes what may change of a draft. The version must be one more than what the table has.
    static func update(_ edition: ClassEdition, in db: any SQLConnection) throws {
        let changed: Int = try db.run(
            """
            UPDATE registry_class_edition
            SET title_zh = \(edition.title.zh), title_en = \(edition.title.en), source_zh = \(edition.source.zh),
                source_en = \(edition.source.en), valid_from = \(edition.validFrom), state = \(edition.state),
                version = \(edition.version)
            WHERE edition = \(edition.code) AND version = \(edition.version - 1) AND state = 'draft'
            """
        )
        guard changed == 1 else { throw CityError.stale(ClassEdition.thing, current: edition.version) }
    }

    static func delete(edition code: String, in db: any SQLConnection) throws {
        try db.run("DELETE FROM registry_class_edition WHERE edition = \(code) AND state = 'draft'")
    }

    /// Copies everything that is in one edition into another, empty one.
    static func copyClasses(from old: String, to new: String, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO registry_class_big (edition, kind, big, name_zh, name_en)
            SELECT \(new), kind, big, name_zh, name_en FROM registry_class_big WHERE edition = \(old)
            """
        )
        try db.run(
            """
            INSERT INTO registry_class (edition, kind, big, small, name_zh, name_en, verified)
            SELECT \(new), kind, big, small, name_zh, name_en, verified FROM registry_class WHERE edition = \(old)
            """
        )
        try db.run(
            """
            INSERT INTO registry_class_condition (edition, kind, big, small, code, position, filing_zh, filing_en,
                closing_zh, closing_en, limit_amount, limit_unit, assumed, handler, authority)
            SELECT \(new), kind, big, small, code, position, filing_zh, filing_en,
                closing_zh, closing_en, limit_amount, limit_unit, assumed, handler, authority
            FROM registry_class_condition WHERE edition = \(old)
            """
        )
        try db.run(
            """
            INSERT INTO registry_class_limit (edition, kind, big, small, code, grade, limit_amount, limit_unit)
            SELECT \(new), kind, big, small, code, grade, limit_amount, limit_unit
            FROM registry_class_limit WHERE edition = \(old)
            """
        )
    }

    /// How many editions, classes and conditions a seeding added.
    package struct SeedCount: Sendable, Hashable {
        package var editions: Int
        package var classes: Int
        package var conditions: Int

        package init(editions: Int = 0, classes: Int = 0, conditions: Int = 0) {
            self.editions = editions
            self.classes = classes
            self.conditions = conditions
        }
    }

    /// Puts the shipped editions into the tables, as published. An edition that is there already is left alone.
    @discardableResult
    package static func seedShipped(in db: any SQLConnection) throws -> SeedCount {
        var count: SeedCount = SeedCount()
        for name in ClassFile.shippedNames {
            let file: ClassFile = try ClassFile.shipped(name)
            if try edition(file.edition, in: db) != nil { continue }
            try insert(file.published(), in: db)
            for big in try file.bigs() { try save(big, in: file.edition, db) }
            for small in try file.smalls() {
                try save(small, in: db)
                count.classes += 1
                count.conditions += small.conditions.count
            }
            count.editions += 1
        }
        return count
    }
}

extension ClassEdition {
    static let thing: Wording = Wording("分类版本", "edition of the classes")

    init(row: SQLRow) throws {
        code = try row.get("edition")
        title = Wording(try row.get("title_zh"), try row.get("title_en"))
        source = Wording(try row.get("source_zh"), try row.get("source_en"))
        validFrom = try row.getIfPresent("valid_from")
        validTo = try row.getIfPresent("valid_to")
        state = try row.get("state")
        version = try row.get("version")
    }
}
