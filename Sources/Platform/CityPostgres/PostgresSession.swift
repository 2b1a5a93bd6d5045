import CPQ
import CityCore
import CitySQL

/// One connection to the server. It belongs to whoever runs on its queue, and is thrown away when it breaks.
final class PostgresSession {
    /// The server's answers must fit into the connection's buffers while nobody reads them.
    private static let unansweredMax: Int = 64

    private let handle: OpaquePointer
    private var statements: StatementCache = StatementCache()
    private var stream: RowStream?
    /// Statements that were sent and whose answers have not been read.
    private var unanswered: Int = 0
    /// The first failure since the transaction began: what a body threw may be something else that came of it.
    private(set) var failure: PostgresFailure?
    /// How the running statement is stopped from elsewhere.
    let canceller: Canceller

    init(_ settings: PostgresSettings) throws {
        let keywords: PostgresKeywords = try PostgresKeywords(
            settings.url,
            connectTimeout: settings.connectTimeout
        )
        let parameters: [(String, String)] = keywords.defaults + [("dbname", settings.url)]
        guard let handle = Self.connect(parameters) else {
            throw PostgresFailure(state: "53200", message: "no memory", isLost: true)
        }
        guard PQstatus(handle) == CONNECTION_OK, let canceller = Canceller(handle) else {
            let message: String = Self.text(PQerrorMessage(handle))
            PQfinish(handle)
            throw PostgresFailure(state: "08001", message: message, isLost: true)
        }
        self.handle = handle
        self.canceller = canceller
        _ = PQsetNoticeProcessor(handle, { _, _ in }, nil)
        try suit(settings)
    }

    deinit { PQfinish(handle) }

