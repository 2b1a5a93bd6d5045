package import CityCore
package import CityGeo
import CityRegistry
import CitySensing

package struct OrderSubjectBody: Codable, Sendable, Hashable {
    package var kind: OrderSubject
    package var id: String
    package var name: String?

    package init(kind: OrderSubject, id: String, name: String?) {
        self.kind = kind
        self.id = id
        self.name = name
    }
}

package struct OrderInputBody: Codable, Sendable, Hashable {
    package var units: [String]
    package var title: String
    package var words: String?
    package var priority: OrderPriority
    package var place: Coordinate?
    package var address: String?
    package var about: OrderSubjectBody?
    /// Those of the priority when absent.
    package var times: OrderTimes?

    package init(
        units: [String],
        title: String,
        words: String? = nil,
        priority: OrderPriority,
        place: Coordinate?,
        address: String? = nil,
        about: OrderSubjectBody? = nil,
        times: OrderTimes? = nil
    ) {
        self.units = units
        self.title = title
        self.words = words
        self.priority = priority
        self.place = place
        self.address = address
        self.about = about
        self.times = times
    }
}

package struct OrderActBody: Codable, Sendable, Hashable {
    package var words: String?
    /// When it was, where it had to wait for a network. By a clock that is wrong it counts as after the step before, and not as in
    /// the future.
    package var at: Timestamp?
    package var place: Coordinate?
    package var photos: [String]?

    package init(words: String? = nil, at: Timestamp? = nil, place: Coordinate? = nil, photos: [String]? = nil) {
        self.words = words
        self.at = at
        self.place = place
        self.photos = photos
    }
}

struct UnitOrderBody: Codable, Sendable, Hashable {
    var id: String
    var number: String
    var batch: String
    var unit: String
    var unitName: String
    var area: String
    var areaName: Wording
    var organisationName: Wording?
    var title: String
    var words: String
    var priority: OrderPriority
    var priorityName: Wording
    var place: Coordinate?
    var address: String
    var about: OrderSubjectBody?
    var state: OrderState
    var stateName: Wording
    var sentAt: Timestamp
    var readAt: Timestamp?
    var leftAt: Timestamp?
    var arrivedAt: Timestamp?
    var endedAt: Timestamp?
    var readBy: Timestamp
    var arriveBy: Timestamp
    var doneBy: Timestamp
    /// The deadline that runs now.
    var dueAt: Timestamp?
    /// `read`, `arrive` or `done` when that was not done in time.
    var late: String?
    var escalation: Int
    var byName: String
    var result: String
    var photos: [String]
    var version: Int

    init(_ order: CommandOrder, _ directory: RegistryDirectory) {
        id = order.id.text
        number = order.number
        batch = order.batch
        unit = order.unit.text
        unitName = order.unitName
        area = order.area
        areaName = directory.areaName(scope: order.area) ?? Wording(order.area, order.area)
        organisationName = directory.organisationName(order.organisation)
        title = order.title
        words = order.words
        priority = order.priority
        priorityName = order.priority.title
        place = order.place
        address = order.address
        about =
            order.about == .none
            ? nil : OrderSubjectBody(kind: order.about, id: order.aboutID, name: order.aboutName)
        state = order.state
        stateName = order.state.title
        sentAt = order.sentAt
        readAt = order.readAt
        leftAt = order.leftAt
        arrivedAt = order.arrivedAt
        endedAt = order.endedAt
        readBy = order.readBy
        arriveBy = order.arriveBy
        doneBy = order.doneBy
        dueAt = order.deadline?.at
        late = order.late
        escalation = order.escalation
        byName = order.byName
        result = order.result
        photos = order.photos
        version = order.version
    }
}

struct OrdersBody: Codable, Sendable, Hashable {
    var items: [UnitOrderBody]
}

/// An order with its history and what may be done.
struct OrderFileBody: Codable, Sendable, Hashable {
    struct Entry: Codable, Sendable, Hashable {
        var at: Timestamp
        var toldAt: Timestamp
        var act: String
        var actName: Wording
        var byName: String
        var words: String
        var place: Coordinate?
    }

    var order: UnitOrderBody
    var entries: [Entry]
    /// What whoever asks may do now.
    var acts: [OrderAct]
}

extension OrderFileBody.Entry {
    init(_ entry: OrderEntry) {
        self.init(
            at: entry.at,
            toldAt: entry.toldAt,
            act: entry.act,
            actName: OrderEntry.name(entry.act),
            byName: entry.byName,
            words: entry.words,
            place: entry.place
        )
    }
}
