import CityCore
import CitySQL
import Testing

@Suite struct SQLQueryTests {
    @Test func valuesAreBoundAndNeverPasted() {
        let name: String = "'; DROP TABLE t; --"
        let missing: String? = nil
        let query: SQLQuery = "SELECT a FROM t WHERE b = \(name) AND c = \(7) AND d IS \(missing)"
        let (sql, values) = query.rendered { "$\($0)" }
        #expect(sql == "SELECT a FROM t WHERE b = $1 AND c = $2 AND d IS $3")
        #expect(values == [.text(name), .integer(7), .null])
    }

    @Test func listsAndPartsAreJoined() {
        let conditions: [SQLQuery] = ["a = \(1)", "b IN \(list: ["x", "y"])", "c IN \(list: [Int]())"]
        let query: SQLQuery = "SELECT a FROM t\(conditions.whereClause)"
        let (sql, values) = query.rendered { _ in "?" }
        #expect(sql == "SELECT a FROM t WHERE a = ? AND b IN (?, ?) AND c IN (NULL)")
        #expect(values == [.integer(1), .text("x"), .text("y")])
    }

    @Test func noConditionsMakeNoWhere() {
        let none: [SQLQuery] = []
        #expect(none.whereClause.rendered { _ in "?" }.sql.isEmpty)
    }
}
