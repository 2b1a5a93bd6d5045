import CityCore

/// Takes a table row by row and writes it somewhere. Each writer belongs to one task.
package protocol TableWriter: AnyObject {
    /// Comes first, once.
    func writeHeader(_ names: [String]) throws
    /// As many cells as the header has names.
    func writeRow(_ cells: [Cell]) throws
    /// Comes last, once; before it nothing that was written can be counted on.
    func finish() throws
}

/// Checks that a table is written in its order. Breaking it is a fault of ours, not of an input.
struct TableProgress {
    private(set) var columns: Int?
    private(set) var rowCount: Int = 0
    private(set) var isFinished: Bool = false

    mutating func takeHeader(_ count: Int) throws {
        guard columns == nil, !isFinished, count > 0 else { throw CityError.fault("header of \(count) out of order") }
        columns = count
    }

    mutating func takeRow(_ count: Int) throws {
        guard count == columns, !isFinished else {
            throw CityError.fault("row of \(count) cells for \(columns ?? 0) columns, finished: \(isFinished)")
        }
        rowCount += 1
    }

    mutating func takeFinish() throws {
        guard columns != nil, !isFinished else { throw CityError.fault("finish out of order") }
        isFinished = true
    }
}
