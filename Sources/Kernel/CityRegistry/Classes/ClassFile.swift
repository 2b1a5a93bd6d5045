import CityCore
import CityWorkflow
import Foundation

/// An edition of the class tables as the shipped files write it. A limit is text as tables of conditions have it.
struct ClassFile: Decodable, Sendable {
    struct Big: Decodable, Sendable {
        var kind: ClassKind
        var big: String
        var name: Wording
        var smalls: [Small]
    }

    struct Small: Decodable, Sendable {
        var small: String
        var name: Wording
        var verified: Bool
        var conditions: [Condition]
    }

    struct Condition: Decodable, Sendable {
        var code: String
        var filing: Wording
        var closing: Wording
        var limit: String
        var assumed: Bool?
    }

    var edition: String
    var title: Wording
    var source: Wording
    var validFrom: CivilDate
    var validTo: CivilDate?
    var classes: [Big]

    static let shippedNames: [String] = ["classes-cjt214-2007", "classes-gbt30428-reference"]

    static func shipped(_ name: String) throws -> ClassFile {
        guard let place = Bundle.module.url(forResource: name, withExtension: "json") else {
            throw CityError.fault("\(name).json is not among the resources")
        }
        do {
            return try JSONDecoder().decode(ClassFile.self, from: try Data(contentsOf: place))
        } catch {
            throw CityError.fault("\(name).json cannot be read", cause: error)
        }
    }

    func published() throws -> ClassEdition {
        try ClassEdition(
            edition,
            title: title,
            source: source,
            validFrom: validFrom,
            validTo: validTo,
            state: .published,
            version: 1
        )
    }

    func bigs() throws -> [BigClass] {
        try classes.map { try BigClass(kind: $0.kind, code: $0.big, name: $0.name) }
    }

    func smalls() throws -> [SmallClass] {
        try classes.flatMap { big in
            try big.smalls.map { small in
                try SmallClass(
                    key: ClassKey(edition: edition, kind: big.kind, big: big.big, small: small.small),
                    bigName: big.name,
                    name: small.name,
                    isVerified: small.verified,
                    conditions: small.conditions.map { try $0.condition() }
                )
            }
        }
    }
}

extension ClassFile.Condition {
    fileprivate func condition() throws -> ClassCondition {
        try ClassCondition(
            code: code,
            filing: filing,
            closing: closing,
            limit: TimeLimit(chinese: limit),
            isAssumed: assumed ?? false
        )
    }
}
