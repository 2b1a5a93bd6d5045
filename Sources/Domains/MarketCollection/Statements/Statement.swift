package import CityCore
import CityCrypto
import CitySQL

package enum StatementTag {}
package typealias StatementID = EntityID<StatementTag>

/// 支付依据: what a lot's month came to, taken down so that the contractor may object and the city may pay.
package struct Statement: Sendable, Hashable {
    package enum State: String, Sendable, Codable, CaseIterable, SQLEncodable, SQLDecodable {
        /// Nothing is taken down yet: it is worked out from what is there now.
        case running
        case issued
        case approved

        package var title: Wording {
            switch self {
            case .running: Wording("核算中", "Running")
            case .issued: Wording("公示待申诉", "Open to objections")
            case .approved: Wording("已核准", "Approved")
            }
        }
    }

    /// Who did something to it, and when.
    package struct Signature: Sendable, Hashable {
        package var by: AccountID
        package var name: String
        package var at: Timestamp
    }

    package var id: StatementID
    package var lot: LotID
    package var month: CollectionMonth
    package var state: State
    package var version: Int
    /// As they were when it was issued.
    package var terms: LotTerms
    package var contractDays: Int
    package var basis: PayBasis
    /// SHA-256 over terms, items and sums: shows that nothing was changed by hand.
    package var digest: String
    package var objectionsUntil: Timestamp
    package var issued: Signature
    package var approved: Signature?

    static let thing: Wording = Wording("支付依据", "pay basis")

    /// Works the sums out anew from its items.
    mutating func settle(_ items: [PayItem]) {
        basis = PayBasis(terms, contractDays: contractDays, monthDays: month.days.count, items)
        digest = Self.digest(terms, basis, items)
    }

    static func digest(_ terms: LotTerms, _ basis: PayBasis, _ items: [PayItem]) -> String {
        let amounts: String = terms.amounts.map { "\($0.field)=\($0.fen)" }.joined(separator: ",")
        let percents: String = terms.percents.map { "\($0.field)=\($0.value)" }.joined(separator: ",")
        let sums: String = "\(basis.grossFen),\(basis.deductionFen),\(basis.payFen)"
        let rows: [String] = items.map { item in
            "\(item.line.rawValue)|\(item.ref)|\(item.day)|\(item.part)|\(item.whole)|\(item.isExcluded)"
        }
        return SHA256Digest(of: ([amounts, percents, sums] + rows.sorted()).joined(separator: "\n")).hex
    }
}

package enum CollectionObjectionTag {}
package typealias CollectionObjectionID = EntityID<CollectionObjectionTag>

/// A contractor's objection to one item of a pay basis.
package struct CollectionObjection: Sendable, Hashable {
    package enum State: String, Sendable, Codable, CaseIterable, SQLEncodable, SQLDecodable {
        case raised
        case upheld
        case rejected

        package var title: Wording {
            switch self {
            case .raised: Wording("待决定", "Awaiting decision")
            case .upheld: Wording("已支持", "Upheld")
            case .rejected: Wording("不支持", "Rejected")
            }
        }
    }

    package var id: CollectionObjectionID
    package var statement: StatementID
    package var line: PayLine
    package var ref: String
    package var label: String
    package var reason: String
    package var state: State
    package var version: Int
    package var raised: Statement.Signature
    package var decision: String?
    package var decided: Statement.Signature?

    static let thing: Wording = Wording("申诉", "objection")
}
