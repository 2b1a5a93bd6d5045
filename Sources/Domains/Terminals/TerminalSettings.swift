package import JT808

/// How terminals are let in.
package struct TerminalSettings: Sendable {
    package var host: String = "0.0.0.0"
    /// For TCP and UDP; nil where no terminal is to come in by this process.
    package var port: Int?
    /// A line that says nothing for so long is closed.
    package var idleSeconds: Int = 300
    /// Messages of one line that may wait for the disk.
    package var waitingMax: Int = 64
    /// A terminal that sends no position for so long is told to be there by its other messages.
    package var heardEverySeconds: Int = 60
    /// Where terminals send the files of active-safety alarms; nil where none are taken.
    package var attachmentsPort: Int?
    /// As terminals reach this machine; nil says the address by which each one reached it.
    package var attachmentsHost: String?
    /// One file at most; a line has twice as much under way.
    package var attachmentBytesMax: Int = 20 << 20
    /// Connections that may send files at a time.
    package var attachmentLinesMax: Int = 64
    package var dialects: DialectTable = DialectTable()

    package init() {}
}
