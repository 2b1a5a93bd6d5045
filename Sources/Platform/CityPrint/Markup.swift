/// A piece of HTML. What is put into it as text is escaped; only other pieces are not.
package struct Markup: Sendable, Hashable, ExpressibleByStringInterpolation, CustomStringConvertible {
    package let description: String

    package init(stringLiteral value: String) {
        description = value
    }

    package init(stringInterpolation: StringInterpolation) {
        description = stringInterpolation.text
    }

    private init(safe text: String) {
        description = text
    }

    package static func joined(_ pieces: some Sequence<Markup>) -> Markup {
        Markup(safe: pieces.map(\.description).joined())
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text: String = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 8)
        }

        package mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        package mutating func appendInterpolation(_ piece: Markup) {
            text += piece.description
        }

        package mutating func appendInterpolation(_ value: Int) {
            text += String(value)
        }

        package mutating func appendInterpolation(_ value: String) {
            for character in value.unicodeScalars {
                switch character {
                case "&": text += "&amp;"
                case "<": text += "&lt;"
                case ">": text += "&gt;"
                case "\"": text += "&quot;"
                case "'": text += "&#39;"
                default: text.unicodeScalars.append(character)
                }
            }
        }
    }
}
