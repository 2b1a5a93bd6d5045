package import CityEvents
package import CityHTTP
package import CityJobs
package import CitySQL

/// What a part of the city hands to the composition root. One list there names the parts; taking one out takes its
/// tables, routes, subscriptions and jobs with it.
package protocol CityModule: Sendable {
    var migrations: [Migration] { get }
    var subscriptions: [Subscription] { get }
    var jobs: [PeriodicJob] { get }
    func register(in table: RouteTable)
}

extension CityModule {
    package var subscriptions: [Subscription] { [] }
    package var jobs: [PeriodicJob] { [] }
}
