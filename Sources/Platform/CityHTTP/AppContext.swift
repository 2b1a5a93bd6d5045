package import Hummingbird
package import Logging
import NIOCore
import Synchronization

/// What becomes known of a request on its way, for whoever sees it end.
package final class RequestNote: Sendable {
    private let facts: Mutex<(account: String?, address: String?)> = Mutex((nil, nil))

    package var account: String? {
        get { facts.withLock(\.account) }
        set { facts.withLock { $0.account = newValue } }
    }

    /// Whose request it is, behind proxies that are trusted.
    package var address: String? {
        get { facts.withLock(\.address) }
        set { facts.withLock { $0.address = newValue } }
    }
}

/// What travels with a request besides the request.
package struct AppContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    package var remoteAddress: String?
    package let note: RequestNote = RequestNote()

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress
    }

    /// For requests that come without a socket, in tests.
    package init(logger: Logger, remoteAddress: String?) {
        coreContext = CoreRequestContextStorage(source: LoggerSource(logger: logger))
        self.remoteAddress = remoteAddress
    }

    private struct LoggerSource: RequestContextSource {
        let logger: Logger
    }
}
