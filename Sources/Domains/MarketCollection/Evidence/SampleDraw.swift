package import CityCore
import CityCrypto

package enum DrawTag {}
package typealias DrawID = EntityID<DrawTag>

/// 抽查: some of the reports of some days, chosen by lot so that nobody can choose them.
package struct SampleDraw: Sendable, Hashable {
    package static let countMax: Int = 500

    package var id: DrawID
    package var lot: LotID
    package var month: CollectionMonth
    package var days: ClosedRange<Int>
    /// Made by the program after the reports were there; with it anybody can draw again.
    package var seed: String
    /// How many reports there were to choose from.
    package var population: Int
    package var drawn: Int
    package var byName: String
    package var at: Timestamp

    /// The reports whose SHA-256 of `seed:id` comes first.
    package static func choose(_ count: Int, of ids: [String], seed: String) -> [String] {
        let ranked: [(rank: String, id: String)] = ids.map { (SHA256Digest(of: "\(seed):\($0)").hex, $0) }
        return ranked.sorted { $0.rank < $1.rank }.prefix(count).map(\.id)
    }

    /// How many a contract wants checked of so many.
    package static func size(of population: Int, _ terms: LotTerms) -> Int {
        let share: Int = (population * terms.samplePercent + 99) / 100
        return min(population, countMax, max(terms.sampleMin, share))
    }
}
