import CXLSXWriter
package import CityCore
import Glibc

/// Writes a table as an Excel workbook (ECMA-376) in constant memory: a bold header that stays in sight and filters,
/// further sheets when one is full. Text stays text, whatever it begins with.
package final class WorkbookWriter: TableWriter {
    package struct Options: Sendable, Hashable {
        /// The name of the sheet; characters that cannot be in one are replaced.
        package var sheetName: String
        /// The distance from UTC of the clock that times are written by.
        package var utcOffset: TimeSpan
        /// Rows of a sheet with its header.
        package var rowsPerSheet: Int

        package init(sheetName: String, utcOffset: TimeSpan = .hours(8), rowsPerSheet: Int = 1_048_576) {
            self.sheetName = sheetName
            self.utcOffset = utcOffset
            self.rowsPerSheet = min(max(2, rowsPerSheet), 1_048_576)
        }
    }

    private static let columnsMax: Int = 16_384

    /// Where the workbook is once it is finished; until then there is only a `.part` file beside it.
    package let path: String
    private let partPath: String
    private let options: Options
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private let formats: WorkbookSheet.Formats
    private var header: [String] = []
    /// The last one takes the rows, those before it are full.
    private var sheets: [WorkbookSheet] = []
    private var progress: TableProgress = TableProgress()

    package init(path: String, options: Options) throws {
        self.path = path
        self.options = options
        partPath = path + ".part"
        // The library opens its file at the end only: a path that cannot be written must be found out now.
        try OutputFile(path: partPath).close()
        let opened: UnsafeMutablePointer<lxw_workbook> = try WorkbookWriter.open(partPath)
        workbook = opened
        formats = try WorkbookWriter.formats(of: opened)
    }

    deinit {
        guard let workbook else { return }
        for sheet in sheets { sheet.abandon() }
        lxw_workbook_free(workbook)
        unlink(partPath)
    }

    /// How many rows have been written, without headers.
    package var rowCount: Int { progress.rowCount }

    /// How many texts were longer than the 32,767 characters of a cell and were cut, with an ellipsis at the end.
    package var cutTextCount: Int { sheets.reduce(0) { $0 + $1.cutCount } }

    package func writeHeader(_ names: [String]) throws {
        guard names.count <= WorkbookWriter.columnsMax else {
            throw CityError.fault("\(names.count) columns in a workbook")
        }
        try progress.takeHeader(names.count)
        header = names
        try beginSheet()
    }

    package func writeRow(_ cells: [Cell]) throws {
        try progress.takeRow(cells.count)
        if let last = sheets.last, last.rowCount >= options.rowsPerSheet {
            try last.close()
            try beginSheet()
        }
        guard let last = sheets.indices.last else { throw CityError.fault("row without a sheet") }
        try sheets[last].write(cells)
    }

    package func finish() throws {
        try progress.takeFinish()
        try sheets.last?.close()
        guard let closing = workbook else { throw CityError.fault("workbook closed twice") }
        workbook = nil
        let status: lxw_error = workbook_close(closing)
        let code: Int32 = errno
        guard status == LXW_NO_ERROR else {
            unlink(partPath)
            throw WorkbookWriter.trouble(status, path: path, code: code)
        }
        guard rename(partPath, path) == 0 else {
            let code: Int32 = errno
            unlink(partPath)
            throw CityError.file("rename", path: path, code: code)
        }
    }

    private func beginSheet() throws {
        let name: String = WorkbookWriter.sheetName(options.sheetName, number: sheets.count + 1)
        guard let added = workbook_add_worksheet(workbook, name) else { throw CityError.fault("no sheet \(name)") }
        sheets.append(try WorkbookSheet(added, formats: formats, utcOffset: options.utcOffset, header: header))
    }

    /// At most 31 characters, none of them `[]:*?/\`, no apostrophe at the ends; sheets after the first are numbered.
    private static func sheetName(_ name: String, number: Int) -> String {
        let suffix: String = number == 1 ? "" : " \(number)"
        let legal: String = String(name.map { "[]:*?/\\'".contains($0) || $0.isNewline ? " " : $0 }).trimmed()
        let clean: String = WorkbookText.clean(legal.isEmpty ? "Sheet" : legal).text
        var units: Int = suffix.utf16.count
        let kept: Substring = clean.prefix { character in
            units += character.utf16.count
            return units <= 31
        }
        return kept + suffix
    }

    private static func open(_ path: String) throws -> UnsafeMutablePointer<lxw_workbook> {
        let slash: String.Index? = path.lastIndex(of: "/")
        let folder: String = slash.map { String(path[...$0]) } ?? "."
        let opened: UnsafeMutablePointer<lxw_workbook>? = folder.withCString { folder in
            var options: lxw_workbook_options = lxw_workbook_options()
            options.constant_memory = 1
            // The library takes a pointer to mutable text and copies it.
            options.tmpdir = UnsafeMutablePointer(mutating: folder)
            return workbook_new_opt(path, &options)
        }
        guard let opened else { throw CityError.fault("no workbook") }
        return opened
    }

    private static func formats(of workbook: UnsafeMutablePointer<lxw_workbook>) throws -> WorkbookSheet.Formats {
        guard let header = workbook_add_format(workbook), let integer = workbook_add_format(workbook),
            let time = workbook_add_format(workbook)
        else { throw CityError.fault("no format in a workbook") }
        format_set_bold(header)
        format_set_num_format(integer, "0")
        format_set_num_format(time, "yyyy-mm-dd hh:mm:ss")
        return WorkbookSheet.Formats(header: header, integer: integer, time: time)
    }

    private static func trouble(_ status: lxw_error, path: String, code: Int32) -> CityError {
        if code == ENOSPC || code == EDQUOT || code == EFBIG { return .file("write", path: path, code: code) }
        return .fault("workbook \(path): \(String(cString: lxw_strerror(status))), errno \(code)")
    }
}
