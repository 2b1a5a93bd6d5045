package import CityCore
import CitySQL

package enum CheckTag {}
package typealias CheckID = EntityID<CheckTag>

/// 质检: one report that was drawn, and what a checker found it to be.
package struct QualityCheck: Sendable, Hashable {
    package enum Verdict: String, Sendable, Codable, CaseIterable, SQLEncodable, SQLDecodable {
        case pending
        case right
        /// There was something, and its class, place or pictures were wrong.
        case inaccurate
        /// There was nothing, or it was made up.
        case `false`

        package var title: Wording {
            switch self {
            case .pending: Wording("待检", "To be checked")
            case .right: Wording("属实", "Right")
            case .inaccurate: Wording("不准确", "Inaccurate")
            case .false: Wording("虚报", "False")
            }
        }
    }

    package var id: CheckID
    package var draw: DrawID
    package var lot: LotID
    package var month: CollectionMonth
    package var report: CaseReference
    package var reportedAt: Timestamp
    package var day: Int
    package var reporterName: String
    package var verdict: Verdict
    package var note: String
    package var by: AccountID?
    package var byName: String?
    package var at: Timestamp?
    package var version: Int

    static let thing: Wording = Wording("质检项", "check")
}
