package import CityCore
package import CityWorkflow

/// A case with its whole past, ready to be written with many others. Its history is chained as entries are appended, so
/// that nothing is hashed while the database waits.
package struct BulkCase: Sendable {
    /// Everything but the head of its history may be changed until it is written. An empty number is given when it is.
    package var record: CaseRecord
    package private(set) var histories: [HistoryEntry] = []
    package var reporter: Reporter
    package var clocks: ClockSet = ClockSet()
    package var photos: [PhotoReference] = []
    /// The day that its number names.
    let day: CivilDate
    /// What it is found by besides its number; nil until `gatherWords`.
    private(set) var words: [String]?

    /// A case at its beginning; what came after is written into `record`, and appended entry by entry.
    package init(
        id: CaseID,
        state: CaseState,
        source: CaseSource,
        place: CasePlace,
        description: String,
        part: String? = nil,
        isUrgent: Bool = false,
        registrar: AccountID,
        reporter: Reporter,
        on day: CivilDate,
        at reported: Timestamp
    ) {
        record = CaseRecord.begun(
            id: id,
            number: "",
            state: state,
            source: source,
            place: place,
            description: description,
            part: part,
            isUrgent: isUrgent,
            registrar: registrar,
            at: reported
        )
        self.reporter = reporter
        self.day = day
    }

    package mutating func append(_ entry: HistoryEntry) {
        histories.append(CaseHistoryStore.link(entry, to: &record))
    }

    /// Works out the words that it is found by, once place and description are final: what has been gathered here need not
    /// be gathered while the database waits.
    package mutating func gatherWords() {
        words = CaseSearchStore.words(record)
    }

    /// Sets what follows from state and clocks at a moment: whose turn it is, what is due, which lamp.
    package mutating func settle(at now: Timestamp, calendar: WorkCalendar, lamps: LampRule, assignee: AccountID? = nil)
    {
        var change: CaseChange = CaseChange(record, clocks: clocks)
        change.assignee = assignee
        change.settle(at: now, calendar: calendar, lamps: lamps)
        record = change.record
    }
}

extension HistoryEntry {
    /// An entry before it has its place in a history.
    package init(
        _ action: String,
        at moment: Timestamp,
        from earlier: CaseState?,
        to state: CaseState,
        by identity: Identity,
        as role: CaseRole? = nil,
        for receiver: CaseTurn = .nobody,
        opinion: String = "",
        data: String = "{}"
    ) {
        self.init(
            position: 0,
            at: moment,
            action: action,
            from: earlier,
            to: state,
            actor: identity.account,
            actorName: identity.name,
            actorRole: role,
            actorOrganisation: identity.organisation,
            receiver: receiver,
            opinion: opinion,
            data: data,
            previousHash: "",
            hash: ""
        )
    }
}
