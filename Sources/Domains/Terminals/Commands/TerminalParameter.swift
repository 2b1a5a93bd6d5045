import CityCore
import CityCrypto
import JT808
import NIOCore

/// A parameter of a terminal as it is ordered and read: a number or words, by the catalogue of JT/T 808; as hex digits
/// what the catalogue does not know.
package struct TerminalParameter: Sendable, Hashable, Codable {
    var id: UInt32
    var value: String

    init(id: UInt32, value: String) {
        (self.id, self.value) = (id, value)
    }

    init(_ parameter: Parameter) {
        id = parameter.id
        value =
            switch parameter.meaning {
            case .number(let number): "\(number)"
            case .text(let text): text
            case .bytes(let bytes): Hex.encode(Array(bytes.readableBytesView))
            }
    }

    /// Nil where the value has not the catalogue's form: such a one is not sent.
    var parameter: Parameter? {
        if ParameterCatalog.entry(id)?.kind == .text { return Parameter(id: id, .text(value)) }
        return UInt32(value).flatMap { Parameter(id: id, .number($0)) }
    }

    var name: Wording { ParameterCatalog.entry(id)?.name ?? Wording("参数 \(hexID)", "parameter \(hexID)") }
    /// What is shown: a password is for the terminal alone.
    var shown: String { Self.secrets.contains(id) && !value.isEmpty ? "••••" : value }
    /// Dial-up passwords of the main, the backup and the secondary server.
    private static let secrets: Set<UInt32> = [0x0012, 0x0016, 0x0025]

    var unit: String { ParameterCatalog.entry(id)?.unit ?? "" }

    private var hexID: String {
        let digits: String = String(id, radix: 16, uppercase: true)
        return "0x" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Those that a person may set: the catalogue knows their form.
    static var settable: [ParameterCatalog.Entry] {
        ParameterCatalog.entries.filter { entry in
            switch entry.kind {
            case .u8, .u16, .u32, .text: true
            case .bytes, nil: false
            }
        }
    }
}
