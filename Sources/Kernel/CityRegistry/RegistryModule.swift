package import CityCore
package import CityEvents
package import CityHTTP
import CityModules
package import CitySQL

/// The registry as the composition root sees it: places, components, organisations, classes and the calendar.
///
/// After the migrations, and after anything that writes past the services, `registry.reload()` must be called once.
package struct RegistryModule: CityModule {
    package let registry: Registry
    private let outbox: Outbox
    private let clock: CityClock
    private let ids: IDSource
    private let format: PartCodeFormat

    /// - Parameter format: how the city writes the codes of its components.
    package init(
        registry: Registry,
        outbox: Outbox,
        clock: CityClock,
        ids: IDSource,
        format: PartCodeFormat = .standard
    ) {
        self.registry = registry
        self.outbox = outbox
        self.clock = clock
        self.ids = ids
        self.format = format
    }

    /// In the order of their references.
    package static let migrations: [Migration] = [
        AreaStore.migrations, UnitGridStore.migrations, ResponsibilityGridStore.migrations, PartStore.migrations,
        OrganisationStore.migrations, StaffStore.migrations, ClassStore.migrations, CalendarStore.migrations,
    ].flatMap(\.self)

    package var migrations: [Migration] { Self.migrations }

    package func register(in table: RouteTable) {
        AreaRoutes(registry: registry, outbox: outbox, clock: clock).register(in: table)
        GridRoutes(registry: registry, outbox: outbox, clock: clock).register(in: table)
        ResponsibilityGridRoutes(registry: registry, outbox: outbox, clock: clock, ids: ids).register(in: table)
        PlaceRoutes(registry: registry).register(in: table)
        PartRoutes(registry: registry, outbox: outbox, clock: clock, format: format).register(in: table)
        ImportRoutes(registry: registry, outbox: outbox, clock: clock, ids: ids, format: format).register(in: table)
        ExportRoutes(registry: registry).register(in: table)
        TileRoutes(registry: registry).register(in: table)
        OrganisationRoutes(registry: registry, outbox: outbox, clock: clock, ids: ids).register(in: table)
        ClassRoutes(registry: registry, outbox: outbox, clock: clock).register(in: table)
        CalendarRoutes(registry: registry, outbox: outbox, clock: clock).register(in: table)
    }
}
