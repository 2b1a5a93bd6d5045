package import CityCore
import CityGeo
import CityRegistry
import CityWorkflow

/// A thing with its name, so that no page must look codes up.
package struct NamedBody: Codable, Sendable, Hashable {
    package var id: String
    package var name: Wording

    package init(_ id: String, _ name: Wording) {
        self.id = id
        self.name = name
    }
}

/// A case in a list.
package struct CaseRowBody: Codable, Sendable, Hashable {
    package var id: String
    package var number: String
    package var version: Int
    package var state: CaseState
    package var stateName: Wording
    package var stage: CaseStage
    package var source: CaseSource
    package var area: NamedBody
    package var grid: String?
    package var lng: Double?
    package var lat: Double?
    package var address: String
    package var description: String
    package var smallClass: NamedBody?
    package var part: String?
    package var urgent: Bool
    package var supervision: SupervisionStatus
    package var organisation: NamedBody?
    package var turn: CaseRole?
    package var reportedAt: Timestamp
    package var closedAt: Timestamp?
    package var dueAt: Timestamp?
    package var stageDueAt: Timestamp?
    package var lamp: String?
    package var closedOnTime: Bool?
    /// The clock of the present stage, in lists that show it.
    package var stageClock: ClockBody?

    init(_ record: CaseRecord, _ directory: RegistryDirectory) {
        id = record.id.text
        number = record.number
        version = record.version
        state = record.state
        stateName = record.state.title
        stage = record.state.stage
        source = record.source
        area = NamedBody(record.place.area, directory.areaPathName(record.place.area))
        grid = record.place.grid
        lng = record.place.coordinate?.lng
        lat = record.place.coordinate?.lat
        address = record.place.address
        description = record.description
        smallClass = record.subject.map { NamedBody($0.key.text, directory.className($0.key)) }
        part = record.part
        urgent = record.isUrgent
        supervision = record.supervision
        organisation = record.organisation.map { id in
            NamedBody(id.text, directory.organisationName(id) ?? Wording("", ""))
        }
        turn = record.turn.role
        reportedAt = record.reportedAt
        closedAt = record.closedAt
        dueAt = record.dueAt
        stageDueAt = record.stageDueAt
        lamp = record.lamp?.rawValue
        closedOnTime = record.closedOnTime
    }
}

/// A clock of a case as a clock bar shows it.
package struct ClockBody: Codable, Sendable, Hashable {
    package var kind: String
    package var name: Wording
    package var limit: Wording
    package var extensions: Int
    package var startedAt: Timestamp
    package var deadline: Timestamp?
    package var pausedAt: Timestamp?
    package var stoppedAt: Timestamp?
    /// In the limit's own measure: work time for work hours and days, plain time otherwise.
    package var usedMS: Int64
    package var totalMS: Int64
    package var lamp: String
    package var overdue: Bool
    /// “剩 2 工作时 15 分”.
    package var words: Wording

    init(_ clock: StageClock, at now: Timestamp, calendar: WorkCalendar, lamps: LampRule) {
        let known: ClockKind? = ClockKind.all.first { $0.name == clock.kind }
        kind = clock.kind
        name = known?.title ?? Wording(clock.kind, clock.kind)
        limit = clock.limit.text
        extensions = clock.extraLimits
        startedAt = clock.startedAt
        deadline = clock.deadline
        pausedAt = clock.pausedAt
        stoppedAt = clock.stoppedAt
        usedMS = clock.usedMS(at: now, calendar: calendar)
        totalMS = clock.totalMS(calendar: calendar)
        lamp = clock.lamp(at: now, calendar: calendar, rule: lamps).rawValue
        overdue = clock.isOverdue(at: now)
        words = clock.wording(at: now, calendar: calendar)
    }
}

/// Something that the reader may do with the case now, and what it needs.
package struct ActionOfferBody: Codable, Sendable, Hashable {
    package var action: CaseAction
    package var name: Wording
    package var needs: [NamedBody]
    package var leadsTo: CaseState

    init(_ row: CaseWorkflow.Table.Row, from state: CaseState) {
        action = row.action
        name = row.action.title
        needs = row.needs.map { NamedBody($0.name, $0.title) }
        leadsTo = row.target(from: state, previous: nil) ?? state
    }
}

package struct PhotoBody: Codable, Sendable, Hashable {
    package var media: String
    package var kind: PhotoKind
    package var addedAt: Timestamp

    init(_ photo: CasePhoto) {
        media = photo.media
        kind = photo.kind
        addedAt = photo.addedAt
    }
}

/// A reporter with the name and number masked: `王*`, `138****8000`.
package struct ReporterBody: Codable, Sendable, Hashable {
    package var name: String?
    package var phone: String?
    package var wantsReply: Bool
    package var source: CaseSource
    package var at: Timestamp
    package var fromCase: String?

    init(_ reporter: CaseReporter, masked: Bool) {
        name = masked ? reporter.reporter.name.map(Masking.name) : reporter.reporter.name
        phone = masked ? reporter.reporter.phone.map(Masking.phone) : reporter.reporter.phone
        wantsReply = reporter.reporter.wantsReply
        source = reporter.source
        at = reporter.at
        fromCase = reporter.fromCase?.text
    }
}