    private static func connect(_ parameters: [(String, String)]) -> OpaquePointer? {
        let names: CTexts = CTexts(parameters.map(\.0))
        let values: CTexts = CTexts(parameters.map(\.1))
        return names.withPointers { names in values.withPointers { PQconnectdbParams(names, $0, 1) } }
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
        guard let pointer else { return "" }
        return String(cString: pointer).split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// Sets what the session needs, and refuses a server or a database that would answer otherwise than SQLite does.
    private func suit(_ settings: PostgresSettings) throws {
        guard PQserverVersion(handle) >= 150_000 else {
            throw PostgresErrors.unsuitable(
                Wording("需要 PostgreSQL 15 或更高版本", "PostgreSQL 15 or newer is needed")
            )
        }
        try command(
            """
            SET statement_timeout = \(settings.statementTimeout.milliseconds);
            SET lock_timeout = \(settings.lockTimeout.milliseconds);
            SET idle_in_transaction_session_timeout = \(settings.statementTimeout.milliseconds);
            SET client_min_messages = warning; SET jit = off; SET DateStyle = ISO; SET extra_float_digits = 1
            """
        )
        let facts: SQLRow = try PostgresConnection(self).rows(
            """
            SELECT pg_encoding_to_char(encoding) AS encoding, datcollate, current_setting('synchronous_commit') AS durable
            FROM pg_database WHERE datname = current_database()
            """
        )[0]
        let collation: String = try facts.get("datcollate")
        guard try facts.get("encoding") == "UTF8", collation == "C" || collation == "POSIX" else {
            throw PostgresErrors.unsuitable(
                Wording(
                    "数据库须以 UTF8 编码与 C 排序规则建立：createdb --template=template0 --encoding=UTF8 --locale=C 库名",
                    """
                    The database must be made with encoding UTF8 and collation C: \
                    createdb --template=template0 --encoding=UTF8 --locale=C NAME
                    """
                )
            )
        }
        if try facts.get("durable") == "off" { try command("SET synchronous_commit = on") }
    }

    // MARK: What state it is in

    var isLost: Bool { PQstatus(handle) != CONNECTION_OK }
    var isIdle: Bool { !isLost && PQtransactionStatus(handle) == PQTRANS_IDLE }
    /// A statement failed and the server refuses everything until the transaction ends.
    var isAborted: Bool { PQtransactionStatus(handle) == PQTRANS_INERROR }

    // MARK: Statements

    /// Runs text without values, which may be several statements, in one turn. Answers the last one's tag.
    @discardableResult
    func command(_ sql: String) throws -> String {
        try settle()
        return try checked(PQexec(handle, sql)).tag
    }

    /// Begins a transaction, in one turn with whatever must come first in it.
    func begin(_ sql: String) throws {
        failure = nil
        try command(sql)
    }

    func execute(_ query: SQLQuery) throws -> (result: PostgresResult, statement: PreparedStatement?) {
        try finishStream()
        let (sql, values) = query.rendered { "$\($0)" }
        let bound: BoundValues = BoundValues(values)
        let statement: PreparedStatement? = try prepared(sql, bound)
        if unanswered > 0 {
            try enqueue(sql, bound, statement)
            return (try answers(), statement)
        }
        let result: OpaquePointer? = bound.withPointers { pointers in
            if let statement {
                PQexecPrepared(handle, statement.name, bound.count, pointers, bound.lengths, bound.formats, 0)
            } else {
                PQexecParams(handle, sql, bound.count, bound.types, pointers, bound.lengths, bound.formats, 0)
            }
        }
        return (try checked(result), statement)
    }

    /// Runs a statement without waiting for its answer, which comes with the next one that is waited for.
    func send(_ query: SQLQuery) throws {
        try finishStream()
        let (sql, values) = query.rendered { "$\($0)" }
        let bound: BoundValues = BoundValues(values)
        try enqueue(sql, bound, try prepared(sql, bound))
        if unanswered >= Self.unansweredMax { try answers() }
    }

    private func enqueue(_ sql: String, _ bound: BoundValues, _ statement: PreparedStatement?) throws {
        if unanswered == 0, PQenterPipelineMode(handle) == 0 { throw noted(lostFailure()) }
        unanswered += 1
        if dispatch(sql, bound, statement) == 0 { throw noted(lostFailure()) }
    }

    /// Reads the answers of all that was sent; answers the last one's, or throws the first failure.
    @discardableResult
    private func answers() throws -> PostgresResult {
        let count: Int = unanswered
        unanswered = 0
        guard PQpipelineSync(handle) == 1 else { throw noted(lostFailure()) }
        var last: PostgresResult?
        var trouble: PostgresFailure?
        for _ in 0..<count {
            while let pointer = PQgetResult(handle) {
                let result: PostgresResult = PostgresResult(pointer)
                last = result
                if trouble == nil, let found = result.trouble {
                    trouble = PostgresFailure(state: found.state, message: found.message, isLost: isLost)
                }
            }
        }
        // The end of the line, and then nothing, before the connection is as it was.
        while let pointer = PQgetResult(handle) { PQclear(pointer) }
        let isOver: Bool = PQexitPipelineMode(handle) == 1
        if let trouble { throw noted(trouble) }
        guard isOver, let last else { throw noted(lostFailure()) }
        return last
    }

    /// Everything that was sent has been done, or the first failure is thrown.
    func settle() throws {
        try finishStream()
        if unanswered > 0 { try answers() }
    }

    private func dispatch(_ sql: String, _ bound: BoundValues, _ statement: PreparedStatement?) -> Int32 {
        bound.withPointers { pointers in
            if let statement {
                PQsendQueryPrepared(handle, statement.name, bound.count, pointers, bound.lengths, bound.formats, 0)
            } else {
                PQsendQueryParams(handle, sql, bound.count, bound.types, pointers, bound.lengths, bound.formats, 0)
            }
        }
    }

    /// The rows as they arrive. A statement in between makes the rest wait in memory.
    func stream(_ query: SQLQuery, _ body: (SQLRow) throws -> Void) throws {
        try settle()
        let (sql, values) = query.rendered { "$\($0)" }
        let bound: BoundValues = BoundValues(values)
        let statement: PreparedStatement? = try prepared(sql, bound)
        guard dispatch(sql, bound, statement) == 1 else { throw noted(lostFailure()) }
        PQsetSingleRowMode(handle)
        let stream: RowStream = RowStream { [handle] in PQgetResult(handle).map(PostgresResult.init) }
        self.stream = stream
        defer { try? finishStream(stream, keepRest: false) }
        while let result = stream.next() {
            try check(result)
            let columns: SQLColumns = statement?.columns(of: result) ?? stream.columns(of: result)
            for index in 0..<result.count { try body(result.row(index, columns)) }
        }
    }

    private func finishStream() throws {
        if let stream { try finishStream(stream, keepRest: true) }
    }

    /// The connection takes no other statement before the answer to this one has been read to its end.
    private func finishStream(_ stream: RowStream, keepRest: Bool) throws {
        stream.readRest(keeping: keepRest)
        if self.stream === stream { self.stream = nil }
    }

    /// Prepares what is asked a second time; what is asked once is not worth a turn.
    private func prepared(_ sql: String, _ bound: BoundValues) throws -> PreparedStatement? {
        switch statements.find(sql, bound.types) {
        case .known(let statement): return statement
        case .once: return nil
        case .worthPreparing(let name, let evicted):
            try settle()
            for name in evicted { try checked(PQexec(handle, "DEALLOCATE \(name)")) }
            try checked(PQprepare(handle, name, sql, bound.count, bound.types))
            let statement: PreparedStatement = PreparedStatement(name, types: try types(of: name, bound))
            statements.keep(statement, for: sql)
            return statement
        }
    }

    /// Where a value was missing, the server knows what would have fitted.
    private func types(of name: String, _ bound: BoundValues) throws -> [Oid] {
        if !bound.types.contains(PostgresType.unknown) { return bound.types }
        return try checked(PQdescribePrepared(handle, name)).parameterTypes
    }

    /// Forgets all prepared statements, here and at the server.
    func forgetStatements() throws {
        statements = StatementCache()
        try command("DEALLOCATE ALL")
    }

    // MARK: Errors

    /// After a body has failed: what it had sent does not matter any more, but for whether it broke the transaction.
    func settleQuietly() {
        try? settle()
    }

    /// The failure was undone together with what it had broken.
    func forgive() {
        failure = nil
    }

    @discardableResult
    private func checked(_ pointer: OpaquePointer?) throws -> PostgresResult {
        guard let pointer else { throw noted(lostFailure()) }
        let result: PostgresResult = PostgresResult(pointer)
        try check(result)
        return result
    }

    private func check(_ result: PostgresResult) throws {
        guard let trouble = result.trouble else { return }
        throw noted(PostgresFailure(state: trouble.state, message: trouble.message, isLost: isLost))
    }

    private func lostFailure() -> PostgresFailure {
        PostgresFailure(state: "08006", message: Self.text(PQerrorMessage(handle)), isLost: isLost)
    }

    private func noted(_ failure: PostgresFailure) -> PostgresFailure {
        if self.failure == nil { self.failure = failure }
        return failure
    }
}

/// Asks the server to stop what a session is doing. libpq allows that from any thread.
final class Canceller: Sendable {
    // The address of libpq's own copy of the connection's key, which nothing changes.
    private let address: UInt

    init?(_ handle: OpaquePointer) {
        guard let cancel = PQgetCancel(handle) else { return nil }
        address = UInt(bitPattern: cancel)
    }

    deinit { PQfreeCancel(OpaquePointer(bitPattern: address)) }

    func cancel() {
        var message: [CChar] = [CChar](repeating: 0, count: 256)
        _ = PQcancel(OpaquePointer(bitPattern: address), &message, Int32(message.count))
    }
}
