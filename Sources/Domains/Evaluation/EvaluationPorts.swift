package import CityContracts
package import CityCore
package import CitySQL

/// What evaluation asks of other parts; the composition root fills it in.
package struct EvaluationPorts: Sendable {
    package typealias TracePage = (traces: [CaseTrace], last: Int)

    /// Cases with their histories and clocks.
    package var traces: @Sendable ([String], any SQLConnection) throws -> [CaseTrace]
    /// All cases, in the order of registration.
    package var nextTraces: @Sendable (_ after: Int, _ limit: Int, any SQLConnection) throws -> TracePage?
    package var lastSerial: @Sendable (any SQLConnection) throws -> Int
    /// What a list behind a number shows of its cases, by id; without those that the caller may not see.
    package var outlines: @Sendable ([String], Identity, any SQLConnection) throws -> [String: CaseOutlineBody]
    /// The case that a person may see, by id or number.
    package var find: @Sendable (String, Identity, any SQLConnection) throws -> CaseOutlineBody
    /// The names of whoever holds these accounts.
    package var accountNames: @Sendable ([AccountID], any SQLConnection) throws -> [AccountID: String]

    package init(
        traces: @escaping @Sendable ([String], any SQLConnection) throws -> [CaseTrace],
        nextTraces: @escaping @Sendable (Int, Int, any SQLConnection) throws -> TracePage?,
        lastSerial: @escaping @Sendable (any SQLConnection) throws -> Int,
        outlines: @escaping @Sendable ([String], Identity, any SQLConnection) throws -> [String: CaseOutlineBody],
        find: @escaping @Sendable (String, Identity, any SQLConnection) throws -> CaseOutlineBody,
        accountNames: @escaping @Sendable ([AccountID], any SQLConnection) throws -> [AccountID: String]
    ) {
        self.traces = traces
        self.nextTraces = nextTraces
        self.lastSerial = lastSerial
        self.outlines = outlines
        self.find = find
        self.accountNames = accountNames
    }
}

/// A case in a line.
package struct CaseOutlineBody: Codable, Sendable, Hashable {
    package var id: String
    package var number: String
    package var state: String
    package var className: Wording?
    package var address: String
    package var organisation: Wording?

    package init(
        id: String,
        number: String,
        state: String,
        className: Wording?,
        address: String,
        organisation: Wording?
    ) {
        self.id = id
        self.number = number
        self.state = state
        self.className = className
        self.address = address
        self.organisation = organisation
    }
}
