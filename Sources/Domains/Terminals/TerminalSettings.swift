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
    package var dialects: DialectTable = DialectTable()

    package init() {}
}
