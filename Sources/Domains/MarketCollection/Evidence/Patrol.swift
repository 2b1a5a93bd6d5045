package import CityCore
import CityGeo
import CitySQL

package enum PatrolTag {}
package typealias PatrolID = EntityID<PatrolTag>
package enum FindingTag {}
package typealias FindingID = EntityID<FindingTag>

/// 漏报巡查: somebody of the centre walks a grid of a lot and writes down what is there.
package struct Patrol: Sendable, Hashable {
    package var id: PatrolID
    package var lot: LotID
    package var month: CollectionMonth
    package var grid: String
    package var note: String
    package var byName: String
    package var at: Timestamp

    static let thing: Wording = Wording("巡查", "patrol")
}

/// One problem that a patrol found.
package struct Finding: Sendable, Hashable {
    package enum Verdict: String, Sendable, Codable, CaseIterable, SQLEncodable, SQLDecodable {
        /// Nobody had reported it; the program made a case of it.
        case missed
        /// There is a case about it.
        case known
        case withdrawn

        package var title: Wording {
            switch self {
            case .missed: Wording("漏报", "Missed")
            case .known: Wording("已有案件", "Known")
            case .withdrawn: Wording("已撤回", "Withdrawn")
            }
        }
    }

    package var id: FindingID
    package var patrol: PatrolID
    package var lot: LotID
    package var month: CollectionMonth
    package var day: Int
    package var problem: PatrolProblem
    package var verdict: Verdict
    /// The case that was there, or that was made.
    package var about: CaseReference
    /// Why it was withdrawn.
    package var reason: String
    package var at: Timestamp
    package var version: Int

    static let thing: Wording = Wording("巡查发现", "finding")
}
