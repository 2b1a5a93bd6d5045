package import Hummingbird
package import Logging
import NIOCore
import Synchronization

/// What becomes known of a request on its way, for whoever sees it end.
package final class RequestNote: Sendable {
    private let who: Mutex<String?> = Mutex(nil)

    package var account: String? {
        get { who.withLock { $0 } }
        set { who.withLock { $0 = newValue } }
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
