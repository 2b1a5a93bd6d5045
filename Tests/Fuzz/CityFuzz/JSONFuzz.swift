import CityCore
import CityHTTP
import Foundation

private struct Inner: Codable, Equatable {
    enum Kind: String, Codable, CaseIterable {
        case event
        case component
    }

    var kind: Kind
    var count: Int?
    var on: CivilDate?
    var wording: Wording?
}

private struct Body: Codable, Equatable {
    var name: String
    var number: Int64
    var lng: Double
    var flag: Bool?
    var at: Timestamp?
    var inner: [Inner]?
    var more: [String: Int]?
}

/// The body of a request, of a type that has a field of every sort.
func fuzzJSON(_ bytes: [UInt8], choice: UInt8) {
    let body: Body? = refusing {
        try RequestJSON.decode(Body.self, from: bytes, contentType: "application/json")
    }
    guard let body else { return }
    guard let written = try? JSONEncoder().encode(body) else { preconditionFailure("a body cannot be written") }
    let again: Body? = refusing {
        try RequestJSON.decode(Body.self, from: Array(written), contentType: "application/json")
    }
    precondition(again == body, "a body did not come back")
}
