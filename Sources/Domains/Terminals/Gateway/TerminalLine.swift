import NIOCore

/// By which a session is heard and answered: a TCP connection, or the datagrams from one address.
protocol TerminalLine: Sendable {
    /// Tells lines of one terminal apart.
    var number: Int { get }
    /// The address by which the terminal reached this machine.
    var localHost: String? { get }
    /// From the event loop of the line.
    func write(_ buffer: ByteBuffer)
    /// From anywhere; not at all when the line has ended.
    func onLoop(_ body: @escaping @Sendable (TerminalSession) -> Void)
    func afterASecond(_ body: @escaping @Sendable (TerminalSession) -> Void)
    /// From the event loop: something that waited for the disk waits no more.
    func hasRoom()
    func close()
}
