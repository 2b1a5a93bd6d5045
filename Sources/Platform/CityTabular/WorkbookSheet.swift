import CXLSXWriter
import CityCore
import Glibc

/// One sheet of a workbook while its rows are being written. The pointers live as long as the workbook.
struct WorkbookSheet {
    /// Rows that are looked at for the widths of columns.
    private static let measuredRows: Int = 1000
    private static let widthRange: ClosedRange<Int> = 8...60

    struct Formats {
        let header: UnsafeMutablePointer<lxw_format>
        let integer: UnsafeMutablePointer<lxw_format>
        let time: UnsafeMutablePointer<lxw_format>
    }

    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let formats: Formats
    private let utcOffset: TimeSpan
    /// Widths of columns, in characters.
    private var widths: [Int]
    private(set) var rowCount: Int = 0
    /// How many texts were too long for a cell.
    private(set) var cutCount: Int = 0

    init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, formats: Formats, utcOffset: TimeSpan, header: [String]) throws {
        self.sheet = sheet
        self.formats = formats
        self.utcOffset = utcOffset
        widths = Array(repeating: WorkbookSheet.widthRange.lowerBound, count: header.count)
        for (column, name) in header.enumerated() { try write(name, column, format: formats.header) }
        rowCount = 1
        worksheet_freeze_panes(sheet, 1, 0)
    }

    mutating func write(_ cells: [Cell]) throws {
        for (column, cell) in cells.enumerated() { try write(cell, column) }
        rowCount += 1
    }

    private mutating func write(_ cell: Cell, _ column: Int) throws {
        switch cell {
        case .empty: return
        case .text(let text): try write(text, column, format: nil)
        case .integer(let value): try write(value, column)
        case .number(let value):
            guard value.isFinite else { return }
            measure(value.description, column)
            try write(value, column, format: nil)
        case .time(let time): try write(time, column)
        }
    }

    /// A cell holds a number with 15 digits at most; a longer one, such as an identifier, keeps its digits as text.
    private mutating func write(_ value: Int, _ column: Int) throws {
        let text: String = String(value)
        let isExact: Bool = value.magnitude <= 999_999_999_999_999
        guard isExact else { return try write(text, column, format: nil) }
        measure(text, column)
        try write(Double(value), column, format: formats.integer)
    }

    /// Days since 1899-12-30 on the local clock. The calendar of workbooks is wrong before March 1900 and ends with
    /// 9999, so that times beyond are text.
    private mutating func write(_ time: Timestamp, _ column: Int) throws {
        let march1900: Int64 = -2_203_891_200_000
        guard let local = LocalTime(time, offset: utcOffset) else {
            return try write(String(time.milliseconds), column, format: nil)
        }
        guard local.milliseconds >= march1900 else { return try write(local.iso8601, column, format: nil) }
        measure("2026-02-13 17:00:00", column)
        let days: Double = Double(local.milliseconds) / 86_400_000 + 25_569
        try write(days, column, format: formats.time)
    }

    private mutating func write(_ text: String, _ column: Int, format: UnsafeMutablePointer<lxw_format>?) throws {
        let (clean, isCut) = WorkbookText.clean(text)
        if isCut { cutCount += 1 }
        guard !clean.isEmpty else { return }
        measure(clean, column)
        try check(worksheet_write_string(sheet, lxw_row_t(rowCount), lxw_col_t(column), clean, format))
    }

    private func write(_ value: Double, _ column: Int, format: UnsafeMutablePointer<lxw_format>?) throws {
        try check(worksheet_write_number(sheet, lxw_row_t(rowCount), lxw_col_t(column), value, format))
    }

    private mutating func measure(_ text: String, _ column: Int) {
        guard rowCount < WorkbookSheet.measuredRows else { return }
        widths[column] = max(widths[column], WorkbookText.width(text, upTo: WorkbookSheet.widthRange.upperBound))
    }

    /// Sets what is known only now and makes sure that the rows did reach the temporary file, of which the library
    /// takes no notice.
    func close() throws {
        for (column, width) in widths.enumerated() {
            // Two more for the margins and the filter's button.
            try check(worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), Double(width + 2), nil))
        }
        try check(worksheet_autofilter(sheet, 0, 0, lxw_row_t(rowCount - 1), lxw_col_t(widths.count - 1)))
        lxw_worksheet_write_single_row(sheet)
        guard let rows = sheet.pointee.optimize_tmpfile else { throw CityError.fault("workbook rows have no file") }
        let flushed: Int32 = fflush(rows)
        let code: Int32 = errno
        guard flushed == 0 else { throw CityError.file("fflush", path: "workbook rows", code: code) }
        guard ferror(rows) == 0 else { throw CityError.file("write", path: "workbook rows", code: ENOSPC) }
    }

    /// Closes the temporary file of a sheet that will never be part of a workbook, which the library leaves open.
    func abandon() {
        if let rows = sheet.pointee.optimize_tmpfile { fclose(rows) }
        sheet.pointee.optimize_tmpfile = nil
    }

    private func check(_ status: lxw_error) throws {
        if status == LXW_NO_ERROR { return }
        throw CityError.fault("workbook: \(String(cString: lxw_strerror(status)))")
    }
}