/// Hides what personal data need not show.
enum Masking {
    static func name(_ name: String) -> String {
        name.first.map { "\($0)*" } ?? ""
    }

    static func phone(_ phone: String) -> String {
        guard phone.count >= 8 else { return String(repeating: "*", count: phone.count) }
        return "\(phone.prefix(3))****\(phone.suffix(4))"
    }
}

/// A whole case.
package struct CaseBody: Codable, Sendable, Hashable {
    package var row: CaseRowBody
    package var condition: ConditionBody?
    package var responsibilityGrid: String?
    package var suggestedOrganisation: NamedBody?
    package var routingRule: String?
    package var turnAccount: String?
    package var turnAccountName: String?
    package var filedAt: Timestamp?
    package var dispatchedAt: Timestamp?
    package var handledAt: Timestamp?
    package var handledOnTime: Bool?
    package var verifiedTrue: Bool?
    package var reworkCount: Int
    package var returnCount: Int
    package var extensionCount: Int
    package var suspendedUntil: Timestamp?
    package var appeal: AppealStatus
    package var satisfaction: Int?
    package var mergedInto: String?
    package var mergedIntoNumber: String?
    package var origin: String?
    package var clocks: [ClockBody]
    package var photos: [PhotoBody]
    package var reporters: [ReporterBody]
    package var actions: [ActionOfferBody]
}

package struct ConditionBody: Codable, Sendable, Hashable {
    package var code: String
    package var filing: Wording
    package var closing: Wording
    package var limit: Wording
}

/// An entry of the history, with what proves it.
package struct HistoryBody: Codable, Sendable, Hashable {
    package var position: Int
    package var at: Timestamp
    package var action: String
    package var name: Wording
    package var from: CaseState?
    package var to: CaseState
    package var actor: String
    package var actorName: String
    package var actorRole: CaseRole?
    package var receiverRole: CaseRole?
    package var receiver: NamedBody?
    package var receiverAccountName: String?
    package var opinion: String
    package var data: [String: String]
    package var hash: String

    init(_ entry: HistoryEntry, _ directory: RegistryDirectory, receiverAccountName: String?) {
        self.receiverAccountName = receiverAccountName
        position = entry.position
        at = entry.at
        action = entry.action
        name = CaseAction(rawValue: entry.action)?.title ?? HistoryBody.machineName(entry.action)
        from = entry.from
        to = entry.to
        actor = entry.actor.text
        actorName = entry.actorName
        actorRole = entry.actorRole
        receiverRole = entry.receiver.role
        receiver = entry.receiver.organisation.map { id in
            NamedBody(id.text, directory.organisationName(id) ?? Wording("", ""))
        }
        opinion = entry.opinion
        data = HistoryData.details(entry.data)
        hash = entry.hash
    }

    private static func machineName(_ action: String) -> Wording {
        switch action {
        case "report": Wording("上报", "Report")
        case "import": Wording("导入", "Import")
        case "route": Wording("重新匹配派遣规则", "Routing rules run again")
        case "merge_in": Wording("并入其他举报", "Another report merged in")
        default: Wording(action, action)
        }
    }
}

/// The figures above every list.
package struct OverviewBody: Codable, Sendable, Hashable {
    package struct Figures: Codable, Sendable, Hashable {
        package var id: String
        package var name: Wording
        package var open: Int
        package var ended: Int
        package var yellow: Int
        package var red: Int
    }

    package var total: Int
    package var open: Int
    package var states: [String: Int]
    package var lamps: [String: Int]
    /// Open cases by state and the colour of their stage's clock.
    package var stateLamps: [String: [String: Int]]
    package var sources: [String: Int]
    package var counties: [Figures]
    package var organisations: [Figures]

    init(_ overview: CaseOverview, _ directory: RegistryDirectory) {
        total = overview.total
        open = overview.open
        states = Dictionary(uniqueKeysWithValues: overview.byState.map { ($0.key.rawValue, $0.value) })
        lamps = Dictionary(uniqueKeysWithValues: overview.byLamp.map { ($0.key.rawValue, $0.value) })
        stateLamps = Dictionary(
            uniqueKeysWithValues: overview.byStateAndLamp.map { state, lamps in
                (state.rawValue, Dictionary(uniqueKeysWithValues: lamps.map { ($0.key.rawValue, $0.value) }))
            }
        )
        sources = overview.bySource
        counties = overview.byCounty.map { code, figures in
            OverviewBody.figures(code, directory.areaName(code), figures)
        }.sorted { $0.id < $1.id }
        organisations = overview.byOrganisation.map { id, figures in
            OverviewBody.figures(id.text, directory.organisationName(id) ?? Wording("", ""), figures)
        }.sorted { ($0.open, $1.id) > ($1.open, $0.id) }
    }

    private static func figures(_ id: String, _ name: Wording, _ figures: CaseOverview.AreaFigures) -> Figures {
        Figures(id: id, name: name, open: figures.open, ended: figures.ended, yellow: figures.yellow, red: figures.red)
    }
}
