import CityCore

/// Why the program itself made a version or an edition; people give their own reasons.
enum ProgramReason: String {
    case opened = "@opened"
    case frozen = "@frozen"
    case shipped = "@shipped"

    private var wording: Wording {
        switch self {
        case .opened: Wording("公示", "Opened to objections")
        case .frozen: Wording("冻结", "Frozen")
        case .shipped: Wording("随程序提供的参考办法", "The reference rules that come with the program")
        }
    }

    /// A stored reason as it is shown.
    static func wording(of stored: String) -> Wording {
        ProgramReason(rawValue: stored)?.wording ?? Wording(stored, stored)
    }
}
