package import CityCore
package import CityGeo
import CityRegistry

package struct IncidentInputBody: Codable, Sendable, Hashable {
    package var title: String
    package var kind: IncidentKind
    /// 1, the gravest, to 4.
    package var level: Int
    /// An area code.
    package var area: String
    package var place: Coordinate?
    package var address: String?
    package var words: String?
    /// The plan that is started.
    package var plan: String?
    /// Who holds which role of the plan, by its key.
    package var holders: [String: String]?
    package var isDrill: Bool?

    package init(
        title: String,
        kind: IncidentKind,
        level: Int,
        area: String,
        place: Coordinate? = nil,
        address: String? = nil,
        words: String? = nil,
        plan: String? = nil,
        holders: [String: String]? = nil,
        isDrill: Bool? = nil
    ) {
        self.title = title
        self.kind = kind
        self.level = level
        self.area = area
        self.place = place
        self.address = address
        self.words = words
        self.plan = plan
        self.holders = holders
        self.isDrill = isDrill
    }
}

struct IncidentChangeBody: Codable, Sendable, Hashable {
    var title: String
    var level: Int
    var place: Coordinate?
    var address: String?
    var words: String?
    var holders: [String: String]?
    var rollCallMinutes: Int?
}

package struct IncidentEndBody: Codable, Sendable, Hashable {
    package var summary: String
    /// Orders that have not ended are cancelled; without it they hold the end up.
    package var cancelOrders: Bool?

    package init(summary: String, cancelOrders: Bool? = nil) {
        self.summary = summary
        self.cancelOrders = cancelOrders
    }
}

struct StepInputBody: Codable, Sendable, Hashable {
    var title: String
    var words: String?
    var role: String?
    var dueMinutes: Int?
    var skills: [String]?
}

package struct StepActBody: Codable, Sendable, Hashable {
    package var words: String?
    /// With `start`: who is sent.
    package var units: [String]?

    package init(words: String? = nil, units: [String]? = nil) {
        self.words = words
        self.units = units
    }
}

package struct RollCallInputBody: Codable, Sendable, Hashable {
    package var unit: String
    package var people: Int
    package var state: RollCallState
    package var words: String?
    /// When it was said, where it had to wait for a network.
    package var at: Timestamp?

    package init(unit: String, people: Int, state: RollCallState, words: String? = nil, at: Timestamp? = nil) {
        self.at = at
        self.unit = unit
        self.people = people
        self.state = state
        self.words = words
    }
}

struct SituationInputBody: Codable, Sendable, Hashable {
    var words: String
}

struct IncidentBody: Codable, Sendable, Hashable {
    var id: String
    var number: String
    var title: String
    var kind: IncidentKind
    var kindName: Wording
    var level: Int
    var levelName: Wording
    var area: String
    var areaName: Wording
    var place: Coordinate?
    var address: String
    var words: String
    var plan: String?
    var planName: String
    var planVersion: Int
    var roles: [IncidentRole]
    var resources: [PlanResource]
    var isDrill: Bool
    var beganAt: Timestamp
    var endedAt: Timestamp?
    var rollCallMinutes: Int
    var rollCallDue: Timestamp?
    var summary: String
    var byName: String
    var version: Int

    init(_ incident: Incident, _ directory: RegistryDirectory) {
        id = incident.id.text
        number = incident.number
        title = incident.title
        kind = incident.kind
        kindName = incident.kind.title
        level = incident.level
        levelName = Incident.levelName(incident.level)
        area = incident.area
        areaName = directory.areaName(scope: incident.area) ?? Wording(incident.area, incident.area)
        place = incident.place
        address = incident.address
        words = incident.words
        plan = incident.plan?.text
        planName = incident.planName
        planVersion = incident.planVersion
        roles = incident.roles
        resources = incident.resources
        isDrill = incident.isDrill
        beganAt = incident.beganAt
        endedAt = incident.endedAt
        rollCallMinutes = incident.rollCallMinutes
        rollCallDue = incident.rollCallDue
        summary = incident.summary
        byName = incident.byName
        version = incident.version
    }
}

/// An incident with everything that belongs to it: the board, and the page of its report.
struct IncidentFileBody: Codable, Sendable, Hashable {
    struct Step: Codable, Sendable, Hashable {
        var id: String
        var content: PlanStep
        var state: StepState
        var stateName: Wording
        /// When its turn comes, while that is known and has not come.
        var turnAt: Timestamp?
        var readyAt: Timestamp?
        var startedAt: Timestamp?
        var dueAt: Timestamp?
        var isLate: Bool
        var endedAt: Timestamp?
        var outcome: String
        var byName: String?
        var orders: [UnitOrderBody]
        /// What whoever asks may do now.
        var acts: [StepAct]
        var version: Int
    }

    struct Line: Codable, Sendable, Hashable {
        var at: Timestamp
        var kind: IncidentLine.Kind
        var words: String
        var byName: String
    }

    struct RollCall: Codable, Sendable, Hashable {
        struct Answer: Codable, Sendable, Hashable {
            var unit: String
            var unitName: String
            var people: Int
            var state: RollCallState
            var stateName: Wording
            var words: String
            var at: Timestamp?
            var byName: String?
        }

        var number: Int
        var begunAt: Timestamp
        var answers: [Answer]
    }

    struct Report: Codable, Sendable, Hashable {
        var number: Int
        var at: Timestamp
        var words: String
        var figures: IncidentFigures
        var byName: String
    }

    var incident: IncidentBody
    var figures: IncidentFigures
    var steps: [Step]
    var log: [Line]
    var rollCalls: [RollCall]
    var reports: [Report]
    /// Whether whoever asks leads it: it goes on, and they may.
    var mayLead: Bool
}
