package import Hummingbird
package import Logging
import NIOCore

/// What travels with a request besides the request.
package struct AppContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    package var remoteAddress: String?

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
