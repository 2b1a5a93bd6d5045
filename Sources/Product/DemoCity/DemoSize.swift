/// How much of a city to make.
package struct DemoSize: Sendable {
    package var communitiesPerStreet: Int
    package var gridColumns: Int
    package var gridRows: Int
    package var parts: Int
    package var cases: Int
    package var days: Int
    /// Only the first so many counties; all when nil.
    package var counties: Int?

    package init(
        communitiesPerStreet: Int,
        gridColumns: Int,
        gridRows: Int,
        parts: Int,
        cases: Int,
        days: Int,
        counties: Int? = nil
    ) {
        self.communitiesPerStreet = communitiesPerStreet
        self.gridColumns = gridColumns
        self.gridRows = gridRows
        self.parts = parts
        self.cases = cases
        self.days = days
        self.counties = counties
    }

    /// All eight counties, 129 streets, 4,644 grids and a year.
    package static let year: DemoSize = DemoSize(
        communitiesPerStreet: 3,
        gridColumns: 4,
        gridRows: 3,
        parts: 20_000,
        cases: 12_000,
        days: 365
    )

    /// One county and a week, for tests.
    package static let week: DemoSize = DemoSize(
        communitiesPerStreet: 1,
        gridColumns: 2,
        gridRows: 2,
        parts: 200,
        cases: 60,
        days: 7,
        counties: 1
    )
}
