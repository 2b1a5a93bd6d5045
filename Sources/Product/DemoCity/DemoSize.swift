/// How much of a city to make.
package struct DemoSize: Sendable {
    package var communitiesPerStreet: Int
    package var gridColumns: Int
    package var gridRows: Int
    package var parts: Int
    package var cases: Int
    /// How many of the cases are under way.
    package var openCases: Int
    /// Streets that are drawn for photos, each with its trouble and without.
    package var photos: Int
    package var days: Int
    /// Only the first so many counties; all when nil.
    package var counties: Int?
    package var vehicles: Int
    package var officers: Int
    /// How many hours of their ways are behind them.
    package var trackHours: Int

    package init(
        communitiesPerStreet: Int,
        gridColumns: Int,
        gridRows: Int,
        parts: Int,
        cases: Int,
        openCases: Int,
        photos: Int,
        days: Int,
        counties: Int? = nil,
        vehicles: Int = 40,
        officers: Int = 8,
        trackHours: Int = 24
    ) {
        self.communitiesPerStreet = communitiesPerStreet
        self.gridColumns = gridColumns
        self.gridRows = gridRows
        self.parts = parts
        self.cases = cases
        self.openCases = openCases
        self.photos = photos
        self.days = days
        self.counties = counties
        self.vehicles = vehicles
        self.officers = officers
        self.trackHours = trackHours
    }

    /// Cameras of the first county, beside the other components.
    var cameras: Int { max(12, parts / 200) }

    /// All eight counties, 129 streets, 4,644 grids and a year.
    package static let year: DemoSize = DemoSize(
        communitiesPerStreet: 3,
        gridColumns: 4,
        gridRows: 3,
        parts: 20_000,
        cases: 12_000,
        openCases: 800,
        photos: 40,
        days: 365
    )

    /// One county and a week, for tests.
    package static let week: DemoSize = DemoSize(
        communitiesPerStreet: 1,
        gridColumns: 2,
        gridRows: 2,
        parts: 200,
        cases: 60,
        openCases: 20,
        photos: 2,
        days: 7,
        counties: 1,
        vehicles: 8,
        officers: 2,
        trackHours: 3
    )
}
