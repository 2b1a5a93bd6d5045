package import CityCore

/// A definition as a file says it: what is counted, what is made of the counts, how it is scored and graded.
package struct DefinitionFile: Codable, Sendable, Hashable {
    package struct Figure: Codable, Sendable, Hashable {
        package var code: String
        package var name: Wording
        package var unit: Wording?
        /// A `FactKind`.
        package var counts: String
        /// Marks that a fact must have, and marks that it must not have.
        package var all: [String]?
        package var none: [String]?
        package var note: Wording?
    }

    package struct Indicator: Codable, Sendable, Hashable {
        package enum Better: String, Codable, Sendable, CaseIterable {
            case high
            case low
            case neither
        }

        package var code: String
        package var name: Wording
        package var unit: Wording?
        package var formula: String
        package var better: Better?
        /// The figures whose cases make it worse: where a page leads whoever asks why.
        package var costs: [String]?
        package var note: Wording?
    }

    package struct Part: Codable, Sendable, Hashable {
        package var code: String
        package var name: Wording
        /// Gives 0 to 100; what lies outside is cut off.
        package var formula: String
        package var weight: Double
    }

    package struct Score: Codable, Sendable, Hashable {
        package var code: String
        package var name: Wording
        /// The dimensions whose subjects are judged by it.
        package var judges: [String]
        /// The figures and indicators that a league table shows.
        package var columns: [String]
        package var parts: [Part]
    }

    package struct Grade: Codable, Sendable, Hashable {
        package var grade: String
        package var name: Wording
        /// The lowest score that still has it.
        package var from: Double
        package var colour: String
    }

    package var title: Wording
    package var source: Wording
    /// Parts without a value are left out and the others count for more, as long as they have this share of the weight.
    package var minimumWeight: Double
    package var figures: [Figure]
    package var indicators: [Indicator]
    package var scores: [Score]
    package var grades: [Grade]
}
